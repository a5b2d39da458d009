// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.CachedQuery.Found;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.Playlists.Track;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.ReadOnly;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hibernate.Cache;
import org.hibernate.CacheMode;
import org.hibernate.query.NativeQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which results are kept where, for how long, and in which cache modes. */
@ExtendWith(EmbeddedClusterExtension.class)
final class QueryRegionIT {

    private static final String OTHER_REGION = "reports";
    private static final String SHORT_REGION = "short-lived";

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        Map<String, Object> settings = new HashMap<>(CachedQuery.SETTINGS);
        settings.put(SlotCacheSettings.forRegion(SHORT_REGION, SlotCacheSettings.TIME_TO_LIVE), "PT0.5S");
        Class<?>[] entities =
                Stream.of(Things.ALL, Playlists.ALL).flatMap(Stream::of).toArray(Class<?>[]::new);
        nodes = TwoNodes.start(cluster, settings, entities);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private enum Eviction {
        DEFAULT_REGION((cache, region) -> cache.evictDefaultQueryRegion()),
        OTHER_REGION((cache, region) -> cache.evictQueryRegion(QueryRegionIT.OTHER_REGION)),
        REGION_BY_NAME((cache, region) -> cache.evictRegion(QueryRegionIT.OTHER_REGION)),
        QUERY_REGIONS((cache, region) -> cache.evictQueryRegions()),
        ALL_REGIONS((cache, region) -> cache.evictAllRegions());

        private final BiConsumer<Cache, String> call;

        Eviction(BiConsumer<Cache, String> call) {
            this.call = call;
        }

        boolean isOfDefault() {
            return this != OTHER_REGION && this != REGION_BY_NAME;
        }

        boolean isOfOther() {
            return this != DEFAULT_REGION;
        }
    }

    @ParameterizedTest
    @EnumSource
    void eviction_voids_its_regions_for_both_nodes(Eviction eviction) {
        Long id = nodes.persisted(Plain.class, "thing");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        CachedQuery other = query.inRegion(OTHER_REGION);
        query.awaitHit(nodes.second());
        other.awaitHit(nodes.second());
        eviction.call.accept(nodes.first().factory().getCache(), OTHER_REGION);
        assertThat(query.find(nodes.second()).isHit()).isEqualTo(!eviction.isOfDefault());
        assertThat(other.find(nodes.second()).isHit()).isEqualTo(!eviction.isOfOther());
        assertThat(query.awaitHit(nodes.second())).containsExactly("thing");
        assertThat(other.awaitHit(nodes.second())).containsExactly("thing");
    }

    @Test
    void regions_of_queries_have_their_own_counts() {
        Long id = nodes.persisted(Plain.class, "thing");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id).inRegion("counted");
        query.find(nodes.first());
        assertThat(nodes.first().cache().region("counted").misses()).isEqualTo(1);
        query.awaitHit(nodes.second());
        assertThat(query.find(nodes.second()).isHit()).isTrue();
        assertThat(nodes.second().cache().region("counted").hits()).isEqualTo(2);
        long locks = nodes.first().cache().region(TestTables.REGION).locks();
        nodes.first().inTransaction(session -> session.find(Plain.class, id).setName("new"));
        assertThat(nodes.first().cache().region(TestTables.REGION).locks()).isEqualTo(locks + 1);
        long misses = nodes.second().cache().region("counted").misses();
        assertThat(query.find(nodes.second()).results()).containsExactly("new");
        assertThat(nodes.second().cache().region("counted").misses()).isEqualTo(misses + 1);
    }

    @Test
    void results_live_as_long_as_their_region_says() {
        Long id = nodes.persisted(Plain.class, "thing");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id).inRegion(SHORT_REGION);
        query.awaitHit(nodes.second());
        await("the end of the results")
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(600))
                .until(() -> !query.find(nodes.second()).isHit());
    }

    @Test
    void get_reads_results_and_does_not_store_them() {
        CachedQuery query = CachedQuery.nameOf(Plain.class, nodes.persisted(Plain.class, "thing"));
        awaitKnown(nodes.first());
        in(CacheMode.GET, query);
        assertThat(in(CacheMode.GET, query).isHit()).isFalse();
        query.awaitHit(nodes.first());
        assertThat(in(CacheMode.GET, query).isHit()).isTrue();
    }

    @Test
    void put_stores_results_and_does_not_read_them() {
        CachedQuery query = CachedQuery.nameOf(Plain.class, nodes.persisted(Plain.class, "thing"));
        awaitKnown(nodes.first());
        assertThat(in(CacheMode.PUT, query).isHit()).isFalse();
        assertThat(in(CacheMode.PUT, query).isHit()).isFalse();
        assertThat(query.find(nodes.second()).isHit()).isTrue();
    }

    @Test
    void ignore_neither_reads_nor_stores() {
        CachedQuery query = CachedQuery.nameOf(Plain.class, nodes.persisted(Plain.class, "thing"));
        awaitKnown(nodes.first());
        in(CacheMode.IGNORE, query);
        assertThat(query.find(nodes.second()).isHit()).isFalse();
        query.awaitHit(nodes.first());
        assertThat(in(CacheMode.IGNORE, query).isHit()).isFalse();
    }

    @Test
    void refresh_replaces_what_changed_behind_hibernates_back() throws SQLException {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.first());
        try (Connection connection = nodes.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("update Plain set name = 'new' where id = " + id);
        }
        assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of("old"), true));
        in(CacheMode.REFRESH, query);
        assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of("new"), true));
    }

    @Test
    void results_of_entities_are_entities_of_the_session() {
        Long id = nodes.persisted(Plain.class, "thing");
        CachedQuery query = new CachedQuery("from Plain where id = :id", Map.of("id", id), null);
        query.awaitHit(nodes.first());
        nodes.second().inTransaction(session -> {
            Plain found = (Plain) query.list(session).get(0);
            assertThat(found.getName()).isEqualTo("thing");
            assertThat(session.find(Plain.class, id)).isSameAs(found);
            found.setName("new");
        });
        nodes.second().awaitQuiet();
        assertThat(((Plain) query.find(nodes.first()).results().get(0)).getName())
                .isEqualTo("new");
    }

    @Test
    void reference_data_is_found_without_a_statement() {
        Long id = nodes.persisted(ReadOnly.class, "reference");
        CachedQuery query = new CachedQuery("from ReadOnly where id = :id", Map.of("id", id), null);
        query.awaitHit(nodes.first());
        Found found = query.find(nodes.second());
        assertThat(found.isHit()).isTrue();
        assertThat(found.results())
                .singleElement()
                .satisfies(thing -> assertThat(((ReadOnly) thing).getName()).isEqualTo("reference"));
    }

    @Test
    void change_of_a_collection_is_seen_by_queries_that_join_it() {
        Long id = TwoNodes.newId();
        nodes.first().inTransaction(session -> {
            Playlist playlist = new Playlist(id);
            playlist.tags.add("old");
            session.persist(playlist);
        });
        CachedQuery query = new CachedQuery(
                "select g from Playlist p join p.tags g where p.id = :id order by g", Map.of("id", id), null);
        assertThat(query.awaitHit(nodes.second())).containsExactly("old");
        nodes.first()
                .inTransaction(session -> session.find(Playlist.class, id).tags.add("new"));
        assertThat(query.find(nodes.second()).results()).containsExactly("new", "old");
        assertThat(query.awaitHit(nodes.second())).containsExactly("new", "old");
    }

    @Test
    void collection_that_a_stateless_session_writes_is_seen_by_queries_that_join_it() {
        Long id = TwoNodes.newId();
        Track track = new Track(TwoNodes.newId(), "track");
        nodes.first().inTransaction(session -> {
            session.persist(track);
            session.persist(new Playlist(id));
        });
        CachedQuery query = new CachedQuery(
                "select t.name from Playlist p join p.tracks t where p.id = :id", Map.of("id", id), null);
        assertThat(query.awaitHit(nodes.second())).isEmpty();
        nodes.first().factory().inStatelessTransaction(session -> {
            Playlist playlist = new Playlist(id);
            playlist.tracks.add(track);
            session.update(playlist);
        });
        assertThat(query.find(nodes.second()).results()).containsExactly("track");
    }

    @Test
    void native_query_that_names_its_tables_is_cached() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        await("a hit")
                .atMost(Duration.ofSeconds(10))
                .until(() -> nativeQuery(query, id, true).isHit());
        nodes.first().inTransaction(session -> session.find(Plain.class, id).setName("new"));
        assertThat(nativeQuery(query, id, true)).isEqualTo(new Found(List.of("new"), false));
    }

    /** Nobody could say when it changes. */
    @Test
    void native_query_that_names_no_table_is_not_cached() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        awaitKnown(nodes.first());
        for (int i = 0; i < 3; i++) {
            assertThat(nativeQuery(query, id, false)).isEqualTo(new Found(List.of("old"), false));
        }
    }

    private static Found nativeQuery(CachedQuery query, Long id, boolean namesTable) {
        return query.find(nodes.first(), session -> {
            NativeQuery<Object> statement =
                    session.createNativeQuery("select name from Plain where id = :id", Object.class);
            if (namesTable) {
                statement.addSynchronizedQuerySpace("Plain");
            }
            return statement.setParameter("id", id).setCacheable(true).getResultList();
        });
    }

    private static Found in(CacheMode mode, CachedQuery query) {
        return query.find(
                nodes.first(), session -> query.in(session).setCacheMode(mode).getResultList());
    }

    /** Waits until what this node finds now may be stored. */
    private static void awaitKnown(TestNode node) {
        CachedQuery.nameOf(Plain.class, -TwoNodes.newId()).awaitHit(node);
    }
}
