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
 * A lock on regions, in all partitions: of a bulk statement with what changes with it, or of a transaction that does not know which natural id its row
 * has. Hibernate takes a statement's without a session; {@code removeAll}, which it calls right after on the same thread, ties it to one.
 */
final class RegionLock implements SoftLock, TransactionLock {

    private static final ThreadLocal<@Nullable RegionLock> JUST_TAKEN = new ThreadLocal<>();

    private final CacheNode node;
    private final List<StorageRegion> regions;
    private final List<Part> parts = new ArrayList<>();
    private End end = End.UNLOCK;

    private RegionLock(CacheNode node, List<StorageRegion> regions) {
        this.node = node;
        this.regions = regions;
        regions.forEach(this::lockAllPartitions);
    }

    private void lockAllPartitions(StorageRegion region) {
        long timeout = region.settings().lockTimeout().toMillis();
        for (int p = 0; p < node.storage().partitions(); p++) {
            HeldLock held = new HeldLock(p, "R:" + region.keyText(), node.newLockId(), timeout);
            PartitionLock lock =
                    new PartitionLock(node, region, held, () -> node.storage().lockRegion(region, held));
            lock.keepAlive();
            parts.add(new Part(region, lock));
        }
    }

    /**
     * As {@link #take}, for the {@code removeAll} that follows.
     *
     * @param regions the statement's own first
     */
    static RegionLock takeForStatement(CacheNode node, List<StorageRegion> regions) {
        RegionLock lock = take(node, regions);
        JUST_TAKEN.set(lock);
        return lock;
    }

    /** Takes the lock and waits for it. */
    static RegionLock take(CacheNode node, List<StorageRegion> regions) {
        RegionLock lock = new RegionLock(node, regions);
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
        return lock != null && lock.regions.get(0) == region ? lock : null;
    }

    boolean covers(StorageRegion region) {
        return regions.contains(region);
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

    @Override
    public void await(Deadline deadline) {
        for (Part part : parts) {
            part.lock.await(
                    deadline,
                    reason -> SlotCacheLogger.LOG.regionLockRequired(
                            part.region.name(), node.commandTimeout().toMillis(), reason));
        }
    }

    @Override
    public boolean isOld() {
        return parts.stream().anyMatch(part -> part.lock.isOld());
    }

    @Override
    public void askAgain() {
        parts.forEach(part -> part.lock.askAgain());
    }

    @Override
    public void release(boolean committed) {
        release();
    }

    private void release() {
        for (Part part : parts) {
            node.storage().unlockRegion(part.region, part.lock.held());
            part.lock.end();
        }
    }

    @Override
    public void abandon() {
        parts.forEach(part -> part.lock.abandon());
    }

    /** The lock on one region in one partition. */
    private record Part(StorageRegion region, PartitionLock lock) {}

    /** What releases the lock. */
    private enum End {
        UNLOCK,
        TRANSACTION,
        DEADLINE
    }
}
