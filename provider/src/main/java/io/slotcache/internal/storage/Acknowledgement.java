// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

/**
 * A lock is in place.
 *
 * @param askedAtNanos {@link System#nanoTime} before the request left: at least until then no other master had been promoted
 */
public record Acknowledgement(long askedAtNanos) {}
