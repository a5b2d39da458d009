// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.stats;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts of each region and each partition. Thread-safe. */
public final class Counters {

    private final Map<String, Counts> regions = new ConcurrentHashMap<>();
    private final Counts[] partitions;

    public Counters(int partitions) {
        this.partitions = new Counts[partitions];
        for (int p = 0; p < partitions; p++) {
            this.partitions[p] = new Counts();
        }
    }

    /** The region's counts, made at the first call. */
    public Counts region(String name) {
        return regions.computeIfAbsent(name, n -> new Counts());
    }

    public Counts partition(int partition) {
        return partitions[partition];
    }

    public int partitions() {
        return partitions.length;
    }

    public Map<String, Counts> regions() {
        return new TreeMap<>(regions);
    }

    public void count(CacheEvent event, Counts region, int partition) {
        region.add(event);
        partitions[partition].add(event);
    }
}
