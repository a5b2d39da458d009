// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.SlotCacheStatistics.EntryCount;
import io.slotcache.SlotCacheStatistics.EntryCounts;
import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedServer;
import io.slotcache.cluster.EmbeddedServers;
import io.slotcache.it.Things.Plain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The smallest ACL, as docs/guide.md prints it: everything works with it, and nothing can be left out of it. */
final class AclIT {

    private static final String PASSWORD = "acl-s3cret";

    /** On a machine that is busy a server must not be taken to be out of reach, which fails no start. */
    private static final Map<String, Object> PATIENT = Map.of(SlotCacheSettings.COMMAND_TIMEOUT, "PT2S");

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().replicasPerMaster(0).start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void everything_works_in_a_cluster() {
        TestDatabase database = TestDatabase.create();
        RedisUser user = RedisUser.of(cluster, "everything").withSmallestAcl(PASSWORD, database);
        try (CapturedLog log = new CapturedLog()) {
            try (TestNode node = startNode(user, database)) {
                new EverythingOnce(node, AclIT::onCluster).run();
                changeWhileItsSlotMoves(node, user);
            }
            assertThat(log.messages("SLOTCACHE0044")).isEmpty();
            assertThat(log.messages("SLOTCACHE0013")).hasSize(1);
        }
        assertThat(user.denied()).containsOnly("config|get");
    }

    /** After the keys have moved and before the slot has, their old master sends everybody on, with ASKING. */
    private static void changeWhileItsSlotMoves(TestNode node, RedisUser user) {
        Long id = TwoNodes.newId();
        node.inTransaction(session -> session.persist(Things.create(Plain.class, id, "old")));
        node.awaitQuiet();
        node.awaitHit(Plain.class, id);
        int slot = node.cache().locate(Plain.class, id).slot();
        ClusterNode source = cluster.masterOf(slot);
        ClusterNode target = cluster.masters().stream()
                .filter(master -> !master.equals(source))
                .findFirst()
                .orElseThrow();
        long asked = user.calls("asking");
        cluster.beginMigration(slot, target);
        await("all keys to be away")
                .atMost(Duration.ofSeconds(20))
                .until(() -> cluster.migrateKeys(slot, target) == 0 || user.calls("asking") > asked);
        node.inTransaction(session -> session.find(Plain.class, id).setName("new"));
        String name =
                node.fromTransaction(session -> session.find(Plain.class, id).getName());
        assertThat(name).isEqualTo("new");
        assertThat(user.calls("asking")).isGreaterThan(asked);
        node.awaitQuiet();
        cluster.repair();
        assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("new");
    }

    @Test
    void everything_works_on_a_single_server() {
        try (EmbeddedServers servers = EmbeddedServers.builder().start()) {
            EmbeddedServer server = servers.first();
            TestDatabase database = TestDatabase.create();
            RedisUser user = RedisUser.of(server, "everything").withSmallestAcl(PASSWORD, database, "+asking", "+eval");
            try (TestNode node = startNode(user, database)) {
                new EverythingOnce(node, (place, command) -> server.command(command)).run();
            }
            assertThat(user.denied()).containsOnly("config|get");
        }
    }

    static Stream<String> rights() {
        return GuideAcl.commands();
    }

    @ParameterizedTest
    @MethodSource("rights")
    void start_without_one_of_the_rights_fails_and_names_it(String right) {
        TestDatabase database = TestDatabase.create();
        RedisUser user = RedisUser.of(cluster, "lacking").set("reset").withSmallestAcl(PASSWORD, database, right);
        assertThat(FailedStart.of(() -> startNode(user, database)))
                .hasStackTraceContaining("SLOTCACHE0132")
                .hasStackTraceContaining("ACL SETUSER <user> " + right)
                .satisfies(failure -> SecretsWatch.assertNoneSaid(failure, PASSWORD));
    }

    @Test
    void start_without_the_keys_fails_and_names_them() {
        TestDatabase database = TestDatabase.create();
        String keys = "~" + database.namespace() + ":*";
        RedisUser user = RedisUser.of(cluster, "keyless").withSmallestAcl(PASSWORD, database, keys);
        assertThat(FailedStart.of(() -> startNode(user, database)))
                .hasStackTraceContaining("SLOTCACHE0132")
                .hasStackTraceContaining("ACL SETUSER <user> " + keys);
    }

    @Test
    void several_rights_that_lack_are_named_together() {
        TestDatabase database = TestDatabase.create();
        RedisUser user = RedisUser.of(cluster, "poor").withSmallestAcl(PASSWORD, database, "+hset", "+mget", "+time");
        assertThat(FailedStart.of(() -> startNode(user, database)))
                .hasStackTraceContaining("ACL SETUSER <user> +mget +hset +time");
    }

    @Test
    void entries_are_counted_with_the_further_rights_alone() {
        TestDatabase database = TestDatabase.create();
        RedisUser user = RedisUser.of(cluster, "counting").withSmallestAcl(PASSWORD, database);
        try (TestNode node = startNode(user, database)) {
            node.awaitLeases();
            Long id = TwoNodes.newId();
            node.inTransaction(session -> session.persist(Things.create(Plain.class, id, "thing")));
            node.awaitQuiet();
            assertThat(node.cache().entries()).isEmpty();
            List<String> rights = GuideAcl.further("entries()");
            assertThat(rights).contains("+cluster|countkeysinslot", "+randomkey", "+dbsize");
            user.set(rights.toArray(String[]::new));
            assertThat(awaitEntries(node).total()).isEqualTo(new EntryCount(1, 0));
        }
    }

    private static EntryCounts awaitEntries(TestNode node) {
        return await("entries")
                .atMost(Duration.ofSeconds(20))
                .until(() -> node.cache().entries(), Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void node_timeout_is_read_with_the_further_right() {
        TestDatabase database = TestDatabase.create();
        List<String> right = new ArrayList<>(GuideAcl.further("cluster-node-timeout"));
        assertThat(right).containsExactly("+config|get");
        RedisUser user = RedisUser.of(cluster, "configured")
                .withSmallestAcl(PASSWORD, database)
                .set("+config|get");
        try (CapturedLog log = new CapturedLog();
                TestNode node = startNode(user, database)) {
            assertThat(log.messages("SLOTCACHE0001")).hasSize(1);
            assertThat(log.messages("SLOTCACHE0013")).isEmpty();
            assertThat(node.cache().masters()).hasSize(3);
        }
    }

    @Test
    void command_that_is_renamed_is_named() {
        try (EmbeddedServers servers = EmbeddedServers.builder()
                .directive("rename-command", "HGETALL", "not_hgetall")
                .start()) {
            assertThat(FailedStart.of(() -> TestNode.startWithoutLeases(
                            servers.first().uri(), TestDatabase.create(), PATIENT, Book.class)))
                    .hasStackTraceContaining("SLOTCACHE0133")
                    .hasStackTraceContaining("needs: hgetall.");
        }
    }

    private static TestNode startNode(RedisUser user, TestDatabase database) {
        Map<String, Object> settings = new HashMap<>(EverythingOnce.SETTINGS);
        settings.putAll(PATIENT);
        return TestNode.startWithoutLeases(user.nodes(PASSWORD), database, settings, EverythingOnce.ENTITIES);
    }

    private static Object onCluster(EntryLocation place, String... command) {
        return cluster.command(cluster.masterOf(place.slot()), command);
    }
}
