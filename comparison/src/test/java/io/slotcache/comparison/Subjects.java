// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import io.slotcache.Quiet;
import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;

/** The three ways to run the zoo whose answers are compared. The one without a cache is right by definition. */
record Subjects(Subject uncached, Subject slotCache, Subject jCache) implements AutoCloseable {

    /** Looks for a configuration file's section of each cache, and complains of the dollar in nested classes' names. */
    private static final Logger CAFFEINE_CONFIGURATION =
            Logger.getLogger("com.github.benmanes.caffeine.jcache.configuration.TypesafeConfigurator");

    static {
        CAFFEINE_CONFIGURATION.setLevel(Level.OFF);
    }

    /** Each in a thread of its own: most of a factory's start is work of one thread. */
    static Subjects start(EmbeddedCluster cluster) {
        var uncached = CompletableFuture.supplyAsync(Subjects::startUncached);
        var jCache = CompletableFuture.supplyAsync(Subjects::startJCache);
        return new Subjects(uncached.join(), startSlotCache(cluster), jCache.join());
    }

    private static Subject startUncached() {
        return new Subject("without a cache", Database.create(), false, node -> {})
                .addNode(Map.of(
                        "hibernate.cache.use_second_level_cache", "false", "hibernate.cache.use_query_cache", "false"));
    }

    private static Subject startSlotCache(EmbeddedCluster cluster) {
        Database database = Database.create();
        Map<String, Object> all = new HashMap<>();
        all.put("hibernate.cache.region.factory_class", "slotcache");
        all.put(SlotCacheSettings.NODES, String.join(",", cluster.nodeUris()));
        all.put(SlotCacheSettings.NAMESPACE, database.name());
        // A statement locks its regions in every partition, and evictions visit them all.
        all.put(SlotCacheSettings.PARTITIONS, "8");
        // What one node has changed the other can cache again after a quarter of a lease.
        all.put(SlotCacheSettings.LEASE, "PT0.4S");
        // A busy machine is no reason for a miss.
        all.put(SlotCacheSettings.COMMAND_TIMEOUT, "PT5S");
        return new Subject("SlotCache", database, false, node -> Quiet.await(node, Duration.ofSeconds(10)))
                .addNode(all)
                .addNode(all);
    }

    private static Subject startJCache() {
        Database database = Database.create();
        CacheManager caches = new CaffeineCachingProvider()
                .getCacheManager(URI.create("comparison:" + database.name()), Subjects.class.getClassLoader());
        // By reference: results of native queries refer to types that cannot be copied by serialization.
        for (String region : List.of("default-query-results-region", Queries.REGION)) {
            caches.createCache(region, new MutableConfiguration<>().setStoreByValue(false));
        }
        Map<String, Object> all = new HashMap<>();
        all.put("hibernate.cache.region.factory_class", "jcache");
        all.put("hibernate.javax.cache.cache_manager", caches);
        all.put("hibernate.javax.cache.missing_cache_strategy", "create");
        return new Subject("JCache", database, true, node -> {}).addNode(all);
    }

    List<Subject> cached() {
        return List.of(slotCache, jCache);
    }

    @Override
    public void close() {
        uncached.close();
        cached().forEach(Subject::close);
    }
}
