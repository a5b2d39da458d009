// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries were seen on one master: all of them, or those of a sample.
 *
 * @param address {@code host:port}
 * @param complete whether all were looked at
 * @param keys of how many keys a sample was drawn, others' than this cache's included
 * @param sample how many of them were drawn
 * @param seen entries seen by region, as it stands in keys
 */
record MasterTally(String address, boolean complete, long keys, long sample, Map<String, Long> seen) {

    static MasterTally complete(String address, List<@Nullable String> regions) {
        return new MasterTally(address, true, regions.size(), regions.size(), tally(regions));
    }

    static MasterTally ofSample(String address, long keys, List<@Nullable String> regions) {
        return new MasterTally(address, false, keys, regions.size(), tally(regions));
    }

    private static Map<String, Long> tally(List<@Nullable String> regions) {
        Map<String, Long> seen = new HashMap<>();
        for (String region : regions) {
            if (region != null) {
                seen.merge(region, 1L, Long::sum);
            }
        }
        return seen;
    }

    /** The entries of these regions. */
    EntryEstimate entries(Collection<String> regions) {
        long hits = regions.stream()
                .mapToLong(region -> seen.getOrDefault(region, 0L))
                .sum();
        return complete ? new EntryEstimate(hits, 0) : estimate(hits);
    }

    /**
     * The share of a sample, with the variance that Agresti and Coull give it ("Approximate is better than exact", 1998): as of two hits and two misses
     * more, so that a region of which nothing was seen is not taken to be certainly empty.
     */
    private EntryEstimate estimate(long hits) {
        double share = (hits + 2.0) / (sample + 4.0);
        double deviation = keys * Math.sqrt(share * (1 - share) / (sample + 4.0));
        return new EntryEstimate(hits == 0 ? 0 : (double) keys * hits / sample, deviation * deviation);
    }
}
