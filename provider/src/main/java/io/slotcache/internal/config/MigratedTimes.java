// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the times that settings of Redisson Hibernate give to regions.
 *
 * @param regions by region
 * @param kinds for the other regions of a kind
 * @param exceptions the regions for which a setting of SlotCache's own counts instead
 */
record MigratedTimes(Map<String, Duration> regions, Map<RegionKind, Duration> kinds, Set<String> exceptions) {

    static final MigratedTimes NONE = new MigratedTimes(Map.of(), Map.of(), Set.of());

    MigratedTimes {
        regions = Map.copyOf(regions);
        kinds = Map.copyOf(kinds);
        exceptions = Set.copyOf(exceptions);
    }

    /** Null if SlotCache's own setting or default counts. */
    @Nullable
    Duration of(String region, RegionKind kind) {
        if (exceptions.contains(region)) {
            return null;
        }
        Duration own = regions.get(region);
        return own != null ? own : kinds.get(kind);
    }
}
