// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Partitions in which this JVM could not lock or evict something that changed: they need a new term before what they hold can be trusted. One mark a
 * partition, so it cannot overflow. Thread-safe.
 *
 * <p>A partition is cleansed only while no transaction that missed a lock in it is open, and only of a term read after that: one that began before
 * the commit returned could hold what a reader stored in between.
 */
public final class DirtyPartitions {

    /** Grows with each mark; 0 for clean. */
    private final AtomicIntegerArray marks;

    private final AtomicIntegerArray openTransactions;

    public DirtyPartitions(int partitions) {
        marks = new AtomicIntegerArray(partitions);
        openTransactions = new AtomicIntegerArray(partitions);
    }

    /** An open transaction has missed a lock. */
    public void enter(int partition) {
        openTransactions.incrementAndGet(partition);
        mark(partition);
    }

    /** That transaction has completed. */
    public void leave(int partition) {
        mark(partition);
        openTransactions.decrementAndGet(partition);
    }

    /** Something was missed outside a transaction. */
    public void mark(int partition) {
        marks.updateAndGet(partition, mark -> mark == Integer.MAX_VALUE ? 1 : mark + 1);
    }

    public boolean isDirty(int partition) {
        return marks.get(partition) != 0;
    }

    int markOf(int partition) {
        return marks.get(partition);
    }

    boolean isToCleanse(int partition) {
        return marks.get(partition) != 0 && openTransactions.get(partition) == 0;
    }

    /** Its old term is over; clean unless something was missed since the mark was read. */
    void cleansed(int partition, int mark) {
        marks.compareAndSet(partition, mark, 0);
    }
}
