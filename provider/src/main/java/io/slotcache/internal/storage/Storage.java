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

/**
 * Where entries are kept. Each call is atomic on the server, or harmless if it does not arrive: none throws because of Redis. Thread-safe.
 *
 * <p>Only {@link #read}, {@link #tables}, {@link #evict} and the evictions of regions wait for an answer, within one deadline ({@code command_timeout}).
 */
public interface Storage {

    /** The stamps a session that opens now must carry. No network. */
    Stamps stamps();

    /** The entry's bytes if it is valid now, else null. Waits. */
    byte @Nullable [] read(StorageRegion region, EntryKey key);

    /** What has become of these tables; null if nobody can say now. Waits. */
    @Nullable
    TableState tables(StorageRegion region, Collection<TableKey> tables);

    /** Stores a loaded value unless it may be older than a commit. */
    void put(StorageRegion region, EntryKey key, @Nullable Stamp stamp, Frame value, Replacement replacement);

    /** Locks an entry and removes it. The same lock again extends it. Completes exceptionally if it may not be in place. */
    CompletableFuture<Acknowledgement> lock(StorageRegion region, EntryKey key, HeldLock lock, @Nullable Stamp stamp);

    /** Releases a lock; publishes the value, if there is one, unless something else can have changed the row. */
    void unlock(StorageRegion region, EntryKey key, HeldLock lock, @Nullable Stamp stamp, @Nullable Frame value);

    /** Removes an entry. Waits; what cannot be removed makes its partition dirty. */
    void evict(StorageRegion region, EntryKey key);

    /** Voids all entries of a region. Waits; a partition that cannot be reached becomes dirty. */
    void evictRegion(StorageRegion region);

    /** Voids all entries of a region in one partition. Waits; if it cannot be reached it becomes dirty. */
    void evictRegion(StorageRegion region, int partition);

    /** Locks a region in one partition and voids its entries there. */
    CompletableFuture<Acknowledgement> lockRegion(StorageRegion region, HeldLock lock);

    /** Releases a region's lock in one partition. */
    void unlockRegion(StorageRegion region, HeldLock lock);

    /** Locks a table, which voids the results of its queries. The same lock again extends it. */
    CompletableFuture<Acknowledgement> lockTable(StorageRegion region, TableKey table, HeldLock lock);

    /** Releases a lock on a table. */
    void unlockTable(StorageRegion region, TableKey table, HeldLock lock);

    /** False while the partition's master is known not to answer: there is no use in waiting for it. */
    boolean isAnswering(int partition);

    int partitions();
}
