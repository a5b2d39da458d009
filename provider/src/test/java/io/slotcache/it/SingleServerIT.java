// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.SlotCacheStatistics.MasterStatistics;
import io.slotcache.cluster.EmbeddedServer;
import io.slotcache.cluster.EmbeddedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server without a cluster: what it keeps over a restart, or does not, is never older than a commit. */
final class SingleServerIT {

    @TempDir
    Path directory;

    @Test
    void one_address_is_enough_and_two_nodes_share_it() {
        TestDatabase database = TestDatabase.create();
        try (EmbeddedServers servers = EmbeddedServers.builder().start();
                CapturedLog log = new CapturedLog();
                TestNode writer = start(servers, database, Map.of());
                TestNode reader = start(servers, database, Map.of())) {
            cacheOnBoth(writer, reader, 1L);
            assertThat(reader.cache().masters())
                    .extracting(MasterStatistics::partitions)
                    .containsExactly(256);
            for (String title : new String[] {"new", "newer"}) {
                writer.inTransaction(session -> session.find(Book.class, 1L).setTitle(title));
                assertThat(title(reader, 1L)).isEqualTo(title);
                assertThat(reader.awaitHit(Book.class, 1L).getTitle()).isEqualTo(title);
            }
            assertThat(log.messages("SLOTCACHE0001"))
                    .hasSize(2)
                    .allSatisfy(message -> assertThat(message)
                            .contains("connected to SINGLE:", "256 partitions on 1 masters")
                            .contains("No read after a commit is stale, restarts of the server included"));
        }
    }

    @Test
    void restart_with_nothing_kept_is_not_followed_by_a_stale_read() {
        try (EmbeddedServers servers = EmbeddedServers.builder().start()) {
            assertRestartIsSafe(servers, "PT1S");
        }
    }

    @Test
    void restart_with_everything_kept_is_not_followed_by_a_stale_read() {
        try (EmbeddedServers servers =
                EmbeddedServers.builder().directive("appendonly", "yes").start()) {
            assertRestartIsSafe(servers, "PT1S");
        }
    }

    /** A snapshot holds leases too, and a server that is quick comes back while they live, without what was written since. */
    @Test
    void restart_from_a_snapshot_with_live_leases_is_not_followed_by_a_stale_read() {
        try (EmbeddedServers servers = EmbeddedServers.builder().start()) {
            assertRestartIsSafe(servers, "PT2S");
        }
    }

    /** From the commit on, over the death and the return of the server, both nodes see what was committed; in the end from the cache. */
    private static void assertRestartIsSafe(EmbeddedServers servers, String lease) {
        EmbeddedServer server = servers.first();
        TestDatabase database = TestDatabase.create();
        Map<String, Object> settings = Map.of(SlotCacheSettings.LEASE, lease);
        try (TestNode writer = start(servers, database, settings);
                TestNode reader = start(servers, database, settings)) {
            String leaseKey = cacheOnBoth(writer, reader, 1L);
            boolean snapshot = lease.equals("PT2S");
            for (int round = 1; round <= (snapshot ? 3 : 1); round++) {
                String title = "new " + round;
                if (snapshot) {
                    server.command("SAVE");
                }
                writer.inTransaction(session -> session.find(Book.class, 1L).setTitle(title));
                servers.kill(server);
                servers.restart(server);
                if (snapshot) {
                    assertThat((Long) server.command("PTTL", leaseKey)).isPositive();
                }
                long hits = reader.region(Book.class).hits();
                await("a hit").atMost(Duration.ofSeconds(30)).until(() -> {
                    assertThat(title(reader, 1L)).isEqualTo(title);
                    assertThat(title(writer, 1L)).isEqualTo(title);
                    return reader.region(Book.class).hits() > hits;
                });
            }
        }
    }

    @Test
    void several_addresses_of_servers_without_a_cluster_are_refused() {
        try (EmbeddedServers servers = EmbeddedServers.builder().replicas(1).start()) {
            String addresses = servers.servers().get(0).uri() + ","
                    + servers.servers().get(1).uri();
            assertThatThrownBy(
                            () -> TestNode.startWithoutLeases(addresses, TestDatabase.create(), Map.of(), Book.class))
                    .hasStackTraceContaining(addresses + "': these servers are no cluster; expected the address of one"
                            + " server, or those of Sentinels beside hibernate.cache.slotcache.sentinel_master");
        }
    }

    @Test
    void master_and_replicas_by_yaml_are_used_as_their_master_alone() throws IOException {
        try (EmbeddedServers servers = EmbeddedServers.builder().replicas(1).start();
                CapturedLog log = new CapturedLog()) {
            Path yaml = directory.resolve("redisson.yaml");
            Files.writeString(
                    yaml,
                    "masterSlaveServersConfig:\n  masterAddress: "
                            + servers.first().uri() + "\n  slaveAddresses: [\""
                            + servers.servers().get(1).uri() + "\"]\n");
            try (TestNode node = TestNode.startAsSet(
                    TestDatabase.create(), Map.of(SlotCacheSettings.CONFIG, yaml.toString()), Book.class)) {
                node.inTransaction(session -> session.persist(new Book(1L, "Dune")));
                assertThat(node.awaitHit(Book.class, 1L).getTitle()).isEqualTo("Dune");
                assertThat(servers.servers().get(1).info("commandstats", "cmdstat_mget"))
                        .isEmpty();
                assertThat(log.messages("SLOTCACHE0001"))
                        .singleElement()
                        .satisfies(message -> assertThat(message)
                                .contains("connected to MASTER_SLAVE:", "as long as no other server is made master"));
            }
        }
    }

    @Test
    void node_of_a_cluster_as_a_single_server_is_refused() throws IOException {
        try (EmbeddedServers servers =
                EmbeddedServers.builder().directive("cluster-enabled", "yes").start()) {
            Path yaml = directory.resolve("redisson.yaml");
            Files.writeString(
                    yaml, "singleServerConfig:\n  address: " + servers.first().uri() + "\n");
            assertThatThrownBy(() -> TestNode.startAsSet(
                            TestDatabase.create(), Map.of(SlotCacheSettings.CONFIG, yaml.toString()), Book.class))
                    .hasStackTraceContaining("SLOTCACHE0143")
                    .hasStackTraceContaining("clusterServersConfig");
        }
    }

    private static TestNode start(EmbeddedServers servers, TestDatabase database, Map<String, Object> settings) {
        TestNode node = TestNode.startWithoutLeases(servers.first().uri(), database, settings, Book.class);
        node.awaitLeases();
        return node;
    }

    /** Returns the key of the lease once both nodes get the row from the cache. */
    private static String cacheOnBoth(TestNode writer, TestNode reader, long id) {
        writer.inTransaction(session -> session.persist(new Book(id, "old")));
        writer.awaitQuiet();
        writer.awaitHit(Book.class, id);
        reader.awaitHit(Book.class, id);
        String key = writer.cache().locate(Book.class, id).key();
        return key.substring(0, key.indexOf("}:") + 2) + "e";
    }

    private static String title(TestNode node, long id) {
        return node.fromTransaction(session -> session.find(Book.class, id).getTitle());
    }
}
