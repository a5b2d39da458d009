// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.storage.StorageRegion;
import java.util.List;
import org.hibernate.cache.spi.access.SoftLock;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate holds of a bulk statement for one region. It asks for it without a session, one region after the other; {@code removeAll}, which it calls
 * right after each on the same thread, ties it to one. In a transaction nothing is sent until the statement's SQL is prepared ({@link
 * TransactionLocks#lockGathered}): by then all regions are known.
 */
final class StatementLock implements SoftLock {

    private static final ThreadLocal<@Nullable StatementLock> JUST_ASKED_FOR = new ThreadLocal<>();

    private final List<StorageRegion> regions;
    private @Nullable RegionLock taken;
    private boolean leftToDeadline;

    /** @param regions the statement's own first, then those that change with it */
    private StatementLock(List<StorageRegion> regions) {
        this.regions = regions;
    }

    static StatementLock of(List<StorageRegion> regions) {
        StatementLock lock = new StatementLock(regions);
        JUST_ASKED_FOR.set(lock);
        return lock;
    }

    /** What this thread asked for last, if it was this region and no session has it yet. */
    static @Nullable StatementLock justAskedFor(StorageRegion region) {
        StatementLock lock = JUST_ASKED_FOR.get();
        JUST_ASKED_FOR.remove();
        return lock != null && lock.regions.get(0) == region ? lock : null;
    }

    List<StorageRegion> regions() {
        return regions;
    }

    /**
     * Outside a transaction: takes the lock and waits for it.
     *
     * @param leaveToDeadline nobody will say when the statement has been committed
     */
    void take(CacheNode node, boolean leaveToDeadline) {
        taken = RegionLock.take(node, regions);
        leftToDeadline = leaveToDeadline;
    }

    /** The statement is done, says Hibernate; but not that it has been committed. A lock of a transaction is released by its completion. */
    void unlock() {
        RegionLock lock = taken;
        if (lock != null && leftToDeadline) {
            lock.abandon();
        } else if (lock != null) {
            lock.release(true);
        }
    }
}
