// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that was set, checked and completed with defaults. {@link SettingsParser} makes it; it prints no password.
 *
 * @param namespace the first part of every key
 * @param partitions how many partitions there are, 1 to 16384
 * @param commandTimeout the deadline of one call of Hibernate's
 * @param lease for how long a master may serve a partition unchecked, at most 2 s
 * @param allowedClasses what serialized values may be made of, as the user wrote it
 * @param defaults the settings of a region that has none of its own
 * @param overrides the settings of the others by region name as written in the mapping, complete each
 * @param migration what settings of Redisson Hibernate add
 * @param source where the servers are
 */
public record SlotCacheConfiguration(
        String namespace,
        int partitions,
        Duration commandTimeout,
        Duration lease,
        List<String> allowedClasses,
        RegionSettings defaults,
        Map<String, RegionSettings> overrides,
        Migration migration,
        ConnectionSource source) {

    public SlotCacheConfiguration {
        allowedClasses = List.copyOf(allowedClasses);
        overrides = Map.copyOf(overrides);
    }

    /** The settings of a region, by its name as written in the mapping. */
    public RegionSettings region(String name, RegionKind kind) {
        return migration.applied(name, kind, ownSettings(name));
    }

    /** As SlotCache's own settings are. */
    RegionSettings ownSettings(String region) {
        return overrides.getOrDefault(region, defaults);
    }

    /** The regions that have settings of their own; one that the mapping doesn't know is probably misspelt. */
    public Set<String> regionNames() {
        Set<String> names = new TreeSet<>(overrides.keySet());
        names.addAll(migration.timesToLive().regions().keySet());
        names.addAll(migration.maxIdles().regions().keySet());
        return names;
    }
}
