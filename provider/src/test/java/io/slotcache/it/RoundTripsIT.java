// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Things.Versioned;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What many and long transactions send to Redis, and when they wait; of the others {@link CallsIT} tells. The query cache is off. */
@ExtendWith(EmbeddedClusterExtension.class)
final class RoundTripsIT {

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;
    private static TestNode node;
    private static MonitoredCommands commands;

    /** One node sends; the second is there for {@link TwoNodes} alone. Its time-out is long so that a paused master is waited for. */
    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        nodes = TwoNodes.start(cluster, Map.of("hibernate.cache.slotcache.command_timeout", "PT20S"), Things.ALL);
        node = nodes.first();
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

    /** With one master stopped no lock there is answered: the flush goes on all the same, and only the commit waits. */
    @Test
    void transaction_that_updates_fifty_entities_waits_once_for_its_locks() throws Exception {
        List<Long> ids = LongStream.range(0, 50)
                .mapToObj(i -> nodes.persisted(Versioned.class, "old"))
                .toList();
        ClusterNode master = nodes.master(Versioned.class, ids.get(0));
        try (Session session = node.factory().openSession()) {
            session.beginTransaction();
            List<Versioned> things =
                    ids.stream().map(id -> session.find(Versioned.class, id)).toList();
            commands.restart();
            cluster.pause(master);
            CompletableFuture<Void> commit;
            try {
                things.forEach(thing -> thing.setName("new"));
                long before = System.nanoTime();
                session.flush();
                assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(1));
                commit = CompletableFuture.runAsync(session.getTransaction()::commit);
                assertThat(commit).as("waits for the locks").failsWithin(300, TimeUnit.MILLISECONDS);
                assertThat(nodes.database().name(Versioned.class, ids.get(0))).isEqualTo("old");
            } finally {
                cluster.resume(master);
            }
            commit.get(20, TimeUnit.SECONDS);
        }
        node.awaitQuiet();
        List<String> names = commands.names();
        assertThat(Collections.frequency(names, "LOCK")).isEqualTo(50);
        assertThat(Collections.frequency(names, "UNLOCK")).isEqualTo(50);
        assertThat(names).hasSize(100);
        for (Long id : ids) {
            assertThat(nodes.second().find(Versioned.class, id).entity().getName())
                    .isEqualTo("new");
        }
    }

    @Test
    void transaction_older_than_the_lease_asks_again_for_its_locks() {
        Long id = nodes.cached(Versioned.class, "old");
        commands.restart();
        try (Session session = node.factory().openSession()) {
            session.beginTransaction();
            session.find(Versioned.class, id).setName("new");
            session.flush();
            awaitOlderThanLease();
            session.getTransaction().commit();
        }
        node.awaitQuiet();
        assertThat(commands.names()).containsExactly("MGET", "LOCK", "LOCK", "UNLOCK");
    }

    @Test
    void bulk_statement_older_than_the_lease_asks_again_for_its_regions() {
        commands.restart();
        int locks;
        try (Session session = node.factory().openSession()) {
            session.beginTransaction();
            session.createMutationQuery("update Plain set name = 'new' where id = -1")
                    .executeUpdate();
            locks = Collections.frequency(commands.names(), "LOCK_REGION");
            assertThat(locks).isGreaterThanOrEqualTo(node.cache().partitions());
            awaitOlderThanLease();
            session.getTransaction().commit();
        }
        node.awaitQuiet();
        assertThat(Collections.frequency(commands.names(), "LOCK_REGION")).isEqualTo(2 * locks);
    }

    @Test
    void update_in_two_flushes_is_one_lock_and_one_unlock() {
        Long id = nodes.cached(Versioned.class, "old");
        commands.restart();
        node.inTransaction(session -> {
            Versioned thing = session.find(Versioned.class, id);
            thing.setName("never committed");
            session.flush();
            thing.setName("new");
        });
        node.awaitQuiet();
        assertThat(commands.names()).containsExactly("MGET", "LOCK", "UNLOCK");
    }

    @Test
    void row_locked_by_the_own_transaction_is_not_asked_for_and_not_put() {
        Long id = nodes.cached(Versioned.class, "old");
        commands.restart();
        node.inTransaction(session -> {
            session.find(Versioned.class, id).setName("new");
            session.flush();
            session.clear();
            session.find(Versioned.class, id);
        });
        node.awaitQuiet();
        assertThat(commands.names()).containsExactly("MGET", "LOCK", "UNLOCK");
    }

    private static void awaitOlderThanLease() {
        long now = System.nanoTime();
        org.awaitility.Awaitility.await().until(() -> System.nanoTime() - now > 1_100_000_000);
    }
}
