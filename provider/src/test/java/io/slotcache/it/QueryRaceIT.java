// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.CachedQuery.Found;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.ReadOnly;
import io.slotcache.it.Things.Versioned;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results that are stored, and tables that are locked, at the moments when it matters. */
@ExtendWith(EmbeddedClusterExtension.class)
final class QueryRaceIT {

    private static final String SNAPSHOT = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT";

    private static TwoNodes nodes;
    private static TestNode snapshotNode;
    private static TestTables tables;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster, CachedQuery.SETTINGS, Things.ALL);
        Map<String, Object> settings = new HashMap<>(CachedQuery.SETTINGS);
        settings.put("hibernate.connection.init_sql", SNAPSHOT);
        snapshotNode = nodes.add(settings, Things.ALL);
        tables = new TestTables(cluster, nodes.database());
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private enum Isolation {
        READ_COMMITTED,
        SNAPSHOT;

        TestNode node() {
            return this == SNAPSHOT ? snapshotNode : nodes.second();
        }
    }

    /** The result waits for its session's commit, and by then another node has committed a change. */
    @ParameterizedTest
    @EnumSource
    void late_put_of_an_old_result_does_not_count(Isolation isolation) {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        try (Session reader = isolation.node().factory().openSession()) {
            reader.beginTransaction();
            assertThat(query.list(reader)).containsExactly("old");
            changeByFirst(id);
            // This node knows of the change by now: only the session's own stamp is old.
            CachedQuery.nameOf(Plain.class, id + 1_000_000).awaitHit(isolation.node());
            reader.getTransaction().commit();
        }
        isolation.node().awaitQuiet();
        assertNobodyReads(query, "old");
    }

    /** Nothing asks the cache when another query opens the snapshot, so a stamp taken at the miss would be too young. */
    @Test
    void result_of_an_older_snapshot_does_not_count() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        try (Session reader = snapshotNode.factory().openSession()) {
            reader.beginTransaction();
            reader.createNativeQuery("select count(*) from Dynamic", Long.class).getSingleResult();
            changeByFirst(id);
            CachedQuery.nameOf(Plain.class, id + 1_000_000).awaitHit(snapshotNode);
            assertThat(query.list(reader)).containsExactly("old");
            reader.getTransaction().commit();
        }
        snapshotNode.awaitQuiet();
        assertNobodyReads(query, "old");
    }

    /** Its stamp is younger than the lock, and what it reads older than the commit. */
    @Test
    void result_of_a_session_that_opened_under_the_lock_does_not_count() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        CachedQuery other = CachedQuery.nameOf(Plain.class, -id);
        other.awaitHit(nodes.second());
        AtomicReference<Found> betweenCommitAndUnlock = new AtomicReference<>();
        try (Session writer = nodes.first().factory().openSession()) {
            writer.beginTransaction();
            writer.find(Plain.class, id).setName("new");
            writer.flush();
            tables.awaitLocked(Plain.class);
            // The look at the table tells this node how far its partition has come.
            assertThat(other.find(nodes.second()).isHit()).isFalse();
            long puts = nodes.second()
                    .cache()
                    .region("default-query-results-region")
                    .puts();
            assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of("old"), false));
            assertThat(nodes.second()
                            .cache()
                            .region("default-query-results-region")
                            .puts())
                    .isEqualTo(puts + 1);
            assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of("old"), false));
            afterCommit(writer, () -> betweenCommitAndUnlock.set(query.find(nodes.second())));
            writer.getTransaction().commit();
        }
        assertThat(betweenCommitAndUnlock.get()).isEqualTo(new Found(List.of("new"), false));
        nodes.first().awaitQuiet();
        assertNobodyReads(query, "old");
    }

    @Test
    void rolled_back_change_voids_the_results_and_the_next_query_stores_them_again() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.second());
        TwoNodes.rollBack(nodes.first(), session -> {
            session.find(Plain.class, id).setName("never committed");
            session.flush();
            assertThat(query.list(session)).containsExactly("never committed");
            tables.awaitLocked(Plain.class);
            assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of("old"), false));
        });
        assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of("old"), false));
        assertThat(query.awaitHit(nodes.second())).containsExactly("old");
    }

    /** As if its read had overtaken its lock, which nobody waits for before the commit. */
    @Test
    void transaction_does_not_find_what_it_has_changed_itself() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.first());
        String sequence = Long.toString(tables.sequence(Plain.class));
        TwoNodes.rollBack(nodes.first(), session -> {
            session.find(Plain.class, id).setName("never committed");
            session.flush();
            tables.awaitLocked(Plain.class);
            tables.forgetLock(Plain.class, sequence);
            assertThat(query.list(session)).containsExactly("never committed");
        });
        assertThat(query.find(nodes.first()).results()).containsExactly("old");
    }

    /** What it found before its change was committed state, and what it finds after is not: neither is up to date once it commits. */
    @Test
    void results_of_a_transaction_that_changes_the_table_do_not_count() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        nodes.first().inTransaction(session -> {
            assertThat(query.list(session)).containsExactly("old");
            session.find(Plain.class, id).setName("between");
            assertThat(query.list(session)).containsExactly("between");
            session.find(Plain.class, id).setName("new");
        });
        nodes.first().awaitQuiet();
        assertNobodyReads(query, "old", "between");
    }

    @Test
    void table_stays_locked_until_the_last_of_its_writers_is_done() {
        Long one = nodes.persisted(Plain.class, "old");
        Long other = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, one);
        query.awaitHit(nodes.second());
        try (Session longer = nodes.first().factory().openSession()) {
            longer.beginTransaction();
            longer.find(Plain.class, one).setName("new");
            longer.flush();
            for (TestNode node : List.of(nodes.first(), nodes.second())) {
                node.inTransaction(session -> session.find(Plain.class, other).setName("new"));
                node.awaitQuiet();
                assertThat(tables.isLocked(Plain.class)).isTrue();
            }
            for (int i = 0; i < 2; i++) {
                assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of("old"), false));
            }
            longer.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        assertThat(tables.isLocked(Plain.class)).isFalse();
        assertNobodyReads(query, "old");
    }

    /** Writers of many threads on both nodes, each of which must see its own commit at once. */
    @Test
    void writers_overlap_freely_and_nobody_reads_old_results() {
        Long id = nodes.persisted(Versioned.class, "thing");
        List<CompletableFuture<Void>> writers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            TestNode node = i % 2 == 0 ? nodes.first() : nodes.second();
                            for (int n = 0; n < 30; n++) {
                                Long own = TwoNodes.newId();
                                node.inTransaction(
                                        session -> session.persist(Things.create(Versioned.class, own, "own")));
                                CachedQuery query = CachedQuery.nameOf(Versioned.class, own);
                                assertThat(node.fromTransaction(query::list)).containsExactly("own");
                                TestNode reader = n % 2 == 0 ? nodes.first() : nodes.second();
                                assertThat(reader.fromTransaction(query::list)).containsExactly("own");
                            }
                        },
                        task -> new Thread(task).start()))
                .toList();
        CompletableFuture.allOf(writers.toArray(CompletableFuture<?>[]::new))
                .orTimeout(60, SECONDS)
                .join();
        nodes.first().awaitQuiet();
        nodes.second().awaitQuiet();
        assertThat(tables.isLocked(Versioned.class)).isFalse();
        assertThat(CachedQuery.nameOf(Versioned.class, id).awaitHit(nodes.first()))
                .containsExactly("thing");
    }

    @Test
    void lagging_session_does_not_replace_newer_results() {
        Long id = nodes.persisted(Plain.class, "thing");
        Long other = nodes.persisted(Versioned.class, "thing");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        try (Session lagging = nodes.first().factory().openSession()) {
            lagging.beginTransaction();
            assertThat(query.list(lagging)).containsExactly("thing");
            // Another table, so that both results count.
            nodes.first()
                    .inTransaction(
                            session -> session.find(Versioned.class, other).setName("new"));
            nodes.first().awaitQuiet();
            assertThat(query.find(nodes.first()).isHit()).isFalse();
            assertThat(query.find(nodes.second()).isHit()).isTrue();
            long puts =
                    nodes.first().cache().region("default-query-results-region").puts();
            lagging.getTransaction().commit();
            nodes.first().awaitQuiet();
            assertThat(nodes.first()
                            .cache()
                            .region("default-query-results-region")
                            .puts())
                    .isEqualTo(puts);
        }
        assertThat(query.find(nodes.second()).isHit()).isTrue();
    }

    @Test
    void lock_of_a_dead_node_expires_and_voids_the_results() {
        TestNode dying = nodes.add(
                Map.of("hibernate.cache.use_query_cache", "true", "hibernate.cache.slotcache.lock_timeout", "PT4S"),
                Things.ALL);
        Long id = nodes.persisted(Plain.class, "old");
        Session abandoned = dying.factory().openSession();
        abandoned.beginTransaction();
        abandoned.find(Plain.class, id).setName("never committed");
        abandoned.flush();
        tables.awaitLocked(Plain.class);
        long locked = tables.sequence(Plain.class);
        // The writer's keeper ends, and with it the lock's extensions; the database rolls back.
        dying.close();
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        assertThat(query.find(nodes.second()).isHit()).isFalse();
        await("the lock to expire").atMost(Duration.ofSeconds(10)).until(() -> !tables.isLocked(Plain.class));
        assertThat(tables.sequence(Plain.class)).isGreaterThan(locked);
        assertThat(query.awaitHit(nodes.second())).containsExactly("old");
    }

    @Test
    void lock_of_a_long_transaction_does_not_expire() {
        TestNode slow = nodes.add(
                Map.of("hibernate.cache.use_query_cache", "true", "hibernate.cache.slotcache.lock_timeout", "PT3.5S"),
                Things.ALL);
        slow.awaitLeases();
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        slow.inTransaction(session -> {
            session.find(Plain.class, id).setName("new");
            session.flush();
            tables.awaitLocked(Plain.class);
            await("a lock older than its time-out")
                    .during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> tables.isLocked(Plain.class));
            assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of("old"), false));
        });
        slow.awaitQuiet();
        assertNobodyReads(query, "old");
    }

    /** The database may or may not have committed: of a table that no other test here uses, since its lock stays. */
    @Test
    void table_of_a_transaction_of_unknown_outcome_stays_locked() {
        Long id = nodes.persisted(ReadOnly.class, "thing");
        CachedQuery query = CachedQuery.nameOf(ReadOnly.class, id);
        query.awaitHit(nodes.second());
        try (Session session = nodes.first().factory().openSession()) {
            session.beginTransaction();
            session.persist(Things.create(ReadOnly.class, TwoNodes.newId(), "perhaps"));
            session.flush();
            // Another transaction of this node ends meanwhile, and releases no more than its own lock.
            nodes.persisted(ReadOnly.class, "surely");
            session.doWork(Connection::close);
            assertThatThrownBy(() -> session.getTransaction().commit()).isInstanceOf(RuntimeException.class);
        }
        nodes.first().awaitQuiet();
        assertThat(tables.holders(ReadOnly.class)).isEqualTo(1);
        nodes.persisted(ReadOnly.class, "surely too");
        assertThat(tables.holders(ReadOnly.class)).isEqualTo(1);
        assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of("thing"), false));
    }

    private static void changeByFirst(Long id) {
        nodes.first().inTransaction(session -> session.find(Plain.class, id).setName("new"));
        nodes.first().awaitQuiet();
    }

    private static void assertNobodyReads(CachedQuery query, Object... old) {
        for (TestNode node : List.of(nodes.first(), nodes.second(), snapshotNode)) {
            assertThat(query.find(node).results()).containsExactly("new").doesNotContain(old);
            assertThat(query.awaitHit(node)).containsExactly("new");
        }
    }

    /** After the JDBC commit and before the session sends its unlocks. */
    private static void afterCommit(Session session, Runnable action) {
        ((SessionImplementor) session)
                .getTransactionCoordinator()
                .getLocalSynchronizations()
                .registerSynchronization(new Synchronization() {
                    @Override
                    public void beforeCompletion() {}

                    @Override
                    public void afterCompletion(int status) {
                        action.run();
                    }
                });
    }
}
