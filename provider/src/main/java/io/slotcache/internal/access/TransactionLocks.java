// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.TableKey;
import io.slotcache.internal.storage.Deadline;
import io.slotcache.internal.storage.StorageRegion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The locks of one transaction, of all sessions that take part in it. Used by one thread at a time. */
final class TransactionLocks {

    private final CacheNode node;
    private final Map<EntryKey, KeyLock> keys = new HashMap<>();
    private final Map<TableKey, TableLock> tables = new HashMap<>();
    private final List<RegionLock> regions = new ArrayList<>();

    /** All of the above, in the order in which they were asked for. */
    private final List<TransactionLock> all = new ArrayList<>();

    TransactionLocks(CacheNode node) {
        this.node = node;
    }

    KeyLock get(EntryKey key, Supplier<KeyLock> request) {
        return keys.computeIfAbsent(key, k -> added(request.get()));
    }

    TableLock get(TableKey table, Supplier<TableLock> request) {
        return tables.computeIfAbsent(table, t -> added(request.get()));
    }

    void add(RegionLock lock) {
        regions.add(added(lock));
    }

    private <T extends TransactionLock> T added(T lock) {
        all.add(lock);
        return lock;
    }

    boolean covers(StorageRegion region, EntryKey key) {
        return !keys.isEmpty() && keys.containsKey(key) || coversRegion(region);
    }

    boolean coversOneOf(Collection<TableKey> asked) {
        return !tables.isEmpty() && asked.stream().anyMatch(tables::containsKey);
    }

    private boolean coversRegion(StorageRegion region) {
        for (RegionLock lock : regions) {
            if (lock.region() == region) {
                return true;
            }
        }
        return false;
    }

    /** Waits for all that was asked for, then asks again for what is old: within one deadline, however many there are. */
    void makeSure() {
        Deadline deadline = Deadline.after(node.commandTimeout());
        await(deadline);
        if (askAgainForOld()) {
            await(deadline);
        }
    }

    private boolean askAgainForOld() {
        boolean asked = false;
        for (TransactionLock lock : all) {
            if (lock.isOld()) {
                lock.askAgain();
                asked = true;
            }
        }
        return asked;
    }

    private void await(Deadline deadline) {
        all.forEach(lock -> lock.await(deadline));
    }

    /** The outcome is known. */
    void release(boolean committed) {
        all.forEach(lock -> lock.release(committed));
        clear();
    }

    /** The outcome is not known: the locks are left to their deadlines. */
    void abandon() {
        all.forEach(TransactionLock::abandon);
        clear();
    }

    private void clear() {
        all.clear();
        keys.clear();
        tables.clear();
        regions.clear();
    }
}
