// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A master dies with writes that it has acknowledged and its replica has never seen: see {@link LostWrites}. */
final class FailoverIT {

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
            LostWrites.of(
                    cluster,
                    entry.slot(),
                    controlKey(entry),
                    () -> {
                        writer.inTransaction(
                                session -> session.find(Book.class, 1L).setTitle("new"));
                        writer.awaitQuiet();
                    },
                    () -> {});
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
                LostWrites.of(
                        cluster,
                        entry.slot(),
                        controlKey(entry),
                        () -> {
                            session.find(Book.class, 1L).setTitle("new");
                            session.flush();
                            writer.awaitQuiet();
                        },
                        () -> {});
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

    private static String controlKey(EntryLocation entry) {
        return entry.key().substring(0, entry.key().indexOf('}') + 2) + "c";
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
