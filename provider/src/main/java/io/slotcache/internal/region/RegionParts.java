// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.region;

import io.slotcache.internal.access.CacheNode;
import io.slotcache.internal.codec.AllowedClasses;
import io.slotcache.internal.config.RegionKind;
import io.slotcache.internal.config.SlotCacheConfiguration;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.partition.KeyText;
import io.slotcache.internal.stats.Counters;
import io.slotcache.internal.storage.StorageRegion;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What all regions of a session factory are made of. Thread-safe. */
public final class RegionParts {

    private final SlotCacheConfiguration configuration;
    private final KeySpace keys;
    private final Counters counters;
    private final CacheNode node;
    private final EntryCounter entryCounter;
    private final UnaryOperator<String> qualifier;
    private final AllowedClasses allowedClasses;
    private final Map<String, StorageRegion> storageRegions = new ConcurrentHashMap<>();

    /** @param qualifier puts the region prefix before a region's name */
    public RegionParts(
            SlotCacheConfiguration configuration,
            KeySpace keys,
            Counters counters,
            CacheNode node,
            EntryCounter entryCounter,
            UnaryOperator<String> qualifier) {
        this.configuration = configuration;
        this.keys = keys;
        this.counters = counters;
        this.node = node;
        this.entryCounter = entryCounter;
        this.qualifier = qualifier;
        requireAvailable(configuration);
        allowedClasses = AllowedClasses.of(configuration.allowedClasses());
    }

    private static void requireAvailable(SlotCacheConfiguration configuration) {
        boolean available = Stream.concat(
                        Stream.of(configuration.defaults()), configuration.overrides().values().stream())
                .allMatch(settings -> settings.codec().isAvailable());
        if (!available) {
            throw SlotCacheLogger.LOG.jacksonMissing();
        }
    }

    StorageRegion storageRegion(String name, RegionKind kind) {
        return storageRegions.computeIfAbsent(
                name,
                n -> new StorageRegion(
                        n, KeyText.region(qualifier.apply(n)), configuration.region(n, kind), counters.region(n)));
    }

    public boolean hasRegion(String name) {
        return storageRegions.containsKey(name);
    }

    Collection<StorageRegion> regions() {
        return storageRegions.values();
    }

    EntryCounter entryCounter() {
        return entryCounter;
    }

    String qualify(String region) {
        return qualifier.apply(region);
    }

    AllowedClasses allowedClasses() {
        return allowedClasses;
    }

    KeySpace keys() {
        return keys;
    }

    Counters counters() {
        return counters;
    }

    CacheNode node() {
        return node;
    }
}
