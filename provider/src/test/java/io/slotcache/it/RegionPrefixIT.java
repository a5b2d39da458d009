// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hibernate.cache.region_prefix}: the same regions twice in one namespace, and who says how keys are made. */
@ExtendWith(EmbeddedClusterExtension.class)
final class RegionPrefixIT {

    private static final String PLAIN = Plain.class.getName();
    private static final Class<?>[] ENTITIES =
            Stream.concat(Stream.of(Things.ALL), Stream.of(Playlists.ALL)).toArray(Class<?>[]::new);

    private static Map<String, Object> prefix(String prefix) {
        return Map.of(
                "hibernate.cache.region_prefix",
                prefix,
                SlotCacheSettings.forRegion(PLAIN, SlotCacheSettings.TIME_TO_LIVE),
                "PT5M");
    }

    static Stream<Arguments> evictions() {
        Consumer<Cache> entity = cache -> cache.evict(Plain.class, 1L);
        Consumer<Cache> data = cache -> cache.evictEntityData(Plain.class);
        Consumer<Cache> region = cache -> cache.evictRegion(PLAIN);
        Consumer<Cache> all = Cache::evictAllRegions;
        return Stream.of(
                Arguments.of("entity", entity),
                Arguments.of("entity data", data),
                Arguments.of("region by its name without prefix", region),
                Arguments.of("all regions", all));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("evictions")
    void prefixes_keep_equal_regions_apart(String name, Consumer<Cache> eviction, EmbeddedCluster cluster) {
        TestDatabase database = TestDatabase.create();
        try (TestNode one = TestNode.start(cluster, database, prefix("a.b"), ENTITIES);
                TestNode other = TestNode.start(cluster, database, prefix("other"), ENTITIES)) {
            one.inTransaction(session -> session.persist(Things.create(Plain.class, 1L, "thing")));
            one.awaitQuiet();
            assertThat(one.cache().locate(Plain.class, 1L).key()).endsWith(":a.b." + PLAIN + ":1");
            assertThat(other.cache().locate(Plain.class, 1L).key()).endsWith(":other." + PLAIN + ":1");
            assertThat(other.find(Plain.class, 1L).isHit()).isFalse();
            other.awaitHit(Plain.class, 1L);
            one.awaitHit(Plain.class, 1L);

            eviction.accept(one.factory().getCache());

            assertThat(one.find(Plain.class, 1L).isHit()).isFalse();
            assertThat(other.find(Plain.class, 1L).isHit()).isTrue();
            one.awaitHit(Plain.class, 1L);
        }
    }

    @Test
    void settings_and_statistics_go_by_the_name_without_prefix(EmbeddedCluster cluster) {
        TestDatabase database = TestDatabase.create();
        try (TestNode node = TestNode.start(cluster, database, prefix("pre"), ENTITIES)) {
            node.inTransaction(session -> session.persist(Things.create(Plain.class, 1L, "thing")));
            node.inTransaction(session -> session.persist(Things.create(Versioned.class, 1L, "thing")));
            node.awaitQuiet();
            assertThat(millisLeft(cluster, node, Plain.class)).isBetween(1L, 300_000L);
            assertThat(millisLeft(cluster, node, Versioned.class)).isGreaterThan(300_000L);
            assertThat(node.cache().regions()).containsKey(PLAIN);
            assertThat(node.cache().entries().orElseThrow().regions().get(PLAIN).entries())
                    .isEqualTo(1);
            assertThat(node.statistics().getDomainDataRegionStatistics(PLAIN).getPutCount())
                    .isEqualTo(1);
        }
    }

    private static long millisLeft(EmbeddedCluster cluster, TestNode node, Class<?> type) {
        var place = node.cache().locate(type, 1L);
        return (Long) cluster.command(cluster.masterOf(place.slot()), "PTTL", place.key());
    }

    @Test
    void bulk_statement_and_collections_know_their_regions(EmbeddedCluster cluster) {
        TestDatabase database = TestDatabase.create();
        try (TestNode node = TestNode.start(cluster, database, prefix("pre"), ENTITIES)) {
            Playlist playlist = new Playlist(1L);
            playlist.tags.add("tag");
            node.inTransaction(session -> {
                session.persist(playlist);
                session.persist(Things.create(Plain.class, 1L, "old"));
            });
            node.awaitQuiet();
            node.awaitHit(Plain.class, 1L);
            node.inTransaction(
                    session -> assertThat(session.find(Playlist.class, 1L).tags).hasSize(1));
            node.awaitQuiet();
            assertThat(node.factory().getCache().containsCollection(Playlists.role("tags"), 1L))
                    .isTrue();
            node.inTransaction(session ->
                    session.createMutationQuery("update Plain set name = 'new'").executeUpdate());
            node.awaitQuiet();
            assertThat(node.find(Plain.class, 1L).entity().getName()).isEqualTo("new");
            assertThat(node.factory().getCache().containsCollection(Playlists.role("tags"), 1L))
                    .isTrue();
        }
    }

    /** Also with keys that are to be simple. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "simple"})
    void keys_name_the_tenant_whoever_makes_them(String factory, EmbeddedCluster cluster) {
        TestDatabase database = TestDatabase.create();
        Map<String, Object> settings = Map.of(
                "hibernate.cache.keys_factory",
                factory,
                "hibernate.tenant_identifier_resolver",
                new Tenants.Resolver());
        try (TestNode node = TestNode.start(cluster, database, settings, Tenants.SHARED_TABLES)) {
            Tenants.as("anna", () -> {
                node.inTransaction(session -> session.persist(new Tenants.Account(1L, "account")));
                node.awaitQuiet();
                node.awaitHit(Tenants.Account.class, 1L);
            });
            for (String tenant : List.of("bert", "nobody")) {
                Tenants.as(
                        tenant,
                        () -> assertThat(node.find(Tenants.Account.class, 1L).entity())
                                .isNull());
            }
        }
    }

    @Test
    void keys_of_the_applications_own_making_are_refused(EmbeddedCluster cluster) {
        assertThatThrownBy(() -> TestNode.start(
                        cluster,
                        TestDatabase.create(),
                        Map.of("hibernate.cache.keys_factory", "com.acme.Keys"),
                        Plain.class))
                .hasStackTraceContaining("hibernate.cache.keys_factory = 'com.acme.Keys': expected default or simple");
    }
}
