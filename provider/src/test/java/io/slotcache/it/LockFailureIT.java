// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** A master that hangs, for less than a node time-out, while a transaction needs its locks. */
@ExtendWith(EmbeddedClusterExtension.class)
final class LockFailureIT {

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;
    private static TestNode strict;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        nodes = TwoNodes.start(cluster);
        strict = nodes.add(Map.of(SlotCacheSettings.ON_LOCK_FAILURE, "strict"), Things.ALL);
        strict.awaitLeases();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        ((Logger) LoggerFactory.getLogger("io.slotcache")).addAppender(log);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger("io.slotcache")).detachAppender(log);
        cluster.repair();
    }

    @Test
    void available_transaction_commits_in_time_and_no_node_reads_the_old_state_afterwards() {
        Long id = nodes.cached(Plain.class, "old");
        Long neighbour = nodes.persistedBeside(Plain.class, id, "old");
        ClusterNode master = nodes.master(Plain.class, id);
        try (Session session = nodes.first().factory().openSession()) {
            session.beginTransaction();
            Plain thing = session.find(Plain.class, id);
            Plain other = session.find(Plain.class, neighbour);
            cluster.pause(master);
            try {
                thing.setName("new");
                other.setName("new");
                long before = System.nanoTime();
                session.getTransaction().commit();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1500));
                assertThat(nodes.database().name(Plain.class, id)).isEqualTo("new");
                // Its own commit is what a node sees at once, and so does the other: the master cannot serve the old
                // entry.
                for (TestNode node : List.of(nodes.first(), nodes.second())) {
                    node.inTransaction(later ->
                            assertThat(later.find(Plain.class, id).getName()).isEqualTo("new"));
                }
            } finally {
                cluster.resume(master);
            }
        }
        for (int i = 0; i < 20; i++) {
            nodes.first()
                    .inTransaction(later ->
                            assertThat(later.find(Plain.class, id).getName()).isEqualTo("new"));
            nodes.second()
                    .inTransaction(later ->
                            assertThat(later.find(Plain.class, id).getName()).isEqualTo("new"));
        }
        assertThat(nodes.first().awaitHit(Plain.class, id).getName()).isEqualTo("new");
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("new");
        assertThat(nodes.second().awaitHit(Plain.class, neighbour).getName()).isEqualTo("new");
        // At most one, because other tests of this JVM may have used up the message's turn.
        assertThat(messages("SLOTCACHE0008")).hasSizeLessThanOrEqualTo(1);
    }

    /** A master that stops writing answers reads: others may be told the old state then, but not the node that knows better. */
    @Test
    void node_that_missed_a_lock_does_not_read_the_old_state_itself() {
        TestNode hasty = nodes.add(Map.of(SlotCacheSettings.COMMAND_TIMEOUT, "PT0.1S"), Things.ALL);
        hasty.awaitLeases();
        Long id = nodes.cached(Plain.class, "old");
        ClusterNode master = nodes.master(Plain.class, id);
        try (Session session = hasty.factory().openSession()) {
            session.beginTransaction();
            session.find(Plain.class, id).setName("new");
            cluster.command(master, "CLIENT", "PAUSE", "5000", "WRITE");
            try {
                session.getTransaction().commit();
                // As long as the lease lives that the old entry is valid by.
                for (int i = 0; i < 100; i++) {
                    hasty.inTransaction(later ->
                            assertThat(later.find(Plain.class, id).getName()).isEqualTo("new"));
                }
            } finally {
                cluster.command(master, "CLIENT", "UNPAUSE");
            }
        }
        assertThat(hasty.awaitHit(Plain.class, id).getName()).isEqualTo("new");
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("new");
    }

    /** Whether the late lock still arrives nobody knows, so what the partition holds is void. */
    @Test
    void partition_that_missed_a_lock_gets_a_new_term() {
        Long id = nodes.cached(Plain.class, "old");
        String term = term(id);
        ClusterNode master = nodes.master(Plain.class, id);
        cluster.pause(master);
        try {
            nodes.first().inTransaction(session -> session.merge(Things.create(Plain.class, id, "new")));
        } finally {
            cluster.resume(master);
        }
        assertThat(nodes.first().awaitHit(Plain.class, id).getName()).isEqualTo("new");
        assertThat(term(id)).isNotEqualTo(term);
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("new");
    }

    @Test
    void partition_that_missed_an_eviction_gets_a_new_term() {
        Long id = nodes.cached(Plain.class, "old");
        String term = term(id);
        ClusterNode master = nodes.master(Plain.class, id);
        cluster.pause(master);
        try {
            nodes.first().factory().getCache().evictEntityData(Plain.class, id);
        } finally {
            cluster.resume(master);
        }
        assertThat(nodes.first().awaitHit(Plain.class, id).getName()).isEqualTo("old");
        assertThat(term(id)).isNotEqualTo(term);
    }

    @Test
    void strict_transaction_fails_and_leaves_the_database_as_it_was() {
        Long id = nodes.cached(Versioned.class, "old");
        ClusterNode master = nodes.master(Versioned.class, id);
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
        assertThat(nodes.second().find(Versioned.class, id).entity().getName()).isEqualTo("old");
        assertThat(nodes.second().awaitHit(Versioned.class, id).getName()).isEqualTo("old");
    }

    /** On a connection that commits by itself the statement is the commit. */
    @Test
    void strict_stateless_change_outside_a_transaction_fails_before_its_statement() {
        TestNode autoCommitting = nodes.add(
                Map.of(SlotCacheSettings.ON_LOCK_FAILURE, "strict", "hibernate.connection.autocommit", "true"),
                Things.ALL);
        autoCommitting.awaitLeases();
        Long id = nodes.cached(Versioned.class, "old");
        ClusterNode master = nodes.master(Versioned.class, id);
        autoCommitting.factory().inStatelessSession(session -> {
            Versioned thing = session.get(Versioned.class, id);
            thing.setName("new");
            cluster.pause(master);
            try {
                assertThatThrownBy(() -> session.update(thing)).hasStackTraceContaining("SLOTCACHE0101");
            } finally {
                cluster.resume(master);
            }
        });
        // Nobody says when such a session is done with the row: its lock is left to its deadline.
        assertThat(nodes.database().name(Versioned.class, id)).isEqualTo("old");
        assertThat(nodes.second().find(Versioned.class, id).entity().getName()).isEqualTo("old");
    }

    @Test
    void strict_bulk_statement_fails_before_it_runs() {
        Long id = nodes.cached(Versioned.class, "old");
        ClusterNode master = nodes.master(Versioned.class, id);
        try (Session session = strict.factory().openSession()) {
            session.beginTransaction();
            cluster.pause(master);
            try {
                assertThatThrownBy(() -> session.createMutationQuery("update Versioned set name = 'new' where id = :id")
                                .setParameter("id", id)
                                .executeUpdate())
                        .hasStackTraceContaining("SLOTCACHE0106")
                        .hasStackTraceContaining("on_lock_failure=strict");
            } finally {
                cluster.resume(master);
            }
        }
        assertThat(nodes.database().name(Versioned.class, id)).isEqualTo("old");
        assertThat(nodes.second().awaitHit(Versioned.class, id).getName()).isEqualTo("old");
    }

    @Test
    void hung_master_costs_a_read_no_more_than_the_timeout() {
        Long id = nodes.cached(Plain.class, "thing");
        ClusterNode master = nodes.master(Plain.class, id);
        cluster.pause(master);
        try {
            long before = System.nanoTime();
            nodes.second()
                    .inTransaction(session ->
                            assertThat(session.find(Plain.class, id).getName()).isEqualTo("thing"));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1000));
        } finally {
            cluster.resume(master);
        }
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("thing");
    }

    private static String term(Long id) {
        String key = nodes.first().cache().locate(Plain.class, id).key();
        return (String) cluster.command(
                nodes.master(Plain.class, id), "HGET", key.substring(0, key.indexOf("}:") + 2) + "c", "t");
    }

    private List<String> messages(String id) {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains(id))
                .toList();
    }
}
