// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.HeldLock;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.lease.Stamps;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.TableKey;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Passes every call to the storage of the moment, so that an application can start before Redis does. Thread-safe. */
public final class SwitchingStorage implements Storage {

    private volatile Storage target;

    public SwitchingStorage(Storage first) {
        target = first;
    }

    public void switchTo(Storage next) {
        target = next;
    }

    /** The storage of the moment. */
    public Storage target() {
        return target;
    }

    @Override
    public Stamps stamps() {
        return target.stamps();
    }

    @Override
    public byte @Nullable [] read(StorageRegion region, EntryKey key) {
        return target.read(region, key);
    }

    @Override
    public @Nullable TableState tables(StorageRegion region, Collection<TableKey> tables) {
        return target.tables(region, tables);
    }

    @Override
    public void put(StorageRegion region, EntryKey key, @Nullable Stamp stamp, Frame value, Replacement replacement) {
        target.put(region, key, stamp, value, replacement);
    }

    @Override
    public CompletableFuture<Acknowledgement> lock(
            StorageRegion region, EntryKey key, HeldLock lock, @Nullable Stamp stamp) {
        return target.lock(region, key, lock, stamp);
    }

    @Override
    public void unlock(
            StorageRegion region, EntryKey key, HeldLock lock, @Nullable Stamp stamp, @Nullable Frame value) {
        target.unlock(region, key, lock, stamp, value);
    }

    @Override
    public void evict(StorageRegion region, EntryKey key) {
        target.evict(region, key);
    }

    @Override
    public void evictRegion(StorageRegion region) {
        target.evictRegion(region);
    }

    @Override
    public void evictRegion(StorageRegion region, int partition) {
        target.evictRegion(region, partition);
    }

    @Override
    public CompletableFuture<Acknowledgement> lockRegion(StorageRegion region, HeldLock lock) {
        return target.lockRegion(region, lock);
    }

    @Override
    public void unlockRegion(StorageRegion region, HeldLock lock) {
        target.unlockRegion(region, lock);
    }

    @Override
    public CompletableFuture<Acknowledgement> lockTable(StorageRegion region, TableKey table, HeldLock lock) {
        return target.lockTable(region, table, lock);
    }

    @Override
    public void unlockTable(StorageRegion region, TableKey table, HeldLock lock) {
        target.unlockTable(region, table, lock);
    }

    @Override
    public boolean isAnswering(int partition) {
        return target.isAnswering(partition);
    }

    @Override
    public int partitions() {
        return target.partitions();
    }
}
