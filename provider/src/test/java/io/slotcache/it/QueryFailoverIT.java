// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Thing;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
        // Else all masters stop answering before a promotion, and what is on them is void for that reason alone.
        cluster = EmbeddedCluster.builder()
                .nodeTimeout(Duration.ofSeconds(2))
                .directive("cluster-require-full-coverage", "no")
                .start();
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
            CachedQuery query = cachedByReader(writer, reader, tables);
            LostWrites.of(
                    cluster,
                    tables.slot(),
                    tables.controlKey(),
                    () -> {
                        writer.inTransaction(session -> session.find(
                                        Plain.class, query.parameters().get("id"))
                                .setName("new"));
                        writer.awaitQuiet();
                    },
                    () -> findUntilNewTerm(reader, tables, query));
            findUntilHit(reader, query, "new");
        }
    }

    @Test
    void lost_lock_of_an_open_transaction_is_not_followed_by_old_results() {
        TestDatabase database = TestDatabase.create();
        TestTables tables = new TestTables(cluster, database);
        try (TestNode writer = start(database);
                TestNode reader = start(database)) {
            CachedQuery query = cachedByReader(writer, reader, tables);
            try (Session session = writer.factory().openSession()) {
                session.beginTransaction();
                LostWrites.of(
                        cluster,
                        tables.slot(),
                        tables.controlKey(),
                        () -> {
                            session.find(Plain.class, query.parameters().get("id"))
                                    .setName("new");
                            session.flush();
                            writer.awaitQuiet();
                        },
                        () -> {});
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

    /** A query whose results are not where the tables are, and so survive. */
    private static CachedQuery cachedByReader(TestNode writer, TestNode reader, TestTables tables) {
        for (long id = 1; ; id++) {
            Thing thing = Things.create(Plain.class, id, "old");
            writer.inTransaction(session -> session.persist(thing));
            writer.awaitQuiet();
            CachedQuery query = CachedQuery.nameOf(Plain.class, id);
            String pattern = tables.namespace() + ":*default-query-results-region*";
            int before = ((List<?>) cluster.command(tables.master(), "KEYS", pattern)).size();
            assertThat(query.awaitHit(reader)).containsExactly("old");
            if (((List<?>) cluster.command(tables.master(), "KEYS", pattern)).size() == before) {
                return query;
            }
        }
    }

    /** The promoted master has the old term still and knows nothing of the change: it must not be believed. */
    private static void findUntilNewTerm(TestNode reader, TestTables tables, CachedQuery query) {
        String term = tables.control("t");
        await("a new term").atMost(Duration.ofSeconds(20)).until(() -> {
            assertThat(reader.fromTransaction(query::list)).containsExactly("new");
            return !term.equals(tables.control("t"));
        });
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
