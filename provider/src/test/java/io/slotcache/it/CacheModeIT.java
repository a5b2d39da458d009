// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Plain;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.CacheMode;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mode of a session, Hibernate's and the standard's: whether it reads the cache, stores what it loads, and replaces what is there. */
@ExtendWith(EmbeddedClusterExtension.class)
final class CacheModeIT {

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        Class<?>[] entities =
                Stream.concat(Stream.of(Things.ALL), Stream.of(Playlists.ALL)).toArray(Class<?>[]::new);
        nodes = TwoNodes.start(cluster, Map.of(), entities);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static Arguments mode(String name, Consumer<Session> set, boolean reads, boolean stores, boolean replaces) {
        return Arguments.of(name, set, reads, stores, replaces);
    }

    private static Arguments mode(CacheMode mode, boolean reads, boolean stores, boolean replaces) {
        return mode(mode.name(), session -> session.setCacheMode(mode), reads, stores, replaces);
    }

    private static Arguments mode(
            CacheRetrieveMode retrieve, CacheStoreMode store, boolean reads, boolean stores, boolean replaces) {
        Consumer<Session> set = session -> {
            session.setCacheRetrieveMode(retrieve);
            session.setCacheStoreMode(store);
        };
        return mode("retrieve " + retrieve + ", store " + store, set, reads, stores, replaces);
    }

    private static Arguments properties(
            CacheRetrieveMode retrieve, CacheStoreMode store, boolean reads, boolean stores, boolean replaces) {
        Consumer<Session> set = session -> {
            session.setProperty("jakarta.persistence.cache.retrieveMode", retrieve);
            session.setProperty("jakarta.persistence.cache.storeMode", store);
        };
        return mode("properties " + retrieve + ", " + store, set, reads, stores, replaces);
    }

    static Stream<Arguments> modes() {
        return Stream.of(
                mode(CacheMode.NORMAL, true, true, false),
                mode(CacheMode.GET, true, false, false),
                mode(CacheMode.PUT, false, true, false),
                mode(CacheMode.REFRESH, false, true, true),
                mode(CacheMode.REFRESH_SESSION, false, true, true),
                mode(CacheMode.IGNORE, false, false, false),
                mode(CacheRetrieveMode.USE, CacheStoreMode.USE, true, true, false),
                mode(CacheRetrieveMode.USE, CacheStoreMode.BYPASS, true, false, false),
                mode(CacheRetrieveMode.BYPASS, CacheStoreMode.USE, false, true, false),
                mode(CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS, false, false, false),
                mode(CacheRetrieveMode.BYPASS, CacheStoreMode.REFRESH, false, true, true),
                // To Hibernate this is REFRESH, which reads nothing.
                mode(CacheRetrieveMode.USE, CacheStoreMode.REFRESH, false, true, true),
                properties(CacheRetrieveMode.USE, CacheStoreMode.USE, true, true, false),
                properties(CacheRetrieveMode.USE, CacheStoreMode.BYPASS, true, false, false),
                properties(CacheRetrieveMode.BYPASS, CacheStoreMode.USE, false, true, false),
                properties(CacheRetrieveMode.BYPASS, CacheStoreMode.REFRESH, false, true, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void entity(String name, Consumer<Session> set, boolean reads, boolean stores, boolean replaces) {
        Long id = nodes.cached(Plain.class, "old");
        changeBehindHibernatesBack("update Plain set name = 'new' where id = " + id);
        assertThat(name(set, id)).isEqualTo(reads ? "old" : "new");
        Found<Plain> found = nodes.second().find(Plain.class, id);
        assertThat(found.isHit()).isTrue();
        assertThat(found.entity().getName()).isEqualTo(replaces ? "new" : "old");

        nodes.deleteEntry(Plain.class, id);
        assertThat(name(set, id)).isEqualTo("new");
        assertThat(nodes.second().find(Plain.class, id).isHit()).isEqualTo(stores);

        // Whatever the mode, what it changes is void for everybody.
        nodes.first().awaitHit(Plain.class, id);
        nodes.first().inTransaction(session -> {
            set.accept(session);
            session.find(Plain.class, id).setName("changed");
        });
        nodes.first().awaitQuiet();
        assertThat(nodes.second().find(Plain.class, id).entity().getName()).isEqualTo("changed");
    }

    private static String name(Consumer<Session> set, Long id) {
        nodes.first().awaitLeases();
        String name = nodes.first().fromTransaction(session -> {
            set.accept(session);
            // Hibernate 7.4's find(type, id) alone goes by the session's properties, not by its mode.
            return session.find(Plain.class, id, LockMode.NONE).getName();
        });
        nodes.first().awaitQuiet();
        return name;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void collection(String name, Consumer<Session> set, boolean reads, boolean stores, boolean replaces) {
        Long id = TwoNodes.newId();
        Playlist playlist = new Playlist(id);
        playlist.tags.add("old");
        nodes.first().inTransaction(session -> session.persist(playlist));
        nodes.first().awaitQuiet();
        awaitCached(id);
        changeBehindHibernatesBack("update Playlist_tags set tags = 'new' where Playlist_id = " + id);
        assertThat(tags(nodes.first(), set, id)).containsExactly(reads ? "old" : "new");
        assertThat(tags(nodes.second(), session -> {}, id)).containsExactly(replaces ? "new" : "old");

        nodes.first().factory().getCache().evictCollectionData(Playlists.role("tags"), id);
        assertThat(tags(nodes.first(), set, id)).containsExactly("new");
        assertThat(nodes.second().factory().getCache().containsCollection(Playlists.role("tags"), id))
                .isEqualTo(stores);

        awaitCached(id);
        nodes.first().inTransaction(session -> {
            set.accept(session);
            session.find(Playlist.class, id).tags.add("changed");
        });
        nodes.first().awaitQuiet();
        assertThat(tags(nodes.second(), session -> {}, id)).containsExactly("new", "changed");
    }

    private static List<String> tags(TestNode node, Consumer<Session> set, Long id) {
        node.awaitLeases();
        List<String> tags = node.fromTransaction(session -> {
            set.accept(session);
            return List.copyOf(session.find(Playlist.class, id).tags);
        });
        node.awaitQuiet();
        return tags;
    }

    private static void awaitCached(Long id) {
        await("the collection to be cached").atMost(Duration.ofSeconds(10)).until(() -> {
            tags(nodes.first(), session -> {}, id);
            return nodes.second().factory().getCache().containsCollection(Playlists.role("tags"), id);
        });
    }

    /** A mode given for one look-up holds for that alone. */
    @ParameterizedTest
    @EnumSource(CacheMode.class)
    void mode_of_one_find(CacheMode mode) {
        Long id = nodes.cached(Plain.class, "old");
        changeBehindHibernatesBack("update Plain set name = 'new' where id = " + id);
        String found = nodes.first()
                .fromTransaction(session -> session.find(Plain.class, id, mode).getName());
        assertThat(found).isEqualTo(mode.isGetEnabled() ? "old" : "new");
        String standard = nodes.first().fromTransaction(session -> {
            session.clear();
            return session.find(Plain.class, id, mode.getJpaRetrieveMode(), mode.getJpaStoreMode())
                    .getName();
        });
        assertThat(standard).isEqualTo(mode.isGetEnabled() ? "old" : "new");
    }

    private static void changeBehindHibernatesBack(String sql) {
        try (Connection connection = nodes.database().connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
