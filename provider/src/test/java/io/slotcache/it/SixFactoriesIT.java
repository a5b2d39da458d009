// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Plain;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.core.ThrowingRunnable;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Six session factories in one JVM on one cluster, each with a database of its own in which every row has the factory's name. What they share differs from
 * pair to pair: a namespace but not the prefix, a namespace and prefix but not the tenant, nothing.
 */
@ExtendWith(EmbeddedClusterExtension.class)
final class SixFactoriesIT {

    private static final String RUN = TestDatabase.create().namespace();
    private static final int ROWS = 20;

    private static EmbeddedCluster cluster;
    private static Set<Thread> threadsBefore;
    private static final Map<Factory, TestNode> NODES = new EnumMap<>(Factory.class);

    private enum Factory {
        PLAIN("a", 256, 3_600_000, Map.of()),
        PREFIXED("a", 256, 300_000, Map.of("hibernate.cache.region_prefix", "pre")),
        FEW_PARTITIONS("b", 16, 600_000, Map.of("hibernate.cache.default_cache_concurrency_strategy", "read-only")),
        MANY_PARTITIONS(
                "c",
                1_024,
                900_000,
                Map.of("hibernate.cache.default_cache_concurrency_strategy", "nonstrict-read-write")),
        ANNA("d", 64, 1_200_000, tenant("anna")),
        BERT("d", 64, 1_500_000, tenant("bert"));

        private final String namespace;
        private final int partitions;
        private final long timeToLive;
        private final Map<String, Object> settings;

        Factory(String namespace, int partitions, long timeToLive, Map<String, Object> settings) {
            this.namespace = RUN + namespace;
            this.partitions = partitions;
            this.timeToLive = timeToLive;
            this.settings = settings;
        }

        private static Map<String, Object> tenant(String name) {
            return Map.of(
                    "hibernate.tenant_identifier_resolver",
                    new OneTenant(name),
                    "hibernate.multi_tenant_connection_provider",
                    new Tenants.Databases(Map.of(name, TestDatabase.create())));
        }

        TestNode start() {
            Map<String, Object> all = new HashMap<>(settings);
            all.put(SlotCacheSettings.NAMESPACE, namespace);
            all.put(SlotCacheSettings.PARTITIONS, partitions);
            all.put(SlotCacheSettings.TIME_TO_LIVE, timeToLive);
            return TestNode.startWithoutLeases(
                    String.join(",", cluster.nodeUris()), TestDatabase.create(), all, Plain.class);
        }

        TestNode node() {
            return NODES.get(this);
        }

        /** Whether a row's entry is changed by the unlock, or by the next load. */
        boolean isChangeable() {
            return this != FEW_PARTITIONS;
        }
    }

    /** Every session of the factory is this tenant's. */
    private record OneTenant(String name) implements CurrentTenantIdentifierResolver<String> {

        @Override
        public String resolveCurrentTenantIdentifier() {
            return name;
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }

    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        threadsBefore = cacheThreads();
        for (Factory factory : Factory.values()) {
            NODES.put(factory, factory.start());
        }
        for (Factory factory : Factory.values()) {
            factory.node().awaitLeases();
            factory.node()
                    .inTransaction(session -> LongStream.range(0, ROWS)
                            .forEach(id -> session.persist(Things.create(Plain.class, id, factory.name()))));
            factory.node().awaitQuiet();
        }
    }

    /** Nothing of a closed session factory runs on. */
    @AfterAll
    static void stop() {
        NODES.values().forEach(TestNode::close);
        await("the end of all threads")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(cacheThreads()).isSubsetOf(threadsBefore));
    }

    private static Set<Thread> cacheThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("slotcache")
                        || thread.getName().startsWith("redisson"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void each_finds_its_own_rows_in_the_cache(Factory factory) {
        for (long id = 0; id < ROWS; id++) {
            assertThat(factory.node().awaitHit(Plain.class, id).getName()).isEqualTo(factory.name());
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_has_its_own_keys_partitions_and_time_to_live(Factory factory) {
        factory.node().awaitHit(Plain.class, 1L);
        assertThat(factory.node().cache().partitions()).isEqualTo(factory.partitions);
        EntryLocation place = factory.node().cache().locate(Plain.class, 1L);
        assertThat(place.key()).startsWith(factory.namespace + ":{");
        // Statistics do not know the tenant.
        String tenant = factory == Factory.ANNA ? "@anna" : factory == Factory.BERT ? "@bert" : "";
        String key = place.key().substring(0, place.key().lastIndexOf(':')) + tenant + ":1";
        assertThat((Long) cluster.command(cluster.masterOf(place.slot()), "PTTL", key))
                .isBetween(1L, factory.timeToLive)
                .isGreaterThan(factory.timeToLive - 120_000);
    }

    @ParameterizedTest
    @EnumSource
    void change_in_one_is_not_seen_by_the_others(Factory factory) {
        unlessALeaseRanOut(() -> {
            allCached();
            if (factory.isChangeable()) {
                factory.node()
                        .inTransaction(session -> session.find(Plain.class, 2L).setName("changed"));
                factory.node().awaitQuiet();
                assertThat(factory.node().find(Plain.class, 2L).entity().getName())
                        .isEqualTo("changed");
                factory.node()
                        .inTransaction(session -> session.find(Plain.class, 2L).setName(factory.name()));
                factory.node().awaitQuiet();
            }
            assertOthersHit(factory);
        });
    }

    @ParameterizedTest
    @EnumSource
    void eviction_of_all_regions_in_one_is_not_seen_by_the_others(Factory factory) {
        unlessALeaseRanOut(() -> {
            allCached();
            factory.node().factory().getCache().evictAllRegions();
            assertThat(factory.node().find(Plain.class, 2L).isHit()).isFalse();
            for (Factory other : Factory.values()) {
                // Tenants share a region, and an eviction has none.
                if (other.namespace.equals(factory.namespace) && factory.namespace.endsWith("d")) {
                    continue;
                }
                if (other != factory) {
                    assertHit(other);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"PREFIXED", "ANNA"})
    void another_of_its_kind_can_start_and_end_beside_the_others(Factory factory) {
        unlessALeaseRanOut(() -> {
            allCached();
            TestNode ended = factory.node();
            try (TestNode second = factory.start()) {
                assertOthersHit(factory);
                second.awaitLeases();
                assertThat(second.cache().partitions()).isEqualTo(ended.cache().partitions());
            }
            assertHit(factory);
            assertOthersHit(factory);
        });
    }

    @Test
    void entries_are_counted_by_prefix_and_namespace() {
        allCached();
        for (Factory factory : Factory.values()) {
            // Both tenants' are in one region.
            int expected = factory.namespace.endsWith("d") ? 2 * ROWS : ROWS;
            await("entries of " + factory)
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(factory.node()
                                    .cache()
                                    .entries()
                                    .orElseThrow()
                                    .total()
                                    .entries())
                            .isEqualTo(expected));
        }
    }

    @Test
    void namespace_in_use_with_other_partitions_is_refused_with_both_numbers() {
        Map<String, Object> settings = Map.of(
                SlotCacheSettings.NAMESPACE, Factory.MANY_PARTITIONS.namespace, SlotCacheSettings.PARTITIONS, 16);
        assertThatThrownBy(() -> TestNode.startWithoutLeases(
                        String.join(",", cluster.nodeUris()), TestDatabase.create(), settings, Plain.class))
                .hasStackTraceContaining("SLOTCACHE0104")
                .hasStackTraceContaining("'" + Factory.MANY_PARTITIONS.namespace + "'")
                .hasStackTraceContaining("partitions=1024")
                .hasStackTraceContaining("partitions=16 ");
        assertThat(Factory.MANY_PARTITIONS.node().awaitHit(Plain.class, 2L).getName())
                .isEqualTo("MANY_PARTITIONS");
    }

    /** Again, if on a busy machine a hit is a miss because some lease was not renewed in time; what one does to the others it does each time. */
    private static void unlessALeaseRanOut(ThrowingRunnable scenario) {
        await("the others' hits").atMost(Duration.ofSeconds(60)).untilAsserted(scenario);
    }

    private static void allCached() {
        for (Factory factory : Factory.values()) {
            for (long id = 0; id < ROWS; id++) {
                assertThat(factory.node().awaitHit(Plain.class, id).getName()).isEqualTo(factory.name());
            }
        }
    }

    private static void assertOthersHit(Factory factory) {
        for (Factory other : Factory.values()) {
            if (other != factory) {
                assertHit(other);
            }
        }
    }

    private static void assertHit(Factory factory) {
        Found<Plain> found = factory.node().find(Plain.class, 2L);
        assertThat(found.entity().getName()).isEqualTo(factory.name());
        assertThat(found.isHit()).as("hit of %s", factory).isTrue();
    }
}
