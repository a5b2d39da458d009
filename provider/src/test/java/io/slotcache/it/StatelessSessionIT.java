// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions whose context Hibernate does not tell of the transaction's end. */
@ExtendWith(EmbeddedClusterExtension.class)
final class StatelessSessionIT {

    private static TwoNodes nodes;

    /** Its connections commit each statement by themselves; those of the other nodes do not. */
    private static TestNode autoCommitting;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster);
        autoCommitting = nodes.add(Map.of("hibernate.connection.autocommit", "true"), Things.ALL);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void committed_update_is_seen_and_leaves_no_lock() {
        Long id = nodes.cached(Plain.class, "old");
        committed(session -> update(session, id));
        assertSecondMisses(id, "new");
    }

    @Test
    void rolled_back_update_is_not_seen() {
        Long id = nodes.cached(Plain.class, "old");
        rolledBack(session -> {
            update(session, id);
            assertThat(session.get(Plain.class, id).getName()).isEqualTo("new");
        });
        assertSecondMisses(id, "old");
    }

    @Test
    void update_outside_a_transaction_is_seen() {
        Long id = nodes.cached(Plain.class, "old");
        outside(autoCommitting, session -> update(session, id));
        assertSecondMisses(id, "new");
    }

    @Test
    void committed_delete_is_seen() {
        Long id = nodes.cached(Plain.class, "old");
        committed(session -> session.delete(session.get(Plain.class, id)));
        assertThat(nodes.second().find(Plain.class, id).entity()).isNull();
    }

    @Test
    void rolled_back_delete_is_not_seen() {
        Long id = nodes.cached(Plain.class, "old");
        rolledBack(session -> session.delete(session.get(Plain.class, id)));
        assertSecondMisses(id, "old");
    }

    @Test
    void delete_outside_a_transaction_is_seen() {
        Long id = nodes.cached(Plain.class, "old");
        outside(autoCommitting, session -> session.delete(session.get(Plain.class, id)));
        assertThat(nodes.second().find(Plain.class, id).entity()).isNull();
    }

    @Test
    void committed_upsert_is_seen() {
        Long id = nodes.cached(Plain.class, "old");
        committed(session -> session.upsert(Things.create(Plain.class, id, "new")));
        assertSecondMisses(id, "new");
    }

    @Test
    void rolled_back_upsert_is_not_seen() {
        Long id = nodes.cached(Plain.class, "old");
        rolledBack(session -> session.upsert(Things.create(Plain.class, id, "new")));
        assertSecondMisses(id, "old");
    }

    @Test
    void upsert_outside_a_transaction_is_seen() {
        Long id = nodes.cached(Plain.class, "old");
        outside(autoCommitting, session -> session.upsert(Things.create(Plain.class, id, "new")));
        assertSecondMisses(id, "new");
    }

    @Test
    void own_rolled_back_insert_is_not_stored() {
        Long id = TwoNodes.newId();
        rolledBack(session -> {
            session.insert(Things.create(Versioned.class, id, "never committed"));
            assertThat(session.get(Versioned.class, id).getName()).isEqualTo("never committed");
        });
        assertThat(nodes.second().find(Versioned.class, id).entity()).isNull();
    }

    @Test
    void own_committed_insert_is_stored_by_the_load_that_followed() {
        Long id = TwoNodes.newId();
        committed(session -> {
            session.insert(Things.create(Versioned.class, id, "new"));
            session.get(Versioned.class, id);
        });
        Found<Versioned> found = nodes.second().find(Versioned.class, id);
        assertThat(found.entity().getName()).isEqualTo("new");
        assertThat(found.isHit()).isTrue();
    }

    @Test
    void own_insert_outside_a_transaction_is_stored_if_the_connection_committed_it() {
        Long committed = TwoNodes.newId();
        outside(autoCommitting, session -> insertAndGet(session, committed));
        assertThat(nodes.second().find(Versioned.class, committed).isHit()).isTrue();

        // Some connection pools roll back what nobody committed.
        Long unknown = TwoNodes.newId();
        outside(nodes.first(), session -> insertAndGet(session, unknown));
        assertThat(nodes.second().find(Versioned.class, unknown).isHit()).isFalse();
    }

    @Test
    void change_outside_a_transaction_keeps_its_lock_if_nobody_says_whether_it_is_committed() {
        Long id = nodes.cached(Plain.class, "old");
        outside(nodes.first(), session -> {
            update(session, id);
            assertThat(nodes.second().find(Plain.class, id).entity().getName()).isEqualTo("old");
        });
        Found<Plain> found = nodes.second().find(Plain.class, id);
        assertThat(found.entity().getName()).isEqualTo(nodes.database().name(Plain.class, id));
        assertThat(found.isHit()).isFalse();
    }

    @Test
    void second_transaction_of_a_session_releases_its_locks_too() {
        Long one = nodes.cached(Plain.class, "old");
        Long other = nodes.cached(Plain.class, "old");
        try (StatelessSession session = nodes.first().factory().openStatelessSession()) {
            for (Long id : new Long[] {one, other}) {
                session.beginTransaction();
                update(session, id);
                session.getTransaction().commit();
            }
        }
        nodes.first().awaitQuiet();
        assertSecondMisses(one, "new");
        assertSecondMisses(other, "new");
    }

    @Test
    void bulk_update_holds_its_region_until_the_commit() {
        Long id = nodes.cached(Plain.class, "old");
        try (StatelessSession session = nodes.first().factory().openStatelessSession()) {
            session.beginTransaction();
            session.createMutationQuery("update Plain set name = 'new' where id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
            // Hibernate has unlocked the region by now. All the same a load of the old row must not be stored, however
            // new its
            // session's stamp: a tick is a third of a second.
            await("misses")
                    .during(Duration.ofMillis(600))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> {
                        Found<Plain> found = nodes.second().find(Plain.class, id);
                        return found.entity().getName().equals("old") && !found.isHit();
                    });
            session.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        assertSecondMisses(id, "new");
    }

    private static void update(StatelessSession session, Long id) {
        Plain thing = session.get(Plain.class, id);
        thing.setName("new");
        session.update(thing);
    }

    private static void insertAndGet(StatelessSession session, Long id) {
        session.insert(Things.create(Versioned.class, id, "new"));
        assertThat(session.get(Versioned.class, id).getName()).isEqualTo("new");
    }

    private static void assertSecondMisses(Long id, String name) {
        Found<Plain> found = nodes.second().find(Plain.class, id);
        assertThat(found.entity().getName())
                .isEqualTo(name)
                .isEqualTo(nodes.database().name(Plain.class, id));
        assertThat(found.isHit()).isFalse();
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo(name);
    }

    private static void committed(Consumer<StatelessSession> work) {
        nodes.first().factory().inStatelessTransaction(work);
        nodes.first().awaitQuiet();
    }

    private static void outside(TestNode node, Consumer<StatelessSession> work) {
        node.factory().inStatelessSession(work);
        node.awaitQuiet();
    }

    private static void rolledBack(Consumer<StatelessSession> work) {
        try (StatelessSession session = nodes.first().factory().openStatelessSession()) {
            session.beginTransaction();
            work.accept(session);
            session.getTransaction().rollback();
        }
        nodes.first().awaitQuiet();
    }
}
