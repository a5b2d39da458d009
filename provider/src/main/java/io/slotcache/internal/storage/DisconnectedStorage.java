// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.DirtyPartitions;
import io.slotcache.internal.lease.HeldLock;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.lease.Stamps;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.TableKey;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The storage while there is no connection: every read is a miss, and what changes is remembered as dirty. */
public final class DisconnectedStorage implements Storage {

    private final int partitions;
    private final DirtyPartitions dirtyPartitions;

    public DisconnectedStorage(int partitions, DirtyPartitions dirtyPartitions) {
        this.partitions = partitions;
        this.dirtyPartitions = dirtyPartitions;
    }

    @Override
    public Stamps stamps() {
        return Stamps.NONE;
    }

    @Override
    public byte @Nullable [] read(StorageRegion region, EntryKey key) {
        return null;
    }

    @Override
    public @Nullable TableState tables(StorageRegion region, Collection<TableKey> tables) {
        return null;
    }

    @Override
    public void put(StorageRegion region, EntryKey key, @Nullable Stamp stamp, Frame value, Replacement replacement) {}

    @Override
    public CompletableFuture<Acknowledgement> lock(
            StorageRegion region, EntryKey key, HeldLock lock, @Nullable Stamp stamp) {
        return notConnected();
    }

    @Override
    public void unlock(
            StorageRegion region, EntryKey key, HeldLock lock, @Nullable Stamp stamp, @Nullable Frame value) {}

    @Override
    public void evict(StorageRegion region, EntryKey key) {
        dirtyPartitions.mark(key.partition());
    }

    @Override
    public void evictRegion(StorageRegion region) {
        for (int p = 0; p < partitions; p++) {
            dirtyPartitions.mark(p);
        }
    }

    @Override
    public void evictRegion(StorageRegion region, int partition) {
        dirtyPartitions.mark(partition);
    }

    @Override
    public CompletableFuture<Acknowledgement> lockRegion(StorageRegion region, HeldLock lock) {
        return notConnected();
    }

    @Override
    public void unlockRegion(StorageRegion region, HeldLock lock) {}

    @Override
    public CompletableFuture<Acknowledgement> lockTable(StorageRegion region, TableKey table, HeldLock lock) {
        return notConnected();
    }

    @Override
    public void unlockTable(StorageRegion region, TableKey table, HeldLock lock) {}

    @Override
    public boolean isAnswering(int partition) {
        return false;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    private static CompletableFuture<Acknowledgement> notConnected() {
        return CompletableFuture.failedFuture(new IllegalStateException("not connected to Redis"));
    }
}
