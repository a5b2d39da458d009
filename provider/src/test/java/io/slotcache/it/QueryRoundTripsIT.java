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

/** When the writes that cached queries depend on wait; what is sent {@link CallsIT} tells. */
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
