// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.lease.HeldLock;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.storage.Deadline;
import io.slotcache.internal.storage.StorageRegion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A lock on regions, in all partitions: of a bulk statement with what changes with it, or of a transaction that does not know which natural id its row
 * has. If these are all regions there are, it is one lock on the whole cache.
 */
final class RegionLock implements TransactionLock {

    private final CacheNode node;
    private final List<StorageRegion> locked;
    private final List<Part> parts = new ArrayList<>();

    private RegionLock(CacheNode node, Collection<StorageRegion> regions) {
        this.node = node;
        locked = node.dataRegions().toLock(regions);
        locked.forEach(this::lockAllPartitions);
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

    /** Takes the lock and waits for it. */
    static RegionLock take(CacheNode node, Collection<StorageRegion> regions) {
        RegionLock lock = new RegionLock(node, regions);
        try {
            lock.await(Deadline.after(node.commandTimeout()));
        } catch (RuntimeException e) {
            lock.release(false);
            throw e;
        }
        return lock;
    }

    boolean covers(StorageRegion region) {
        return locked.contains(region) || DataRegions.isEverything(locked.get(0));
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
}
