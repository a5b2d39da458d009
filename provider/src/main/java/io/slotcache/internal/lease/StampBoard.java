// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest stamp seen of each partition. Written by the keeper at each look and by the answers to this JVM's own locks and unlocks, so that a
 * session that opens right after a commit here may store what it loads. Thread-safe.
 */
final class StampBoard {

    private final AtomicReferenceArray<@Nullable Stamp> newest;
    private volatile Stamps published = Stamps.NONE;
    private volatile boolean changed;

    StampBoard(int partitions) {
        newest = new AtomicReferenceArray<>(partitions);
    }

    /** All stamps as of now or a moment before. A reader that races with a change may get the older ones, which are as true. */
    Stamps current() {
        if (changed) {
            changed = false;
            published = copy();
        }
        return published;
    }

    void clear(int partition) {
        newest.set(partition, null);
        changed = true;
    }

    /** Notes a stamp, unless a later one of the same term is known. */
    void note(int partition, Stamp stamp) {
        Stamp known = newest.get(partition);
        if (known == null || !known.term().equals(stamp.term()) || known.sequence() < stamp.sequence()) {
            newest.set(partition, stamp);
            changed = true;
        }
    }

    /** Notes what a lock or unlock came to, if the partition had a lease of the same term when last looked at. */
    void advance(int partition, Stamp stamp) {
        Stamp known = newest.get(partition);
        if (known != null && known.term().equals(stamp.term()) && known.sequence() < stamp.sequence()) {
            newest.set(partition, stamp);
            changed = true;
        }
    }

    private Stamps copy() {
        @Nullable Stamp[] stamps = new @Nullable Stamp[newest.length()];
        for (int p = 0; p < stamps.length; p++) {
            stamps[p] = newest.get(p);
        }
        return new Stamps(stamps);
    }
}
