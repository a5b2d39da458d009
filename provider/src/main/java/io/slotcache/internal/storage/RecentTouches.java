// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Which entries of a region were touched a short time ago, in a table that never grows. It may forget one, where more are touched in that time than it
 * has room for: then that entry is touched once too often. Thread-safe, without locks: of threads that read one entry at once, one touches it.
 */
final class RecentTouches {

    /** 128 KB. In a power of two of sets of eight, a cache line each: so that two busy entries do not keep driving out each other. */
    private static final int SETS = 2048;

    private static final int SET_SIZE = 8;

    /** How exactly the time between two touches is measured: to a thousandth. */
    private static final int TICKS_OF_INTERVAL = 1024;

    /** For each entry touched its hash, 32 bits, and the tick of the touch, 32 bits. Two entries of one hash count as one. */
    private final AtomicLongArray table = new AtomicLongArray(SETS * SET_SIZE);

    private final LongSupplier nanoClock;
    private final long originNanos;
    private final long tickNanos;

    /** @param interval how much time must lie between two touches of an entry */
    RecentTouches(Duration interval, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        tickNanos = Math.max(1, interval.toNanos() / TICKS_OF_INTERVAL);
        // An empty place, with tick 0, is of an age.
        originNanos = nanoClock.getAsLong() - 2 * (TICKS_OF_INTERVAL + 1) * tickNanos;
    }

    /** Whether the caller is to touch the entry, which then counts as touched. */
    boolean isDue(int hash) {
        int now = (int) ((nanoClock.getAsLong() - originNanos) / tickNanos);
        int mixed = mix(hash);
        int first = (mixed & SETS - 1) * SET_SIZE;
        int oldest = first;
        int greatestAge = Integer.MIN_VALUE;
        long replaced = 0;
        for (int i = 0; i < SET_SIZE; i++) {
            // Each entry looks at the places in an order of its own, so that of entries as old as each other none is
            // always the one replaced.
            int place = first + (i + (mixed >>> 16) & SET_SIZE - 1);
            long there = table.get(place);
            int age = age(there, now);
            if ((int) (there >>> 32) == hash && there != 0) {
                return age > TICKS_OF_INTERVAL && table.compareAndSet(place, there, entry(hash, now));
            }
            if (age > greatestAge) {
                oldest = place;
                greatestAge = age;
                replaced = there;
            }
        }
        return table.compareAndSet(oldest, replaced, entry(hash, now));
    }

    /** In ticks, those of an interval at most and one: the counter of ticks comes round, and another thread's may be ahead. */
    private static int age(long entry, int now) {
        int ticks = now - (int) entry;
        return -TICKS_OF_INTERVAL <= ticks && ticks <= TICKS_OF_INTERVAL ? ticks : TICKS_OF_INTERVAL + 1;
    }

    private static long entry(int hash, int tick) {
        return (long) hash << 32 | tick & 0xFFFF_FFFFL;
    }

    /** Identifiers that follow each other have hashes that do. */
    private static int mix(int hash) {
        int h = hash * 0x9E3779B9;
        return h ^ h >>> 16;
    }
}
