// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

/**
 * How far a partition's invalidations had come when a session opened. What the session loads may be stored only if the partition still has the
 * same term and nothing on the entry's stripe came later.
 */
public record Stamp(String term, long sequence) {}
