// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.storage.Deadline;
import io.slotcache.internal.storage.StorageRegion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The locks of one transaction, of all sessions that take part in it. Used by one thread at a time. */
final class TransactionLocks {

    private final CacheNode node;
    private final Map<EntryKey, KeyLock> keys = new LinkedHashMap<>();
    private final List<RegionLock> regions = new ArrayList<>();

    TransactionLocks(CacheNode node) {
        this.node = node;
    }

    KeyLock get(EntryKey key, Supplier<KeyLock> request) {
        return keys.computeIfAbsent(key, k -> request.get());
    }

    void add(RegionLock lock) {
        regions.add(lock);
    }

    boolean covers(StorageRegion region, EntryKey key) {
        return !keys.isEmpty() && keys.containsKey(key) || coversRegion(region);
    }

    private boolean coversRegion(StorageRegion region) {
        for (RegionLock lock : regions) {
            if (lock.region() == region) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return keys.isEmpty() && regions.isEmpty();
    }

    /** Waits for all that was asked for, then asks again for what is old: within one deadline, however many there are. */
    void makeSure() {
        Deadline deadline = Deadline.after(node.commandTimeout());
        await(deadline);
        if (askAgain()) {
            await(deadline);
        }
        lockNaturalIdsInDoubt();
    }

    /** For a guard in any case: who else changes its row may have come after the first answer, but no more after the statement has run. */
    private boolean askAgain() {
        boolean asked = false;
        for (KeyLock lock : keys.values()) {
            if (lock.isOld() || lock.isGuard()) {
                lock.askAgain();
                asked = true;
            }
        }
        for (RegionLock lock : regions) {
            if (lock.isOld()) {
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
        if (!coversRegion(region)) {
            add(RegionLock.take(node, region));
        }
    }

    private void await(Deadline deadline) {
        for (KeyLock lock : keys.values()) {
            lock.await(deadline);
        }
        for (RegionLock lock : regions) {
            lock.await(deadline);
        }
    }

    /** The outcome is known. */
    void release(boolean committed) {
        keys.values().forEach(lock -> lock.release(committed));
        regions.forEach(RegionLock::release);
        clear();
    }

    /** The outcome is not known: the locks are left to their deadlines. */
    void abandon() {
        keys.values().forEach(KeyLock::abandon);
        regions.forEach(RegionLock::abandon);
        clear();
    }

    private void clear() {
        keys.clear();
        regions.clear();
    }
}
