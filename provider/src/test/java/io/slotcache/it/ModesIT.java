// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BiConsumer;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions that use the cache by half, and sessions that lock rows in the database. */
@ExtendWith(EmbeddedClusterExtension.class)
final class ModesIT {

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void get_reads_the_cache_and_does_not_store() {
        Long id = nodes.cached(Plain.class, "thing");
        assertThat(hitsIn(CacheMode.GET, id)).isEqualTo(1);
        nodes.deleteEntry(Plain.class, id);
        assertThat(hitsIn(CacheMode.GET, id)).isZero();
        assertThat(nodes.second().find(Plain.class, id).isHit()).isFalse();
    }

    @Test
    void put_stores_and_does_not_read_the_cache() {
        Long id = nodes.cached(Plain.class, "thing");
        nodes.deleteEntry(Plain.class, id);
        assertThat(hitsIn(CacheMode.PUT, id)).isZero();
        assertThat(nodes.second().find(Plain.class, id).isHit()).isTrue();
    }

    @Test
    void ignore_neither_reads_nor_stores_but_voids_what_it_changes() {
        Long id = nodes.cached(Plain.class, "old");
        assertThat(hitsIn(CacheMode.IGNORE, id)).isZero();
        nodes.first().inTransaction(session -> {
            session.setCacheMode(CacheMode.IGNORE);
            session.find(Plain.class, id, CacheMode.IGNORE).setName("new");
        });
        nodes.first().awaitQuiet();
        Found<Plain> found = nodes.second().find(Plain.class, id);
        assertThat(found.entity().getName()).isEqualTo("new");
        assertThat(found.isHit()).isFalse();
    }

    @Test
    void refresh_replaces_what_changed_behind_hibernates_back_and_put_does_not() throws SQLException {
        Long id = nodes.cached(Plain.class, "old");
        try (Connection connection = nodes.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("update Plain set name = 'new' where id = " + id);
        }
        assertThat(hitsIn(CacheMode.PUT, id)).isZero();
        assertThat(nodes.second().find(Plain.class, id).entity().getName()).isEqualTo("old");
        assertThat(hitsIn(CacheMode.REFRESH, id)).isZero();
        Found<Plain> found = nodes.second().find(Plain.class, id);
        assertThat(found.entity().getName()).isEqualTo("new");
        assertThat(found.isHit()).isTrue();
    }

    @Test
    void entity_locked_in_the_database_can_be_stored_afterwards() {
        Long id = nodes.cached(Plain.class, "thing");
        nodes.first().inTransaction(session -> {
            Plain thing = session.find(Plain.class, id);
            session.lock(thing, LockModeType.PESSIMISTIC_WRITE);
        });
        nodes.first().awaitQuiet();
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("thing");
    }

    @Test
    void version_forced_up_after_an_update_is_the_one_in_the_cache() {
        assertVersionAfter(2, (session, thing) -> {
            thing.setName("new");
            session.flush();
            // Hibernate forces up no version that the same session has just changed.
            session.clear();
            session.lock(session.find(Versioned.class, thing.getId()), LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        });
    }

    @Test
    void version_of_an_update_after_it_was_forced_up_is_the_one_in_the_cache() {
        assertVersionAfter(2, (session, thing) -> {
            session.lock(thing, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
            thing.setName("new");
        });
    }

    @Test
    void version_forced_up_at_the_commit_is_the_one_in_the_cache() {
        assertVersionAfter(1, (session, thing) -> session.lock(thing, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
    }

    @Test
    void version_forced_up_at_the_commit_of_an_update_is_the_one_in_the_cache() {
        assertVersionAfter(2, (session, thing) -> {
            thing.setName("new");
            session.flush();
            session.clear();
            session.lock(session.find(Versioned.class, thing.getId()), LockModeType.OPTIMISTIC_FORCE_INCREMENT);
        });
    }

    @Test
    void rolled_back_forced_version_is_not_in_the_cache() {
        Long id = nodes.cached(Versioned.class, "old");
        TwoNodes.rollBack(
                nodes.first(),
                session -> session.lock(session.find(Versioned.class, id), LockModeType.PESSIMISTIC_FORCE_INCREMENT));
        assertThat(nodes.second().find(Versioned.class, id).entity().getVersion())
                .isZero();
        assertThat(nodes.second().awaitHit(Versioned.class, id).getVersion()).isZero();
    }

    /** Both nodes find the version of the database, and can commit a change on top of it. */
    private static void assertVersionAfter(int version, BiConsumer<Session, Versioned> change) {
        Long id = nodes.cached(Versioned.class, "old");
        nodes.first().inTransaction(session -> change.accept(session, session.find(Versioned.class, id)));
        nodes.first().awaitQuiet();
        assertThat(nodes.second().find(Versioned.class, id).entity().getVersion())
                .isEqualTo(version);
        assertThat(nodes.second().awaitHit(Versioned.class, id).getVersion()).isEqualTo(version);
        nodes.changeBySecond(Versioned.class, id, thing -> thing.setName("newer"));
        assertThat(nodes.database().name(Versioned.class, id)).isEqualTo("newer");
    }

    private static long hitsIn(CacheMode mode, Long id) {
        TestNode node = nodes.first();
        node.awaitLeases();
        long before = node.region(Plain.class).hits();
        node.inTransaction(session -> {
            session.find(Plain.class, id, mode);
        });
        node.awaitQuiet();
        return node.region(Plain.class).hits() - before;
    }
}
