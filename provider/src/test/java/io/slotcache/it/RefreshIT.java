// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.ReadOnly;
import io.slotcache.it.Things.Thing;
import io.slotcache.it.Things.Versioned;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code refresh}: reads the row from the database, and everybody else does so after it too. */
@ExtendWith(EmbeddedClusterExtension.class)
final class RefreshIT {

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

    private enum Refresh {
        IN_A_TRANSACTION,
        ROLLED_BACK,
        OUTSIDE_A_TRANSACTION,
        WITH_A_ROW_LOCK,
        STATELESS;

        <T extends Thing> void run(Class<T> type, Long id, String expected) {
            switch (this) {
                case IN_A_TRANSACTION ->
                    nodes.first().inTransaction(session -> refresh(session, session.find(type, id), expected));
                case ROLLED_BACK ->
                    TwoNodes.rollBack(nodes.first(), session -> refresh(session, session.find(type, id), expected));
                case OUTSIDE_A_TRANSACTION ->
                    nodes.first().factory().inSession(session -> refresh(session, session.find(type, id), expected));
                case WITH_A_ROW_LOCK ->
                    nodes.first().inTransaction(session -> {
                        T thing = session.find(type, id);
                        session.refresh(thing, LockModeType.PESSIMISTIC_WRITE);
                        assertThat(thing.getName()).isEqualTo(expected);
                    });
                case STATELESS -> {
                    try (StatelessSession session = nodes.first().factory().openStatelessSession()) {
                        session.beginTransaction();
                        T thing = session.get(type, id);
                        session.refresh(thing);
                        assertThat(thing.getName()).isEqualTo(expected);
                        session.getTransaction().commit();
                    }
                }
            }
            nodes.first().awaitQuiet();
        }

        private static void refresh(Session session, Thing thing, String expected) {
            session.refresh(thing);
            assertThat(thing.getName()).isEqualTo(expected);
        }
    }

    static Stream<Arguments> refreshes() {
        return Stream.of(Plain.class, Versioned.class, Nonstrict.class, ReadOnly.class)
                .flatMap(type -> Stream.of(Refresh.values()).map(refresh -> Arguments.of(type, refresh)));
    }

    @ParameterizedTest
    @MethodSource("refreshes")
    <T extends Thing> void refreshed_row_is_seen_by_all(Class<T> type, Refresh refresh) {
        Long id = nodes.cached(type, "old");
        nodes.second().awaitHit(type, id);
        changeBehindHibernatesBack("update " + type.getSimpleName() + " set name = 'new' where id = " + id);

        refresh.run(type, id, "new");

        assertThat(nodes.second().find(type, id).entity().getName()).isEqualTo("new");
        assertThat(nodes.first().find(type, id).entity().getName()).isEqualTo("new");
        assertThat(nodes.second().awaitHit(type, id).getName()).isEqualTo("new");
        assertThat(nodes.first().awaitHit(type, id).getName()).isEqualTo("new");
        assertThat(nodes.isLocked(type, id)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void other_rows_stay_cached(Refresh refresh) {
        Long id = nodes.cached(Plain.class, "old");
        Long other = nodes.persistedBeside(Plain.class, id, "other");
        nodes.first().awaitHit(Plain.class, other);

        refresh.run(Plain.class, id, "old");

        assertThat(nodes.second().find(Plain.class, other).isHit()).isTrue();
    }

    /** Its own rolled-back change is not what it reads after. */
    @Test
    void refresh_after_a_flush_stores_nothing_uncommitted() {
        Long id = nodes.cached(Plain.class, "old");
        TwoNodes.rollBack(nodes.first(), session -> {
            Plain thing = session.find(Plain.class, id);
            thing.setName("never committed");
            session.flush();
            session.refresh(thing);
            assertThat(thing.getName()).isEqualTo("never committed");
        });
        assertThat(nodes.second().find(Plain.class, id).entity().getName()).isEqualTo("old");
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("old");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cached_collections_of_a_refreshed_entity_are_read_anew(boolean committed) {
        Long id = TwoNodes.newId();
        Playlist playlist = new Playlist(id);
        playlist.tags.add("old");
        nodes.first().inTransaction(session -> session.persist(playlist));
        nodes.first().awaitQuiet();
        await("the collection to be cached").atMost(Duration.ofSeconds(10)).until(() -> {
            tags(nodes.first(), id);
            nodes.first().awaitQuiet();
            return nodes.second().factory().getCache().containsCollection(Playlists.role("tags"), id);
        });
        changeBehindHibernatesBack("update Playlist_tags set tags = 'new' where Playlist_id = " + id);
        assertThat(tags(nodes.second(), id)).containsExactly("old");

        if (committed) {
            nodes.first().inTransaction(session -> session.refresh(session.find(Playlist.class, id)));
        } else {
            TwoNodes.rollBack(nodes.first(), session -> session.refresh(session.find(Playlist.class, id)));
        }
        nodes.first().awaitQuiet();

        assertThat(tags(nodes.second(), id)).containsExactly("new");
        assertThat(tags(nodes.first(), id)).containsExactly("new");
    }

    private static List<String> tags(TestNode node, Long id) {
        return node.fromTransaction(session -> List.copyOf(session.find(Playlist.class, id).tags));
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
