// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.lease.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * What has become of some tables, as their partition says under a live lease.
 *
 * @param term the partition's
 * @param sequence of the last lock, unlock or eviction of any of them
 * @param locked whether somebody is changing one of them
 */
public record TableState(String term, long sequence, boolean locked) {

    /** Of tables that the asking transaction itself is changing. */
    public static final TableState CHANGING = new TableState("", 0, true);

    /** Whether a session of this stamp has seen the tables as they are. */
    public boolean isSeenBy(@Nullable Stamp stamp) {
        return stamp != null && !locked && term.equals(stamp.term()) && sequence <= stamp.sequence();
    }
}
