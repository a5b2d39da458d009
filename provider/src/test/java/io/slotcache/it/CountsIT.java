// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.SlotCacheStatistics.CacheCounts;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.NonstrictVersioned;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.ReadOnly;
import io.slotcache.it.Things.Thing;
import io.slotcache.it.Things.Versioned;
import io.slotcache.it.Things.VersionedThing;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.stat.CacheRegionStatistics;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Hibernate counts of each unit of work, and that SlotCache counts the same. */
@ExtendWith(EmbeddedClusterExtension.class)
final class CountsIT {

    private static TwoNodes nodes;
    private static TestNode node;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        Class<?>[] entities =
                Stream.concat(Stream.of(Things.ALL), Stream.of(Playlists.ALL)).toArray(Class<?>[]::new);
        nodes = TwoNodes.start(cluster, Map.of(), entities);
        node = nodes.first();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private record Counted(long hits, long misses, long puts) {

        Counted minus(Counted other) {
            return new Counted(hits - other.hits, misses - other.misses, puts - other.puts);
        }
    }

    private enum Work {
        INSERT,
        LOAD,
        HIT,
        UPDATE,
        ROLLED_BACK_UPDATE,
        ABSENT,
        CONTAINS,
        EVICT,
        DELETE;

        void prepare(Class<? extends Thing> type, Long id) {
            if (this != INSERT) {
                node.awaitHit(type, id);
            }
            if (this == LOAD) {
                nodes.deleteEntry(type, id);
            }
        }

        void run(Class<? extends Thing> type, Long id) {
            switch (this) {
                case INSERT -> node.inTransaction(session -> session.persist(Things.create(type, id, "old")));
                case LOAD, HIT -> node.inTransaction(session -> session.find(type, id));
                case UPDATE ->
                    node.inTransaction(session -> session.find(type, id).setName("new"));
                case ROLLED_BACK_UPDATE ->
                    TwoNodes.rollBack(node, session -> session.find(type, id).setName("never"));
                case ABSENT -> node.inTransaction(session -> session.find(type, -1L));
                case CONTAINS -> node.factory().getCache().contains(type, id);
                case EVICT -> node.factory().getCache().evict(type, id);
                case DELETE -> node.inTransaction(session -> session.remove(session.find(type, id)));
            }
            node.awaitQuiet();
        }

        /** What Hibernate counts for the entity's region. */
        Counted expected(boolean storesChanges, boolean storesInserts) {
            return switch (this) {
                case INSERT -> new Counted(0, 0, storesInserts ? 1 : 0);
                case LOAD -> new Counted(0, 1, 1);
                case UPDATE -> new Counted(1, 0, storesChanges ? 1 : 0);
                case HIT, ROLLED_BACK_UPDATE, DELETE -> new Counted(1, 0, 0);
                case ABSENT -> new Counted(0, 1, 0);
                case CONTAINS, EVICT -> new Counted(0, 0, 0);
            };
        }
    }

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of(Plain.class, true, true),
                Arguments.of(Versioned.class, true, true),
                Arguments.of(Nonstrict.class, false, false),
                Arguments.of(NonstrictVersioned.class, false, false),
                Arguments.of(ReadOnly.class, false, true));
    }

    @ParameterizedTest
    @MethodSource("types")
    void entity(Class<? extends Thing> type, boolean storesChanges, boolean storesInserts) {
        Long id = TwoNodes.newId();
        for (Work work : Work.values()) {
            if (type == ReadOnly.class && work.name().endsWith("UPDATE")) {
                continue;
            }
            node.awaitLeases();
            work.prepare(type, id);
            Counted hibernates = hibernates(type.getName());
            Counted all = total();
            Counted ours = ours(type.getName());
            work.run(type, id);
            Counted expected = work.expected(storesChanges, storesInserts);
            assertThat(hibernates(type.getName()).minus(hibernates))
                    .as("%s", work)
                    .isEqualTo(expected);
            // Hibernate 7.4 adds what was removed to all misses, though not to the region's.
            assertThat(total().minus(all))
                    .as("%s in all", work)
                    .isEqualTo(work == Work.DELETE ? new Counted(1, 1, 0) : expected);
            // Before it inserts a row without a version, Hibernate looks whether it is there, and does not count that.
            boolean looksFirst = work == Work.INSERT && !VersionedThing.class.isAssignableFrom(type);
            assertThat(ours(type.getName()).minus(ours))
                    .as("%s, as SlotCache counts", work)
                    .isEqualTo(looksFirst ? new Counted(0, 1, expected.puts) : expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags", "titles"})
    void collection(String property) {
        Long id = TwoNodes.newId();
        String role = Playlists.role(property);
        Playlist playlist = new Playlist(id);
        playlist.tags.add("a");
        playlist.titles.put("en", "one");
        assertCounts(role, 0, 0, 0, () -> node.inTransaction(session -> session.persist(playlist)));
        assertCounts(role, 0, 1, 1, () -> read(id, property));
        assertCounts(role, 1, 0, 0, () -> read(id, property));
        assertCounts(role, 1, 0, 0, () -> change(id));
        assertCounts(role, 0, 1, 1, () -> read(id, property));
        assertCounts(role, 0, 0, 0, () -> node.factory().getCache().containsCollection(role, id));
        assertCounts(role, 0, 0, 0, () -> node.factory().getCache().evictCollectionData(role, id));
        assertCounts(role, 0, 1, 1, () -> read(id, property));
    }

    private static void read(Long id, String property) {
        node.inTransaction(session -> {
            Playlist playlist = session.find(Playlist.class, id);
            assertThat(property.equals("tags") ? playlist.tags.size() : playlist.titles.size())
                    .isPositive();
        });
    }

    private static void change(Long id) {
        node.inTransaction(session -> {
            session.find(Playlist.class, id).tags.add("b");
            session.find(Playlist.class, id).titles.put("de", "eins");
        });
    }

    private static void assertCounts(String region, long hits, long misses, long puts, Runnable work) {
        node.awaitLeases();
        Counted hibernates = hibernates(region);
        Counted ours = ours(region);
        work.run();
        node.awaitQuiet();
        Counted expected = new Counted(hits, misses, puts);
        assertThat(hibernates(region).minus(hibernates)).isEqualTo(expected);
        assertThat(ours(region).minus(ours)).isEqualTo(expected);
    }

    /** Hibernate counts what it hands over, SlotCache what became of it. */
    @Test
    void value_that_was_not_stored_is_a_put_of_hibernates_and_a_refused_one() {
        Long id = nodes.persisted(Nonstrict.class, "old");
        node.find(Nonstrict.class, id);
        nodes.deleteEntry(Nonstrict.class, id);
        node.awaitLeases();
        Counted hibernates = hibernates(Nonstrict.class.getName());
        CacheCounts ours = node.region(Nonstrict.class);
        node.inTransaction(session -> {
            Things.onNextLoad(() -> nodes.second().factory().getCache().evict(Nonstrict.class, id));
            session.find(Nonstrict.class, id);
        });
        node.awaitQuiet();
        assertThat(hibernates(Nonstrict.class.getName()).minus(hibernates)).isEqualTo(new Counted(0, 1, 1));
        assertThat(node.region(Nonstrict.class).puts()).isEqualTo(ours.puts());
        assertThat(node.region(Nonstrict.class).refusedPuts()).isEqualTo(ours.refusedPuts() + 1);
    }

    private static Counted hibernates(String region) {
        CacheRegionStatistics statistics = node.statistics().getDomainDataRegionStatistics(region);
        return new Counted(statistics.getHitCount(), statistics.getMissCount(), statistics.getPutCount());
    }

    private static Counted total() {
        Statistics statistics = node.statistics();
        return new Counted(
                statistics.getSecondLevelCacheHitCount(),
                statistics.getSecondLevelCacheMissCount(),
                statistics.getSecondLevelCachePutCount());
    }

    private static Counted ours(String region) {
        CacheCounts counts = node.cache().region(region);
        return new Counted(counts.hits(), counts.misses(), counts.puts());
    }
}
