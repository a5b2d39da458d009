// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

/**
 * A lock is in place.
 *
 * @param askedAtNanos {@link System#nanoTime} before the request left: at least until then no other master had been promoted
 * @param isClean whether nobody else has had a lock on the entry since the session's stamp. Never of a region
 */
public record Acknowledgement(long askedAtNanos, boolean isClean) {}
