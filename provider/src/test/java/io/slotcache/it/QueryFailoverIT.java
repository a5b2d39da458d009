// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.it.Things.Plain;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The master of the tables dies with locks and unlocks that its replica has never seen. */
final class QueryFailoverIT {

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
    void lost_unlock_is_not_followed_by_old_results() {
        TestDatabase database = TestDatabase.create();
        TestTables tables = new TestTables(cluster, database);
        try (TestNode writer = start(database);
                TestNode reader = start(database)) {
            CachedQuery query = cachedByReader(writer, reader);
            LostWrites.of(cluster, tables.slot(), tables.controlKey(), () -> {
                writer.inTransaction(session -> session.find(Plain.class, 1L).setName("new"));
                writer.awaitQuiet();
            });
            findUntilHit(reader, query, "new");
        }
    }

    @Test
    void lost_lock_of_an_open_transaction_is_not_followed_by_old_results() {
        TestDatabase database = TestDatabase.create();
        TestTables tables = new TestTables(cluster, database);
        try (TestNode writer = start(database);
                TestNode reader = start(database)) {
            CachedQuery query = cachedByReader(writer, reader);
            try (Session session = writer.factory().openSession()) {
                session.beginTransaction();
                LostWrites.of(cluster, tables.slot(), tables.controlKey(), () -> {
                    session.find(Plain.class, 1L).setName("new");
                    session.flush();
                    writer.awaitQuiet();
                });
                // The hold keeps readers from the results, the re-validation puts the lock back.
                assertThat(reader.fromTransaction(query::list)).containsExactly("old");
                session.getTransaction().commit();
            }
            findUntilHit(reader, query, "new");
        }
    }

    private static TestNode start(TestDatabase database) {
        Map<String, Object> settings = new HashMap<>(CachedQuery.SETTINGS);
        settings.put(SlotCacheSettings.LEASE, "PT0.3S");
        return TestNode.start(cluster, database, settings, Things.ALL);
    }

    private static CachedQuery cachedByReader(TestNode writer, TestNode reader) {
        writer.inTransaction(session -> session.persist(Things.create(Plain.class, 1L, "old")));
        writer.awaitQuiet();
        CachedQuery query = CachedQuery.nameOf(Plain.class, 1L);
        assertThat(query.awaitHit(reader)).containsExactly("old");
        return query;
    }

    /** From the first query on the results must be the committed ones; in the end they come from the cache again. */
    private static void findUntilHit(TestNode reader, CachedQuery query, String expected) {
        long hits = reader.statistics().getQueryCacheHitCount();
        await("a hit").atMost(Duration.ofSeconds(20)).until(() -> {
            assertThat(reader.fromTransaction(query::list)).containsExactly(expected);
            return reader.statistics().getQueryCacheHitCount() > hits;
        });
    }
}
