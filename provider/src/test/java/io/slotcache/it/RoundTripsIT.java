// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Accounts.Account;
import io.slotcache.it.Accounts.Loose;
import io.slotcache.it.Accounts.Strict;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each unit of work sends to Redis, counted on the servers. */
@ExtendWith(EmbeddedClusterExtension.class)
final class RoundTripsIT {

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;
    private static TestNode node;
    private static NaturalIds naturalIds;
    private static MonitoredCommands commands;

    /** One node sends; the second is there for {@link TwoNodes} alone. Its time-out is long so that a paused master is waited for. */
    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        nodes = TwoNodes.start(
                cluster,
                Map.of("hibernate.cache.slotcache.command_timeout", "PT20S"),
                Stream.of(Things.ALL, Accounts.ALL).flatMap(Stream::of).toArray(Class<?>[]::new));
        naturalIds = NaturalIds.on(cluster, nodes);
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

    @Test
    void opening_and_closing_a_session_sends_nothing() {
        commands.restart();
        node.factory().openSession().close();
        node.factory().openStatelessSession().close();
        assertThat(commands.names()).isEmpty();
    }

    @Test
    void transaction_that_touches_nothing_cached_sends_nothing() {
        commands.restart();
        node.inTransaction(
                session -> session.createNativeQuery("select 1", Integer.class).getSingleResult());
        assertThat(commands.names()).isEmpty();
    }

    @Test
    void hit_is_one_round_trip() {
        Long id = nodes.cached(Plain.class, "thing");
        commands.restart();
        assertThat(node.find(Plain.class, id).isHit()).isTrue();
        assertThat(commands.names()).containsExactly("MGET");
    }

    @Test
    void miss_is_one_round_trip_and_a_put_that_nobody_waits_for() {
        Long id = nodes.cached(Plain.class, "thing");
        nodes.deleteEntry(Plain.class, id);
        commands.restart();
        assertThat(node.find(Plain.class, id).isHit()).isFalse();
        assertThat(commands.names()).containsExactly("MGET", "PUT");
    }

    @Test
    void insert_is_a_look_and_a_put() {
        commands.restart();
        nodes.persisted(Plain.class, "thing");
        // Hibernate asks whether the assigned identifier is there already.
        assertThat(commands.names()).containsExactly("MGET", "PUT");
    }

    @Test
    void update_is_one_lock_and_one_unlock() {
        Long id = nodes.cached(Versioned.class, "old");
        commands.restart();
        node.inTransaction(session -> session.find(Versioned.class, id).setName("new"));
        node.awaitQuiet();
        assertThat(commands.names()).containsExactly("MGET", "LOCK", "UNLOCK");
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
        Long id = nodes.cached(Plain.class, "old");
        commands.restart();
        node.inTransaction(session -> {
            session.find(Plain.class, id).setName("new");
            session.flush();
            session.clear();
            session.find(Plain.class, id);
        });
        node.awaitQuiet();
        assertThat(commands.names()).containsExactly("MGET", "LOCK", "UNLOCK");
    }

    @Test
    void rollback_is_one_lock_and_one_unlock() {
        Long id = nodes.cached(Versioned.class, "old");
        commands.restart();
        TwoNodes.rollBack(node, session -> session.find(Versioned.class, id).setName("new"));
        assertThat(commands.names()).containsExactly("MGET", "LOCK", "UNLOCK");
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

    private static void awaitOlderThanLease() {
        long now = System.nanoTime();
        org.awaitility.Awaitility.await().until(() -> System.nanoTime() - now > 1_100_000_000);
    }

    @Test
    void find_by_natural_id_is_a_read_of_the_identifier_and_one_of_the_entity() {
        String code = cachedAccount(Strict.class);
        commands.restart();
        assertThat(NaturalIds.find(node, Strict.class, code).isHit()).isTrue();
        assertThat(commands.names()).containsExactlyInAnyOrder("MGET", "MGET");
    }

    @Test
    void find_of_an_entity_with_a_natural_id_looks_that_up_too() {
        Long id =
                NaturalIds.find(node, Strict.class, cachedAccount(Strict.class)).entity().id;
        commands.restart();
        assertThat(node.find(Strict.class, id).isHit()).isTrue();
        assertThat(commands.names()).containsExactlyInAnyOrder("MGET", "MGET");
    }

    @Test
    void insert_of_a_versioned_row_with_a_natural_id_is_two_puts() {
        commands.restart();
        naturalIds.persisted(Strict.class, NaturalIds.newCode());
        assertThat(commands.names()).containsExactlyInAnyOrder("PUT", "PUT");
    }

    @Test
    void change_of_a_natural_id_is_three_locks_and_three_unlocks() {
        String code = cachedAccount(Strict.class);
        commands.restart();
        node.inTransaction(
                session -> session.bySimpleNaturalId(Strict.class).load(code).setCode(NaturalIds.newCode()));
        node.awaitQuiet();
        assertThat(commands.names())
                .containsExactlyInAnyOrder("MGET", "MGET", "LOCK", "LOCK", "LOCK", "UNLOCK", "UNLOCK", "UNLOCK");
    }

    @Test
    void change_of_another_column_is_one_lock_and_one_unlock() {
        String code = cachedAccount(Strict.class);
        commands.restart();
        node.inTransaction(session -> session.bySimpleNaturalId(Strict.class).load(code).note = "new");
        node.awaitQuiet();
        assertThat(commands.names()).containsExactlyInAnyOrder("MGET", "MGET", "LOCK", "UNLOCK");
    }

    /** Without a version, whether anybody else has changed the row is asked once more before the commit. */
    @Test
    void change_of_another_column_without_version_is_two_locks_and_one_unlock() {
        String code = cachedAccount(Loose.class);
        commands.restart();
        node.inTransaction(session -> session.bySimpleNaturalId(Loose.class).load(code).note = "new");
        node.awaitQuiet();
        assertThat(commands.names()).containsExactlyInAnyOrder("MGET", "MGET", "LOCK", "LOCK", "UNLOCK");
    }

    @Test
    void delete_is_two_locks_and_two_unlocks() {
        String code = cachedAccount(Strict.class);
        commands.restart();
        node.inTransaction(session ->
                session.remove(session.bySimpleNaturalId(Strict.class).load(code)));
        node.awaitQuiet();
        assertThat(commands.names()).containsExactlyInAnyOrder("MGET", "MGET", "LOCK", "LOCK", "UNLOCK", "UNLOCK");
    }

    @Test
    void stateless_change_is_two_locks_and_two_unlocks() {
        Strict account =
                NaturalIds.find(node, Strict.class, cachedAccount(Strict.class)).entity();
        commands.restart();
        node.factory().inStatelessTransaction(session -> {
            account.setCode(NaturalIds.newCode());
            session.update(account);
        });
        node.awaitQuiet();
        assertThat(commands.names()).containsExactlyInAnyOrder("LOCK", "LOCK", "UNLOCK", "UNLOCK");
    }

    /** The code of a new row that is in the cache with its natural id. */
    private static <T extends Account> String cachedAccount(Class<T> type) {
        String code = NaturalIds.newCode();
        node.awaitHit(type, naturalIds.cached(type, code));
        return code;
    }
}
