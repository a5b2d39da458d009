// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.config.LockFailureMode;
import io.slotcache.internal.config.RegionSettings;
import io.slotcache.internal.storage.StorageRegion;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A session factory's regions of entities, collections and natural ids. Thread-safe. */
final class DataRegions {

    /** In place of a region, in scripts and in the control hash; no region's own name is written so. */
    private static final String EVERYTHING = "*";

    private final Set<StorageRegion> regions = ConcurrentHashMap.newKeySet();

    void add(StorageRegion region) {
        regions.add(region);
    }

    /**
     * What to lock for these regions: the whole cache if there are no others, as for a statement that does not say which tables it changes. That covers
     * results of queries too. A single region is never everything, or a statement would void the results of all queries for nothing.
     */
    List<StorageRegion> toLock(Collection<StorageRegion> asked) {
        return asked.size() > 1 && asked.containsAll(regions) ? List.of(everything(asked)) : List.copyOf(asked);
    }

    static boolean isEverything(StorageRegion region) {
        return region.keyText().equals(EVERYTHING);
    }

    /** With the strictest of what these say about locks. */
    private static StorageRegion everything(Collection<StorageRegion> asked) {
        Duration lockTimeout = asked.stream()
                .map(region -> region.settings().lockTimeout())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        boolean isStrict =
                asked.stream().anyMatch(region -> region.settings().onLockFailure() == LockFailureMode.STRICT);
        StorageRegion first = asked.iterator().next();
        RegionSettings some = first.settings();
        RegionSettings settings = new RegionSettings(
                some.timeToLive(),
                some.maxIdle(),
                lockTimeout,
                isStrict ? LockFailureMode.STRICT : LockFailureMode.AVAILABLE,
                some.entrySizeLimit(),
                some.codec());
        return new StorageRegion(EVERYTHING, EVERYTHING, settings, first.counts());
    }
}
