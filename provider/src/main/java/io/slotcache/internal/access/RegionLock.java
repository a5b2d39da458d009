// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.lease.HeldLock;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.storage.Deadline;
import io.slotcache.internal.storage.StorageRegion;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.cache.spi.access.SoftLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a region, in all partitions: of a bulk statement, or of a transaction that does not know which natural id its row has. Hibernate takes a
 * statement's without a session; {@code removeAll}, which it calls right after on the same thread, ties it to one.
 */
final class RegionLock implements SoftLock {

    private static final ThreadLocal<@Nullable RegionLock> JUST_TAKEN = new ThreadLocal<>();

    private final CacheNode node;
    private final StorageRegion region;
    private final List<PartitionLock> locks = new ArrayList<>();
    private End end = End.UNLOCK;

    private RegionLock(CacheNode node, StorageRegion region) {
        this.node = node;
        this.region = region;
        long timeout = region.settings().lockTimeout().toMillis();
        for (int p = 0; p < node.storage().partitions(); p++) {
            HeldLock held = new HeldLock(p, "R:" + region.keyText(), node.newLockId(), timeout);
            PartitionLock lock =
                    new PartitionLock(node, region, held, () -> node.storage().lockRegion(region, held));
            lock.keepAlive();
            locks.add(lock);
        }
    }

    /** As {@link #take}, for the {@code removeAll} that follows. */
    static RegionLock takeForStatement(CacheNode node, StorageRegion region) {
        RegionLock lock = take(node, region);
        JUST_TAKEN.set(lock);
        return lock;
    }

    /** Takes the lock and waits for it. */
    static RegionLock take(CacheNode node, StorageRegion region) {
        RegionLock lock = new RegionLock(node, region);
        try {
            lock.await(Deadline.after(node.commandTimeout()));
        } catch (RuntimeException e) {
            lock.release();
            throw e;
        }
        return lock;
    }

    /** The lock that this thread took last on the region, if no session has it yet. */
    static @Nullable RegionLock justTaken(StorageRegion region) {
        RegionLock lock = JUST_TAKEN.get();
        JUST_TAKEN.remove();
        return lock != null && lock.region == region ? lock : null;
    }

    StorageRegion region() {
        return region;
    }

    /** The statement's transaction releases the lock. */
    void leaveToTransaction() {
        end = End.TRANSACTION;
    }

    /** Nobody will say when the statement has been committed. */
    void leaveToDeadline() {
        end = End.DEADLINE;
    }

    /** The statement is done, says Hibernate; but not that it has been committed. */
    void unlock() {
        switch (end) {
            case UNLOCK -> release();
            case DEADLINE -> abandon();
            case TRANSACTION -> {}
        }
    }

    void await(Deadline deadline) {
        for (PartitionLock lock : locks) {
            lock.await(
                    deadline,
                    reason -> SlotCacheLogger.LOG.regionLockRequired(
                            region.name(), node.commandTimeout().toMillis(), reason));
        }
    }

    boolean isOld() {
        return locks.get(0).isOld();
    }

    void askAgain() {
        locks.forEach(PartitionLock::askAgain);
    }

    void release() {
        for (PartitionLock lock : locks) {
            node.storage().unlockRegion(region, lock.held());
            lock.end();
        }
    }

    void abandon() {
        locks.forEach(PartitionLock::abandon);
    }

    /** What releases the lock. */
    private enum End {
        UNLOCK,
        TRANSACTION,
        DEADLINE
    }
}
