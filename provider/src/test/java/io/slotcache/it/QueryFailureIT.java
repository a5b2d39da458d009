// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.CachedQuery.Found;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The master of the tables hangs, or loses what it knows of them. */
@ExtendWith(EmbeddedClusterExtension.class)
final class QueryFailureIT {

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;
    private static TestNode strict;
    private static TestTables tables;

    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        nodes = TwoNodes.start(cluster, CachedQuery.SETTINGS, Things.ALL);
        Map<String, Object> settings = new HashMap<>(CachedQuery.SETTINGS);
        settings.put(SlotCacheSettings.forRegion(TestTables.REGION, SlotCacheSettings.ON_LOCK_FAILURE), "strict");
        strict = nodes.add(settings, Things.ALL);
        strict.awaitLeases();
        tables = new TestTables(cluster, nodes.database());
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @AfterEach
    void repair() {
        cluster.repair();
    }

    @Test
    void available_transaction_commits_in_time_and_no_node_finds_old_results_afterwards() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.first());
        String term = tables.control("t");
        ClusterNode master = tables.master();
        try (Session session = nodes.first().factory().openSession()) {
            session.beginTransaction();
            Plain thing = session.find(Plain.class, id);
            // What it found waits for the commit, and then its lock is missed: it must not be stored.
            assertThat(query.list(session)).containsExactly("old");
            cluster.pause(master);
            try {
                thing.setName("new");
                long before = System.nanoTime();
                session.getTransaction().commit();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(2500));
                for (TestNode node : List.of(nodes.first(), nodes.second())) {
                    assertThat(node.fromTransaction(query::list)).containsExactly("new");
                }
            } finally {
                cluster.resume(master);
            }
        }
        for (int i = 0; i < 20; i++) {
            assertThat(nodes.first().fromTransaction(query::list)).containsExactly("new");
            assertThat(nodes.second().fromTransaction(query::list)).containsExactly("new");
        }
        assertThat(query.awaitHit(nodes.first())).containsExactly("new");
        assertThat(query.awaitHit(nodes.second())).containsExactly("new");
        assertThat(tables.control("t")).isNotEqualTo(term);
    }

    /** The lock is refused at once, and reads are answered: what the results say of the tables is wrong, and this node knows. */
    @Test
    void node_that_missed_a_lock_does_not_find_what_it_replaced() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.first());
        ClusterNode master = tables.master();
        cluster.command(master, "ACL", "SETUSER", "default", "-evalsha");
        try {
            nodes.first().inTransaction(session -> session.find(Plain.class, id).setName("new"));
            assertThat(nodes.first().fromTransaction(query::list)).containsExactly("new");
        } finally {
            cluster.command(master, "ACL", "SETUSER", "default", "+evalsha");
        }
        assertThat(query.awaitHit(nodes.first())).containsExactly("new");
        assertThat(query.awaitHit(nodes.second())).containsExactly("new");
    }

    @Test
    void lock_on_the_whole_cache_is_a_lock_on_every_table() {
        Long id = nodes.persisted(Plain.class, "thing");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.second());
        for (String region : List.of("*", TestTables.REGION)) {
            cluster.command(tables.master(), "HSET", tables.controlKey(), "R:" + region, "|x,9999999999999,0");
            assertThat(query.find(nodes.second()).isHit()).isFalse();
            cluster.command(tables.master(), "HDEL", tables.controlKey(), "R:" + region);
            query.awaitHit(nodes.second());
        }
    }

    @Test
    void eviction_of_what_is_known_of_tables_voids_all_results() {
        Long id = nodes.persisted(Plain.class, "thing");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.second());
        nodes.first()
                .factory()
                .unwrap(SessionFactoryImplementor.class)
                .getCache()
                .getTimestampsCache()
                .clear();
        assertThat(query.find(nodes.second()).isHit()).isFalse();
        assertThat(query.awaitHit(nodes.second())).containsExactly("thing");
    }

    @Test
    void strict_transaction_fails_and_leaves_the_database_as_it_was() {
        Long id = nodes.persisted(Versioned.class, "old");
        ClusterNode master = tables.master();
        try (Session session = strict.factory().openSession()) {
            session.beginTransaction();
            session.find(Versioned.class, id).setName("new");
            cluster.pause(master);
            try {
                assertThatThrownBy(() -> session.getTransaction().commit())
                        .hasStackTraceContaining("SLOTCACHE0101")
                        .hasStackTraceContaining("on_lock_failure=strict");
            } finally {
                cluster.resume(master);
            }
        }
        assertThat(nodes.database().name(Versioned.class, id)).isEqualTo("old");
        assertThat(CachedQuery.nameOf(Versioned.class, id).awaitHit(nodes.second()))
                .containsExactly("old");
    }

    @Test
    void strict_stateless_session_fails_before_its_statement() {
        Long id = nodes.persisted(Versioned.class, "old");
        ClusterNode master = tables.master();
        cluster.pause(master);
        try (StatelessSession session = strict.factory().openStatelessSession()) {
            session.beginTransaction();
            assertThatThrownBy(() -> session.insert(Things.create(Plain.class, TwoNodes.newId(), "new")))
                    .hasStackTraceContaining("SLOTCACHE0101");
            session.getTransaction().rollback();
        } finally {
            cluster.resume(master);
        }
        assertThat(CachedQuery.nameOf(Versioned.class, id).awaitHit(nodes.second()))
                .containsExactly("old");
    }

    @Test
    void hung_master_costs_a_query_no_more_than_twice_the_timeout() {
        Long id = nodes.persisted(Plain.class, "thing");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.second());
        ClusterNode master = tables.master();
        cluster.pause(master);
        try {
            long before = System.nanoTime();
            assertThat(nodes.second().fromTransaction(query::list)).containsExactly("thing");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1500));
        } finally {
            cluster.resume(master);
        }
        assertThat(query.awaitHit(nodes.second())).containsExactly("thing");
    }

    /** Memory pressure takes it, and with it the memory of which results were voided; the lease lives on for a moment. */
    @Test
    void results_do_not_count_once_the_control_hash_is_lost() {
        Long id = nodes.persisted(Plain.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.second());
        // Voids the results; nobody stores new ones.
        nodes.first().inTransaction(session -> session.find(Plain.class, id).setName("new"));
        nodes.first().awaitQuiet();
        String term = tables.control("t");
        cluster.command(tables.master(), "DEL", tables.controlKey());
        assertThat(nodes.second().fromTransaction(query::list)).containsExactly("new");
        await("a new term")
                .atMost(Duration.ofSeconds(20))
                .until(() -> tables.control("t") != null && !term.equals(tables.control("t")));
        assertThat(query.find(nodes.second()).results()).containsExactly("new");
        assertThat(query.awaitHit(nodes.second())).containsExactly("new");
    }

    @Test
    void somebody_elses_bytes_in_the_control_hash_are_a_miss_and_no_exception() {
        Long id = nodes.persisted(Things.Dynamic.class, "thing");
        CachedQuery query = CachedQuery.nameOf(Things.Dynamic.class, id);
        query.awaitHit(nodes.second());
        String field = "o:" + TestTables.REGION + ":Dynamic";
        String sequence = tables.control(field);
        cluster.command(tables.master(), "HSET", tables.controlKey(), field, "garbage");
        assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of("thing"), false));
        cluster.command(tables.master(), "HSET", tables.controlKey(), field, sequence);
        assertThat(query.awaitHit(nodes.second())).containsExactly("thing");
    }

    /** The end of a term voids results as it voids entries: sequences of two terms do not compare. */
    @Test
    void results_of_an_ended_term_do_not_count() {
        Long id = nodes.persisted(Plain.class, "thing");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.second());
        cluster.command(tables.master(), "HSET", tables.controlKey(), "n", "another master");
        await("a new term").atMost(Duration.ofSeconds(20)).until(() -> !"another master".equals(tables.control("n")));
        nodes.second().awaitLeases();
        assertThat(query.find(nodes.second()).isHit()).isFalse();
        assertThat(query.awaitHit(nodes.second())).containsExactly("thing");
    }
}
