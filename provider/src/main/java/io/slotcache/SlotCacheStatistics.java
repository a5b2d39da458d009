// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.RegionFactory;

/**
 * What one session factory's cache has done and where its entries are. A read-only view: numbers move while it is looked at. Thread-safe; of its
 * methods {@link #entries} alone asks Redis. Puts are counted when Redis has answered, a moment after Hibernate's own statistics count them.
 */
public interface SlotCacheStatistics {

    /**
     * The statistics of a session factory's cache.
     *
     * @throws IllegalArgumentException if the factory's cache is another one, or none
     */
    static SlotCacheStatistics of(EntityManagerFactory factory) {
        RegionFactory regionFactory =
                factory.unwrap(SessionFactory.class).getCache().unwrap(RegionFactory.class);
        if (regionFactory instanceof SlotCacheRegionFactory slotCache) {
            return slotCache.getStatistics();
        }
        throw new IllegalArgumentException("The session factory's cache is "
                + regionFactory.getClass().getName() + "; set hibernate.cache.region.factory_class=slotcache");
    }

    /** Counts of each region that has been used, by its name. */
    SortedMap<String, CacheCounts> regions();

    /** Counts of one region, all 0 if it has not been used. */
    CacheCounts region(String name);

    /** Each master with what happened in its partitions, by address. Empty without a connection. */
    List<MasterStatistics> masters();

    /**
     * How many entries Redis holds now for the regions of this session factory, whichever application stored them. Entries that were evicted with their
     * region count until their time comes: they take up memory, though nobody is served them.
     *
     * <p>Costs a few commands a master, however many entries there are: up to some thousand on a master they are counted, more are estimated from a
     * sample. Asked more often than once a second it answers what it found before. Waits up to 2 s.
     *
     * @return empty if Redis does not answer, or not in time
     */
    Optional<EntryCounts> entries();

    /** Where the entry of an entity is, or would be: it need not be cached. With tenants, all have theirs in this place; the key given names none. */
    EntryLocation locate(Class<?> entity, Object id);

    int partitions();

    /** Partitions that had a lease when last looked at, up to a quarter of a lease ago. Others are not read until they get one. */
    int leasedPartitions();

    /**
     * Counts since the start.
     *
     * @param hits reads answered from the cache
     * @param misses reads not answered, for whatever reason
     * @param puts values stored, after a load or after a commit
     * @param refusedPuts values not stored, because they may have been older than a commit, were larger than
     *     an entry may be, or were not taken by Redis
     * @param locks soft locks taken
     */
    record CacheCounts(long hits, long misses, long puts, long refusedPuts, long locks) {

        /** Hits of all reads, 0 to 1; 0 without reads. */
        public double hitRate() {
            return hits + misses == 0 ? 0 : (double) hits / (hits + misses);
        }
    }

    /**
     * One master.
     *
     * @param address {@code host:port}
     * @param partitions how many of the partitions are in its slots
     */
    record MasterStatistics(String address, int partitions, CacheCounts counts) {}

    /**
     * Entries by region and by master.
     *
     * @param regions by name as written in the mapping
     * @param masters by address, {@code host:port}
     */
    record EntryCounts(
            SortedMap<String, EntryCount> regions, SortedMap<String, EntryCount> masters, EntryCount total) {}

    /**
     * A number of entries.
     *
     * @param entries counted, or the best estimate
     * @param margin 0 if they were counted; else, in 19 of 20 cases, the true number is no further away than this
     */
    record EntryCount(long entries, long margin) {

        public boolean isEstimated() {
            return margin > 0;
        }
    }

    /**
     * The place of an entry.
     *
     * @param key its key in Redis
     * @param partition 0 to {@link #partitions()} - 1
     * @param slot 0 to 16383
     * @param master {@code host:port} of the slot's master, "" while none is known
     */
    record EntryLocation(String key, int partition, int slot, String master) {}
}
