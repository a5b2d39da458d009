// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.stats;

/** What is counted. */
public enum CacheEvent {
    /** A read answered from the cache. */
    HIT,
    /** A read not answered, for whatever reason. */
    MISS,
    /** A value stored, after a load or by an unlock. */
    PUT,
    /** A value not stored: it may have been older than a commit, it was larger than an entry may be, or Redis did not take it. */
    REFUSED_PUT,
    /** A soft lock taken. */
    LOCK
}
