// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cached queries, and the writes they depend on, send to Redis, counted on the servers. */
@ExtendWith(EmbeddedClusterExtension.class)
final class QueryRoundTripsIT {

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;
    private static TestNode node;
    private static TestTables tables;
    private static MonitoredCommands commands;

    /** One node sends. Its time-out is long so that a paused master is waited for. */
    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        Map<String, Object> settings = new HashMap<>(CachedQuery.SETTINGS);
        settings.put("hibernate.cache.slotcache.command_timeout", "PT20S");
        nodes = TwoNodes.start(cluster, settings, Things.ALL);
        node = nodes.first();
        tables = new TestTables(cluster, nodes.database());
        commands = MonitoredCommands.start(cluster, nodes.database());
    }

    @AfterAll
    static void stop() {
        commands.close();
        nodes.close();
    }

    @BeforeEach
    void awaitLeases() {
        node.awaitLeases();
    }

    @Test
    void opening_and_closing_a_session_sends_nothing() {
        commands.restart();
        node.factory().openSession().close();
        node.factory().openStatelessSession().close();
        assertThat(commands.names()).isEmpty();
    }

    /** The lease is read in the same pipeline as the tables; MonitoredCommands leaves it out, since the keeper reads it too. */
    @Test
    void hit_is_the_result_and_one_look_at_its_table() {
        CachedQuery query = CachedQuery.nameOf(Plain.class, nodes.persisted(Plain.class, "thing"));
        query.awaitHit(node);
        commands.restart();
        assertThat(query.find(node).isHit()).isTrue();
        assertThat(commands.names()).containsExactlyInAnyOrder("MGET", "HMGET");
    }

    @Test
    void hit_is_the_result_and_one_look_at_all_its_tables() {
        Long id = nodes.persisted(Plain.class, "thing");
        CachedQuery query = new CachedQuery(
                "select p.name from Plain p left join Versioned v on v.id = p.id left join Dynamic d on d.id = p.id"
                        + " where p.id = :id",
                Map.of("id", id),
                null);
        query.awaitHit(node);
        commands.restart();
        assertThat(query.find(node).isHit()).isTrue();
        assertThat(commands.names()).containsExactlyInAnyOrder("MGET", "HMGET");
    }

    @Test
    void miss_is_one_round_trip_and_a_put_that_nobody_waits_for() {
        CachedQuery query = CachedQuery.nameOf(Plain.class, nodes.persisted(Plain.class, "thing"));
        commands.restart();
        assertThat(query.find(node).isHit()).isFalse();
        assertThat(commands.names()).containsExactly("MGET", "PUT");
    }

    /** The look at the tables has told that this session's results would not count either. */
    @Test
    void results_that_would_not_count_are_not_sent() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(node);
        try (Session session = node.factory().openSession()) {
            session.beginTransaction();
            node.inTransaction(other -> other.find(Plain.class, id).setName("new"));
            node.awaitQuiet();
            commands.restart();
            assertThat(query.list(session)).containsExactly("new");
            session.getTransaction().commit();
        }
        node.awaitQuiet();
        assertThat(commands.names()).containsExactlyInAnyOrder("MGET", "HMGET");
    }

    @Test
    void update_locks_its_table_once() {
        Long id = nodes.cached(Versioned.class, "old");
        commands.restart();
        node.inTransaction(session -> {
            session.find(Versioned.class, id).setName("between");
            session.flush();
            session.find(Versioned.class, id).setName("new");
        });
        node.awaitQuiet();
        assertThat(commands.names()).containsExactlyInAnyOrder("MGET", "LOCK", "LOCK_TABLE", "UNLOCK", "UNLOCK_TABLE");
    }

    /** With the tables' master stopped no lock there is answered: the flush goes on all the same, and only the commit waits. */
    @Test
    void locks_of_tables_are_awaited_with_the_others() throws Exception {
        Long id = nodes.persisted(Plain.class, "old");
        try (Session session = node.factory().openSession()) {
            session.beginTransaction();
            Plain thing = session.find(Plain.class, id);
            CompletableFuture<Void> commit;
            cluster.pause(tables.master());
            try {
                thing.setName("new");
                long before = System.nanoTime();
                session.flush();
                session.persist(Things.create(Versioned.class, TwoNodes.newId(), "another table"));
                session.flush();
                assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(5));
                commit = CompletableFuture.runAsync(session.getTransaction()::commit);
                assertThat(commit).as("waits for the locks").failsWithin(300, TimeUnit.MILLISECONDS);
                assertThat(nodes.database().name(Plain.class, id)).isEqualTo("old");
            } finally {
                cluster.resume(tables.master());
            }
            commit.get(20, TimeUnit.SECONDS);
        }
        node.awaitQuiet();
        assertThat(nodes.database().name(Plain.class, id)).isEqualTo("new");
    }

    @Test
    void stateless_session_locks_a_table_once_however_many_rows_it_writes() {
        commands.restart();
        node.factory().inStatelessTransaction(session -> {
            for (int i = 0; i < 10; i++) {
                session.insert(Things.create(Plain.class, TwoNodes.newId(), "thing"));
            }
        });
        node.awaitQuiet();
        assertThat(commands.names()).containsExactly("LOCK_TABLE", "UNLOCK_TABLE");
    }

    @Test
    void transaction_older_than_the_lease_asks_again_for_its_tables() {
        commands.restart();
        try (Session session = node.factory().openSession()) {
            session.beginTransaction();
            session.persist(Things.create(Things.Nonstrict.class, TwoNodes.newId(), "thing"));
            session.flush();
            long flushed = System.nanoTime();
            org.awaitility.Awaitility.await().until(() -> System.nanoTime() - flushed > 1_100_000_000);
            session.getTransaction().commit();
        }
        node.awaitQuiet();
        List<String> names = commands.names();
        assertThat(Collections.frequency(names, "LOCK_TABLE")).isEqualTo(2);
        assertThat(Collections.frequency(names, "UNLOCK_TABLE")).isEqualTo(1);
    }
}
