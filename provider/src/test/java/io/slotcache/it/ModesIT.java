// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import jakarta.persistence.LockModeType;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lock modes: sessions that lock rows in the database, or force their versions up. */
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
}
