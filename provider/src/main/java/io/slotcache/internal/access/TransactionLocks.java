// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.TableKey;
import io.slotcache.internal.storage.Deadline;
import io.slotcache.internal.storage.StorageRegion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The locks of one transaction, of all sessions that take part in it. Used by one thread at a time. */
final class TransactionLocks {

    private final CacheNode node;
    private final Map<EntryKey, KeyLock> keys = new LinkedHashMap<>();
    private final Map<TableKey, TableLock> tables = new LinkedHashMap<>();
    private final List<RegionLock> regions = new ArrayList<>();

    /** Regions of a bulk statement that has not been prepared yet. */
    private final Set<StorageRegion> gathered = new LinkedHashSet<>();

    TransactionLocks(CacheNode node) {
        this.node = node;
    }

    KeyLock get(EntryKey key, Supplier<KeyLock> request) {
        return keys.computeIfAbsent(key, k -> request.get());
    }

    TableLock get(TableKey table, Supplier<TableLock> request) {
        return tables.computeIfAbsent(table, t -> request.get());
    }

    /** Has regions locked before the next SQL statement. */
    void gather(Collection<StorageRegion> ofStatement) {
        gathered.addAll(ofStatement);
    }

    /** Locks what the statement may change, all at once, and waits. Nothing if earlier statements have locked all of it. */
    void lockGathered() {
        if (!gathered.isEmpty()) {
            List<StorageRegion> asked = List.copyOf(gathered);
            gathered.clear();
            if (!asked.stream().allMatch(this::isLocked)) {
                regions.add(RegionLock.take(node, asked));
            }
        }
    }

    boolean covers(StorageRegion region, EntryKey key) {
        return !keys.isEmpty() && keys.containsKey(key) || coversRegion(region);
    }

    private boolean coversRegion(StorageRegion region) {
        return isLocked(region) || gathered.contains(region);
    }

    private boolean isLocked(StorageRegion region) {
        for (RegionLock lock : regions) {
            if (lock.covers(region)) {
                return true;
            }
        }
        return false;
    }

    boolean coversOneOf(Collection<TableKey> asked) {
        return !tables.isEmpty() && asked.stream().anyMatch(tables::containsKey);
    }

    /** Waits for all that was asked for, then asks again for what is old: within one deadline, however many there are. */
    void makeSure() {
        lockGathered();
        Deadline deadline = Deadline.after(node.commandTimeout());
        await(deadline);
        if (askAgain()) {
            await(deadline);
        }
        lockNaturalIdsInDoubt();
        askAgainForOld();
    }

    /** What has become old while something else was waited for: so at the commit no answer is older than a lock may be, and one more wait. */
    void askAgainForOld() {
        List<TransactionLock> old =
                all().stream().filter(TransactionLock::isOld).toList();
        old.forEach(TransactionLock::askAgain);
        Deadline deadline = Deadline.after(node.commandTimeout());
        old.forEach(lock -> lock.await(deadline));
    }

    /** For a guard in any case: who else changes its row may have come after the first answer, but no more after the statement has run. */
    private boolean askAgain() {
        boolean asked = false;
        for (TransactionLock lock : all()) {
            if (lock.isOld() || lock.isGuard()) {
                lock.askAgain();
                asked = true;
            }
        }
        return asked;
    }

    private void lockNaturalIdsInDoubt() {
        for (KeyLock lock : keys.values()) {
            StorageRegion naturalIds = lock.inDoubt();
            if (naturalIds != null) {
                lockRegion(naturalIds);
            }
        }
    }

    /** Locks a region until the transaction ends, unless it is locked already. Waits. */
    void lockRegion(StorageRegion region) {
        if (!isLocked(region)) {
            regions.add(RegionLock.take(node, List.of(region)));
        }
    }

    private void await(Deadline deadline) {
        all().forEach(lock -> lock.await(deadline));
    }

    /** The outcome is known. */
    void release(boolean committed) {
        all().forEach(lock -> lock.release(committed));
        clear();
    }

    /** The outcome is not known: the locks are left to their deadlines. */
    void abandon() {
        all().forEach(TransactionLock::abandon);
        clear();
    }

    private List<TransactionLock> all() {
        List<TransactionLock> all = new ArrayList<>(keys.size() + tables.size() + regions.size());
        all.addAll(keys.values());
        all.addAll(tables.values());
        all.addAll(regions);
        return all;
    }

    private void clear() {
        keys.clear();
        tables.clear();
        regions.clear();
        gathered.clear();
    }
}
