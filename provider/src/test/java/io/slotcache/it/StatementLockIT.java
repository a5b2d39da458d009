// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.query.QueryProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One lock for all that a bulk statement may change: in place before its SQL, and on the whole cache if it does not say what that is. */
@ExtendWith(EmbeddedClusterExtension.class)
final class StatementLockIT {

    private static final Class<?>[] ENTITIES =
            Stream.of(Things.ALL, Playlists.ALL).flatMap(Stream::of).toArray(Class<?>[]::new);

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;
    private static TestNode strict;

    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        nodes = TwoNodes.start(cluster, CachedQuery.SETTINGS, ENTITIES);
        strict = nodes.add(
                Map.of(
                        "hibernate.cache.use_query_cache",
                        "true",
                        SlotCacheSettings.forRegion(Versioned.class.getName(), SlotCacheSettings.ON_LOCK_FAILURE),
                        "strict"),
                ENTITIES);
        strict.awaitLeases();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @AfterEach
    void repair() {
        cluster.repair();
    }

    private static void withoutSpace(QueryProducer session, String statement) {
        session.createNativeMutationQuery(statement).executeUpdate();
    }

    private static void rename(QueryProducer session, Class<?> type, Long id) {
        session.createMutationQuery("update " + type.getSimpleName() + " set name = 'new' where id = " + id)
                .executeUpdate();
    }

    @Test
    void result_that_reads_a_collections_table_is_void() {
        Playlist playlist = new Playlist(TwoNodes.newId());
        playlist.tags.add("old");
        nodes.first().inTransaction(session -> session.persist(playlist));
        CachedQuery tags = new CachedQuery(
                "select t from Playlist p join p.tags t where p.id = :id", Map.of("id", playlist.id), null);
        assertThat(tags.awaitHit(nodes.second())).containsExactly("old");
        try (Session session = nodes.first().factory().openSession()) {
            session.beginTransaction();
            withoutSpace(session, "update Playlist_tags set tags = 'new' where Playlist_id = " + playlist.id);
            assertThat(tags.find(nodes.second()).isHit()).isFalse();
            session.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        CachedQuery.Found found = tags.find(nodes.second());
        assertThat(found.isHit()).isFalse();
        assertThat(found.results()).containsExactly("new");
        assertThat(tags.awaitHit(nodes.second())).containsExactly("new");
    }

    @Test
    void overlapping_statements_with_and_without_space_do_not_release_each_others_lock() {
        Long one = nodes.cached(Plain.class, "old");
        Long other = nodes.cached(Plain.class, "old");
        try (Session longer = nodes.first().factory().openSession()) {
            longer.beginTransaction();
            withoutSpace(longer, "update Plain set name = 'new' where id = " + one);
            nodes.second().inTransaction(session -> rename(session, Plain.class, other));
            nodes.second().inTransaction(session -> withoutSpace(session, "update Plain set name = 'x' where id = -1"));
            nodes.second().awaitQuiet();
            for (int i = 0; i < 2; i++) {
                assertSecondMisses(one, "old");
            }
            longer.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        assertSecondMisses(one, "new");
        assertSecondMisses(other, "new");
    }

    /** The first locks less than the second; the third nothing more. */
    @Test
    void statements_of_one_transaction_lock_what_each_needs() {
        Long plain = nodes.cached(Plain.class, "old");
        Long versioned = nodes.cached(Versioned.class, "old");
        try (Session session = nodes.first().factory().openSession()) {
            session.beginTransaction();
            rename(session, Plain.class, plain);
            assertThat(nodes.isRegionLocked(Plain.class, plain)).isTrue();
            assertThat(nodes.second().find(Versioned.class, versioned).isHit()).isTrue();
            withoutSpace(session, "update Versioned set name = 'new' where id = " + versioned);
            rename(session, Versioned.class, -1L);
            assertThat(session.find(Versioned.class, versioned).getName()).isEqualTo("new");
            assertThat(nodes.second().find(Versioned.class, versioned).isHit()).isFalse();
            session.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        assertSecondMisses(plain, "new");
        assertThat(nodes.second().awaitHit(Versioned.class, versioned).getName())
                .isEqualTo("new");
        assertThat(nodes.second().awaitHit(Plain.class, plain).getName()).isEqualTo("new");
    }

    /** Its SQL is prepared by the parent. */
    @Test
    void statement_of_a_child_session_is_locked_until_the_parents_commit() {
        Long id = nodes.cached(Plain.class, "old");
        try (Session parent = nodes.first().factory().openSession()) {
            parent.beginTransaction();
            try (StatelessSession child =
                    parent.statelessWithOptions().connection().open()) {
                rename(child, Plain.class, id);
                assertThat(nodes.isRegionLocked(Plain.class, id)).isTrue();
            }
            assertSecondMisses(id, "old");
            parent.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        assertSecondMisses(id, "new");
        assertThat(nodes.isRegionLocked(Plain.class, id)).isFalse();
    }

    @Test
    void statement_that_the_database_refuses_leaves_no_lock() {
        Long id = nodes.cached(Plain.class, "old");
        try (Session session = nodes.first().factory().openSession()) {
            session.beginTransaction();
            assertThatThrownBy(() -> withoutSpace(session, "update Plain set nothing = 1"))
                    .hasMessageContaining("NOTHING");
            session.getTransaction().rollback();
        }
        nodes.first().awaitQuiet();
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("old");
    }

    /** One region of all is strict, so the lock on all of them is. */
    @Test
    void strict_statement_is_not_run_if_its_lock_cannot_be_had() {
        Long id = nodes.cached(Versioned.class, "old");
        ClusterNode master = nodes.master(Versioned.class, id);
        try (Session session = strict.factory().openSession()) {
            session.beginTransaction();
            cluster.pause(master);
            try {
                assertThatThrownBy(() -> withoutSpace(session, "update Versioned set name = 'new' where id = " + id))
                        .hasStackTraceContaining("on_lock_failure=strict");
            } finally {
                cluster.resume(master);
            }
            session.getTransaction().rollback();
        }
        strict.awaitQuiet();
        assertThat(nodes.database().name(Versioned.class, id)).isEqualTo("old");
        assertThat(nodes.second().awaitHit(Versioned.class, id).getName()).isEqualTo("old");
    }

    private static void assertSecondMisses(Long id, String name) {
        Found<Plain> found = nodes.second().find(Plain.class, id);
        assertThat(found.entity().getName())
                .isEqualTo(name)
                .isEqualTo(nodes.database().name(Plain.class, id));
        assertThat(found.isHit()).isFalse();
    }
}
