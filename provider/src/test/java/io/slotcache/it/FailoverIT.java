// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A master dies with writes that it has acknowledged and its replica has never seen: the replica is stopped, enough is written to fill the sockets
 * between the two, and the writes after that are lost with the master.
 */
final class FailoverIT {

    private static final int FILLER_BYTES = 1 << 20;
    private static final int FILLERS = 24;

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(2)).start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void lost_unlock_is_not_followed_by_a_stale_read() {
        TestDatabase database = TestDatabase.create();
        try (TestNode writer = start(database);
                TestNode reader = start(database)) {
            EntryLocation entry = cacheOnBoth(writer, reader, 1L);
            loseWrites(entry, () -> {
                writer.inTransaction(session -> session.find(Book.class, 1L).setTitle("new"));
                writer.awaitQuiet();
            });
            readUntilCached(reader, 1L, "new");
        }
    }

    @Test
    void lost_lock_of_an_open_transaction_is_not_followed_by_a_stale_read() {
        TestDatabase database = TestDatabase.create();
        try (TestNode writer = start(database);
                TestNode reader = start(database)) {
            EntryLocation entry = cacheOnBoth(writer, reader, 1L);
            try (Session session = writer.factory().openSession()) {
                Transaction transaction = session.beginTransaction();
                loseWrites(entry, () -> {
                    session.find(Book.class, 1L).setTitle("new");
                    session.flush();
                    writer.awaitQuiet();
                });
                // The hold keeps readers from the cache, the re-validation puts the lock back.
                assertThat(title(reader, 1L)).isEqualTo("old");
                transaction.commit();
            }
            readUntilCached(reader, 1L, "new");
        }
    }

    private static TestNode start(TestDatabase database) {
        return TestNode.start(cluster, database, Map.of(SlotCacheSettings.LEASE, "PT0.3S"), Book.class);
    }

    /** Returns the entry's place once both nodes get it from the cache. */
    private static EntryLocation cacheOnBoth(TestNode writer, TestNode reader, long id) {
        writer.inTransaction(session -> session.persist(new Book(id, "old")));
        writer.awaitQuiet();
        assertThat(title(reader, id)).isEqualTo("old");
        assertThat(reader.region(Book.class).hits()).isEqualTo(1);
        return writer.cache().locate(Book.class, id);
    }

    /** Runs the work so that what it writes reaches the entry's master only; then the master dies and its replica is promoted. */
    private static void loseWrites(EntryLocation entry, Runnable work) {
        ClusterNode master = cluster.masterOf(entry.slot());
        ClusterNode replica = cluster.replicasOf(master).get(0);
        String control = entry.key().substring(0, entry.key().indexOf('}') + 2) + "c";
        cluster.pause(replica);
        String filler = "x".repeat(FILLER_BYTES);
        for (int i = 0; i < FILLERS; i++) {
            cluster.command(master, "SET", control + "-filler", filler);
        }
        long before = sequence(master, control);
        work.run();
        // Nobody waits for the lock of an open transaction.
        await("the lock").atMost(Duration.ofSeconds(5)).until(() -> sequence(master, control) > before);
        long acknowledged = sequence(master, control);
        cluster.kill(master);
        cluster.resume(replica);
        assertThat(cluster.awaitPromotion(master)).isEqualTo(replica);
        assertThat(sequence(replica, control))
                .as("the promoted replica has not seen the last writes")
                .isLessThan(acknowledged);
        cluster.restart(master);
        cluster.awaitReady();
    }

    private static long sequence(ClusterNode node, String control) {
        Object sequence = cluster.command(node, "HGET", control, "s");
        return sequence == null ? 0 : Long.parseLong((String) sequence);
    }

    /** From the first read on the value must be the committed one; in the end it comes from the cache again. */
    private static void readUntilCached(TestNode reader, long id, String expected) {
        long hitsBefore = reader.region(Book.class).hits();
        await("a hit").atMost(Duration.ofSeconds(20)).until(() -> {
            assertThat(title(reader, id)).isEqualTo(expected);
            return reader.region(Book.class).hits() > hitsBefore;
        });
    }

    private static String title(TestNode node, long id) {
        return node.fromTransaction(session -> session.find(Book.class, id).getTitle());
    }
}
