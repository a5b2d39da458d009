// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.region;

import io.slotcache.SlotCacheStatistics;
import io.slotcache.internal.connection.ClusterConnection;
import io.slotcache.internal.connection.LiveCluster;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.redis.RedisLink.Master;
import io.slotcache.internal.stats.Counters;
import io.slotcache.internal.stats.Counts;
import io.slotcache.internal.storage.Census;
import io.slotcache.internal.storage.EntryEstimate;
import io.slotcache.internal.storage.StorageRegion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Reads the counters and the client's view of the cluster. */
public final class StatisticsView implements SlotCacheStatistics {

    private static final CacheCounts NOTHING = new CacheCounts(0, 0, 0, 0, 0);

    private final Counters counters;
    private final KeySpace keys;
    private final ClusterConnection connection;
    private final RegionParts parts;
    private final Supplier<SessionFactoryImplementor> sessionFactory;

    public StatisticsView(
            Counters counters,
            KeySpace keys,
            ClusterConnection connection,
            RegionParts parts,
            Supplier<SessionFactoryImplementor> sessionFactory) {
        this.counters = counters;
        this.keys = keys;
        this.connection = connection;
        this.parts = parts;
        this.sessionFactory = sessionFactory;
    }

    @Override
    public SortedMap<String, CacheCounts> regions() {
        SortedMap<String, CacheCounts> regions = new TreeMap<>();
        counters.regions().forEach((name, counts) -> regions.put(name, snapshot(counts)));
        return regions;
    }

    @Override
    public CacheCounts region(String name) {
        return regions().getOrDefault(name, NOTHING);
    }

    @Override
    public List<MasterStatistics> masters() {
        SortedMap<String, MasterStatistics> masters = new TreeMap<>();
        for (int p = 0; p < keys.partitions(); p++) {
            String address = masterOf(p);
            if (!address.isEmpty()) {
                masters.merge(
                        address,
                        new MasterStatistics(address, 1, snapshot(counters.partition(p))),
                        StatisticsView::sum);
            }
        }
        return new ArrayList<>(masters.values());
    }

    @Override
    public Optional<EntryCounts> entries() {
        return Optional.ofNullable(parts.entryCounter().census()).map(this::entries);
    }

    private EntryCounts entries(Census census) {
        SortedMap<String, EntryCount> regions = new TreeMap<>();
        List<String> keyTexts = new ArrayList<>();
        for (StorageRegion region : parts.regions()) {
            regions.put(region.name(), count(census.region(region.keyText())));
            keyTexts.add(region.keyText());
        }
        SortedMap<String, EntryCount> masters = new TreeMap<>();
        census.byMaster(keyTexts).forEach((master, estimate) -> masters.put(master, count(estimate)));
        return new EntryCounts(regions, masters, count(census.total(keyTexts)));
    }

    private static EntryCount count(EntryEstimate estimate) {
        return new EntryCount(estimate.entries(), estimate.margin());
    }

    @Override
    public EntryLocation locate(Class<?> entity, Object id) {
        SessionFactoryImplementor factory = sessionFactory.get();
        EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(entity);
        EntityDataAccess access = persister.getCacheAccessStrategy();
        if (access == null) {
            throw new IllegalArgumentException(entity.getName() + " is not cached: it is not marked @Cacheable");
        }
        EntryKey key = (EntryKey) access.generateCacheKey(id, persister, factory, null);
        return new EntryLocation(
                new String(key.bytes(), StandardCharsets.UTF_8),
                key.partition(),
                keys.slot(key.partition()),
                masterOf(key.partition()));
    }

    @Override
    public int partitions() {
        return keys.partitions();
    }

    @Override
    public int leasedPartitions() {
        return connection.storage().stamps().count();
    }

    private String masterOf(int partition) {
        LiveCluster live = connection.live();
        @Nullable Master master = live == null ? null : live.link().master(keys.slot(partition));
        return master == null ? "" : master.address();
    }

    private static CacheCounts snapshot(Counts counts) {
        return new CacheCounts(counts.hits(), counts.misses(), counts.puts(), counts.refusedPuts(), counts.locks());
    }

    private static MasterStatistics sum(MasterStatistics one, MasterStatistics other) {
        CacheCounts a = one.counts();
        CacheCounts b = other.counts();
        return new MasterStatistics(
                one.address(),
                one.partitions() + other.partitions(),
                new CacheCounts(
                        a.hits() + b.hits(),
                        a.misses() + b.misses(),
                        a.puts() + b.puts(),
                        a.refusedPuts() + b.refusedPuts(),
                        a.locks() + b.locks()));
    }
}
