// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Annotated;
import io.slotcache.it.Things.Plain;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several writers of one row, writers whose state is older than their row, and writers that die. */
@ExtendWith(EmbeddedClusterExtension.class)
final class WriterRaceIT {

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
    void of_two_concurrent_writers_neither_publishes() {
        Long id = nodes.cached(Plain.class, "old");
        CompletableFuture<Void> later;
        try (Session earlier = nodes.first().factory().openSession()) {
            earlier.beginTransaction();
            earlier.find(Plain.class, id).setName("earlier");
            earlier.flush();
            nodes.awaitLocked(Plain.class, id);
            // Takes its lock, then waits in the database for the row.
            later = CompletableFuture.runAsync(() -> nodes.second().inTransaction(session -> {
                session.find(Plain.class, id).setName("later");
                session.flush();
            }));
            await("both locks").atMost(Duration.ofSeconds(5)).until(() -> nodes.holders(Plain.class, id) == 2);
            earlier.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        later.orTimeout(10, SECONDS).join();
        nodes.second().awaitQuiet();

        assertThat(nodes.database().name(Plain.class, id)).isEqualTo("later");
        Found<Plain> found = nodes.first().find(Plain.class, id);
        assertThat(found.entity().getName()).isEqualTo("later");
        assertThat(found.isHit()).isFalse();
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("later");
    }

    @Test
    void writers_in_turn_publish_the_last_value_or_none() throws Exception {
        Long id = nodes.cached(Plain.class, "0");
        CountDownLatch start = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> count(nodes.first(), id, start));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> count(nodes.second(), id, start));
        start.countDown();
        CompletableFuture.allOf(first, second).get(20, SECONDS);
        nodes.first().awaitQuiet();
        nodes.second().awaitQuiet();

        assertThat(nodes.database().name(Plain.class, id)).isEqualTo("40");
        assertThat(nodes.first().find(Plain.class, id).entity().getName()).isEqualTo("40");
        assertThat(nodes.second().find(Plain.class, id).entity().getName()).isEqualTo("40");
    }

    /** Adds one, twenty times; the row is locked in the database first, so nothing is lost. */
    private static void count(TestNode node, Long id, CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < 20; i++) {
            node.inTransaction(session -> {
                Plain thing = session.find(Plain.class, id, LockModeType.PESSIMISTIC_WRITE);
                thing.setName(Integer.toString(Integer.parseInt(thing.getName()) + 1));
            });
        }
    }

    @Test
    void state_older_than_the_row_is_not_published() {
        Long id = TwoNodes.newId();
        nodes.first().inTransaction(session -> session.persist(new Annotated(id, "old", "old")));
        nodes.first().awaitQuiet();
        try (Session session = nodes.second().factory().openSession()) {
            session.beginTransaction();
            Annotated stale = session.find(Annotated.class, id);
            // Changes the row but not its version.
            nodes.first().inTransaction(other -> other.find(Annotated.class, id).note = "new");
            nodes.first().awaitQuiet();
            // By now this node knows of the change: only the session's own stamp is old.
            nodes.deleteEntry(Annotated.class, id);
            nodes.second().awaitHit(Annotated.class, id);
            stale.name = "new";
            session.getTransaction().commit();
            assertThat(stale.note).isEqualTo("old");
        }
        nodes.second().awaitQuiet();
        for (TestNode node : new TestNode[] {nodes.first(), nodes.second()}) {
            Annotated found = node.awaitHit(Annotated.class, id);
            assertThat(found.name).isEqualTo("new");
            assertThat(found.note).isEqualTo("new");
        }
    }

    @Test
    void own_uncommitted_change_is_read_by_its_transaction_alone() {
        Long id = nodes.cached(Plain.class, "old");
        try (Session session = nodes.first().factory().openSession()) {
            session.beginTransaction();
            session.find(Plain.class, id).setName("new");
            session.flush();
            nodes.awaitLocked(Plain.class, id);
            session.clear();
            assertThat(session.find(Plain.class, id).getName()).isEqualTo("new");
            Found<Plain> other = nodes.second().find(Plain.class, id);
            assertThat(other.entity().getName()).isEqualTo("old");
            assertThat(other.isHit()).isFalse();
            session.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        assertThat(nodes.second().find(Plain.class, id).entity().getName()).isEqualTo("new");
    }

    @Test
    void lock_of_a_dead_node_expires_and_voids_what_was_loaded_under_it() {
        Long id = nodes.cached(Plain.class, "old");
        Long neighbour = nodes.persistedBeside(Plain.class, id, "old");
        TestNode dying = nodes.add(Map.of("hibernate.cache.slotcache.lock_timeout", "PT4S"), Things.ALL);
        Session abandoned = dying.factory().openSession();
        abandoned.beginTransaction();
        abandoned.find(Plain.class, id).setName("never committed");
        abandoned.flush();
        nodes.awaitLocked(Plain.class, id);
        // By its own lock the reader learns how far the partition has come: it is the expiry alone that will void its
        // stamp.
        nodes.changeBySecond(Plain.class, neighbour, thing -> thing.setName("new"));
        // The writer's keeper ends, and with it the lock's extensions; the database rolls back.
        dying.close();

        long refused = nodes.second().region(Plain.class).refusedPuts();
        nodes.second().inTransaction(session -> {
            Things.onNextLoad(() -> {
                assertThat(nodes.isLocked(Plain.class, id)).isTrue();
                await("the lock to expire")
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> !nodes.isLocked(Plain.class, id));
            });
            assertThat(session.find(Plain.class, id).getName()).isEqualTo("old");
        });
        nodes.second().awaitQuiet();
        assertThat(nodes.second().region(Plain.class).refusedPuts()).isEqualTo(refused + 1);
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("old");
    }

    @Test
    void lock_of_a_long_transaction_does_not_expire() {
        TestNode slow = nodes.add(Map.of("hibernate.cache.slotcache.lock_timeout", "PT3.5S"), Things.ALL);
        slow.awaitLeases();
        Long id = nodes.cached(Plain.class, "old");
        try (Session session = slow.factory().openSession()) {
            session.beginTransaction();
            session.find(Plain.class, id).setName("new");
            session.flush();
            nodes.awaitLocked(Plain.class, id);
            await("a lock older than its time-out")
                    .during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> nodes.isLocked(Plain.class, id));
            session.getTransaction().commit();
        }
        slow.awaitQuiet();
        Found<Plain> found = nodes.second().find(Plain.class, id);
        assertThat(found.entity().getName()).isEqualTo("new");
        assertThat(found.isHit()).isTrue();
    }
}
