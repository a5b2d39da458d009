// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.lease.HeldLock;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.partition.TableKey;
import io.slotcache.internal.storage.Deadline;
import io.slotcache.internal.storage.StorageRegion;

/** The lock of one transaction, or of one statement outside a transaction, on a table. */
final class TableLock implements TransactionLock {

    private final CacheNode node;
    private final StorageRegion region;
    private final TableKey table;
    private final PartitionLock lock;

    /**
     * Asks for the lock, without waiting.
     *
     * @param transactional whether a transaction's completion releases it
     */
    TableLock(CacheNode node, StorageRegion region, TableKey table, boolean transactional) {
        this.node = node;
        this.region = region;
        this.table = table;
        HeldLock held = new HeldLock(
                table.partition(),
                "h:" + table.name(),
                node.newLockId(),
                region.settings().lockTimeout().toMillis());
        lock = new PartitionLock(node, region, held, () -> node.storage().lockTable(region, table, held));
        if (transactional) {
            lock.keepAlive();
        }
    }

    @Override
    public void await(Deadline deadline) {
        lock.await(
                deadline,
                reason -> SlotCacheLogger.LOG.lockRequired(
                        table.name(), node.commandTimeout().toMillis(), reason));
    }

    @Override
    public boolean isOld() {
        return lock.isOld();
    }

    @Override
    public void askAgain() {
        lock.askAgain();
    }

    @Override
    public void release(boolean committed) {
        node.storage().unlockTable(region, table, lock.held());
        lock.end();
    }

    @Override
    public void abandon() {
        lock.abandon();
    }
}
