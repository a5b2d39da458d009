// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Partitions in which this JVM could not lock or evict something that changed: they need a new term before what they hold can be trusted. Thread-safe.
 *
 * <p>A partition is cleansed only while no transaction that missed a lock in it is open, and only of a term read after that: one that began before the
 * commit returned could hold what a reader stored in between. A transaction whose end is never told counts as open for the lock's time-out, by when it
 * has asked for its lock again if it still runs.
 */
public final class DirtyPartitions {

    /** Grows with each mark. */
    private final AtomicLongArray marks;

    /** The last mark whose term is over: behind {@link #marks} for a dirty partition. */
    private final AtomicLongArray cleansed;

    /** Locks missed by open transactions, with the moment from which they no longer count. */
    private final Map<Integer, Map<HeldLock, Long>> missed = new ConcurrentHashMap<>();

    public DirtyPartitions(int partitions) {
        marks = new AtomicLongArray(partitions);
        cleansed = new AtomicLongArray(partitions);
    }

    /** An open transaction has missed this lock. */
    public void enter(HeldLock lock) {
        long untilNanos = System.nanoTime() + lock.timeoutMillis() * 1_000_000;
        missed.computeIfAbsent(lock.partition(), p -> new ConcurrentHashMap<>()).put(lock, untilNanos);
        mark(lock.partition());
    }

    /** That transaction has completed, and its outcome is known. */
    public void leave(HeldLock lock) {
        mark(lock.partition());
        Map<HeldLock, Long> ofPartition = missed.get(lock.partition());
        if (ofPartition != null) {
            ofPartition.remove(lock);
        }
    }

    /** Something was missed outside a transaction. */
    public void mark(int partition) {
        marks.incrementAndGet(partition);
    }

    public boolean isDirty(int partition) {
        return marks.get(partition) != cleansed.get(partition);
    }

    /** To be read before {@link #isToCleanse} is asked: what is marked later is not cleansed. */
    long markOf(int partition) {
        return marks.get(partition);
    }

    boolean isToCleanse(int partition) {
        if (!isDirty(partition)) {
            return false;
        }
        Map<HeldLock, Long> open = missed.get(partition);
        if (open != null) {
            long now = System.nanoTime();
            open.values().removeIf(untilNanos -> now - untilNanos > 0);
        }
        return open == null || open.isEmpty();
    }

    /** The term that was in force when the mark was read is over. */
    void cleansed(int partition, long mark) {
        cleansed.accumulateAndGet(partition, mark, Math::max);
    }
}
