// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.Playlists.Track;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cached collections: loaded once for all nodes, gone with a change, never older than a commit. */
@ExtendWith(EmbeddedClusterExtension.class)
final class CollectionIT {

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster, Map.of(), Playlists.ALL);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private enum Collection {
        TAGS(
                "tags",
                playlist -> List.copyOf(playlist.tags),
                List.of("a", "b"),
                playlist -> playlist.tags.add("c"),
                List.of("a", "b", "c")),
        TITLES(
                "titles",
                playlist -> Map.copyOf(playlist.titles),
                Map.of("en", "one"),
                playlist -> playlist.titles.put("de", "eins"),
                Map.of("en", "one", "de", "eins")),
        TRACKS("tracks", Collection::trackNames, Set.of("first"), playlist -> playlist.tracks.clear(), Set.of()),
        COMMENTS(
                "comments",
                playlist ->
                        playlist.comments.stream().map(comment -> comment.text).toList(),
                List.of("good"),
                playlist -> playlist.comments.clear(),
                List.of());

        private final String property;
        private final Function<Playlist, Object> read;
        private final Object before;
        private final Consumer<Playlist> change;
        private final Object after;

        Collection(
                String property,
                Function<Playlist, Object> read,
                Object before,
                Consumer<Playlist> change,
                Object after) {
            this.property = property;
            this.read = read;
            this.before = before;
            this.change = change;
            this.after = after;
        }

        private static Set<String> trackNames(Playlist playlist) {
            return playlist.tracks.stream().map(track -> track.name).collect(Collectors.toCollection(TreeSet::new));
        }

        Object read(TestNode node, Long id) {
            return node.fromTransaction(session -> read.apply(session.find(Playlist.class, id)));
        }

        long hits(TestNode node) {
            return node.cache().region(Playlists.role(property)).hits();
        }
    }

    @ParameterizedTest
    @EnumSource
    void collection_that_one_node_loaded_is_a_hit_on_the_other(Collection collection) {
        Long id = cached(collection);
        long statements = nodes.second().statistics().getPrepareStatementCount();

        assertHit(collection, id, collection.before);

        assertThat(nodes.second().statistics().getPrepareStatementCount()).isEqualTo(statements);
    }

    @ParameterizedTest
    @EnumSource
    void changed_collection_is_read_anew_and_cached_again(Collection collection) {
        Long id = cached(collection);

        nodes.second().inTransaction(session -> collection.change.accept(session.find(Playlist.class, id)));

        // Another node's stamps are as old as its last look at the leases.
        long hits = collection.hits(nodes.first());
        await("a hit").atMost(Duration.ofSeconds(5)).until(() -> {
            assertThat(collection.read(nodes.first(), id)).isEqualTo(collection.after);
            return collection.hits(nodes.first()) > hits;
        });
        assertHit(collection, id, collection.after);
    }

    @ParameterizedTest
    @EnumSource
    void rolled_back_change_is_seen_by_nobody(Collection collection) {
        Long id = cached(collection);

        TwoNodes.rollBack(nodes.second(), session -> collection.change.accept(session.find(Playlist.class, id)));

        assertThat(collection.read(nodes.first(), id)).isEqualTo(collection.before);
        assertThat(collection.read(nodes.second(), id)).isEqualTo(collection.before);
    }

    /** The load began before the commit and is stored after it. */
    @ParameterizedTest
    @EnumSource
    void late_load_is_not_stored(Collection collection) {
        Long id = persisted();
        try (Session late = nodes.first().factory().openSession()) {
            late.beginTransaction();
            assertThat(collection.read.apply(late.find(Playlist.class, id))).isEqualTo(collection.before);
            nodes.second().inTransaction(session -> collection.change.accept(session.find(Playlist.class, id)));
            nodes.second().awaitQuiet();
            late.getTransaction().commit();
        }
        nodes.first().awaitQuiet();

        assertThat(collection.read(nodes.second(), id)).isEqualTo(collection.after);
        assertThat(collection.read(nodes.first(), id)).isEqualTo(collection.after);
    }

    @Test
    void collection_shares_the_slot_of_its_owner() {
        Long id = cached(Collection.TAGS);
        assertThat(nodes.keysBeside(Playlist.class, id))
                .contains(Playlists.role("tags") + ":" + id, Playlist.class.getName() + ":" + id);
    }

    @ParameterizedTest
    @EnumSource
    void evicted_collection_is_a_miss(Collection collection) {
        Long id = cached(collection);
        var cache = nodes.first().factory().getCache();
        assertThat(cache.containsCollection(Playlists.role(collection.property), id))
                .isTrue();

        cache.evictCollectionData(Playlists.role(collection.property), id);

        assertThat(nodes.second().factory().getCache().containsCollection(Playlists.role(collection.property), id))
                .isFalse();
    }

    @Test
    void bulk_statement_voids_the_collections_of_its_entity() {
        Long id = cached(Collection.COMMENTS);

        nodes.second()
                .inTransaction(session -> session.createMutationQuery("delete from Comment where playlist.id = :id")
                        .setParameter("id", id)
                        .executeUpdate());

        assertThat(Collection.COMMENTS.read(nodes.first(), id)).isEqualTo(List.of());
    }

    /** Its rows go with the owner's, which Hibernate says nothing of. */
    @Test
    void bulk_statement_voids_the_collections_that_its_entity_owns() {
        Long id = cached(Collection.TAGS);

        nodes.second().inTransaction(session -> {
            session.createMutationQuery("delete from Comment where playlist.id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
            session.createMutationQuery("delete from Playlist where id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
        });
        // By SQL: Hibernate would void the collection of a row that it inserts.
        nodes.second()
                .inTransaction(session -> session.createNativeQuery("insert into Playlist (id) values (:id)")
                        .addSynchronizedEntityClass(Playlist.class)
                        .setParameter("id", id)
                        .executeUpdate());
        nodes.second().awaitQuiet();

        assertThat(Collection.TAGS.read(nodes.first(), id)).isEqualTo(List.of());
    }

    private static Long persisted() {
        Long id = TwoNodes.newId();
        nodes.first().inTransaction(session -> {
            Track track = new Track(TwoNodes.newId(), "first");
            session.persist(track);
            Playlist playlist = new Playlist(id).comment(TwoNodes.newId(), "good");
            playlist.tags.addAll(List.of("a", "b"));
            playlist.titles.put("en", "one");
            playlist.tracks.add(track);
            session.persist(playlist);
        });
        nodes.first().awaitQuiet();
        return id;
    }

    /** A new row whose collection, and what it refers to, is in the cache. */
    private static Long cached(Collection collection) {
        Long id = persisted();
        // What the other node has just voided can be stored once this one has looked at the leases again.
        await("a read without SQL").atMost(Duration.ofSeconds(5)).until(() -> {
            long statements = nodes.first().statistics().getPrepareStatementCount();
            collection.read(nodes.first(), id);
            nodes.first().awaitQuiet();
            return nodes.first().statistics().getPrepareStatementCount() == statements;
        });
        return id;
    }

    private static void assertHit(Collection collection, Long id, Object expected) {
        long hits = collection.hits(nodes.second());
        assertThat(collection.read(nodes.second(), id)).isEqualTo(expected);
        assertThat(collection.hits(nodes.second())).isEqualTo(hits + 1);
    }
}
