// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedServer;
import io.slotcache.cluster.EmbeddedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master with two replicas, watched by three Sentinels. */
final class SentinelIT {

    private static final String LEASE = "PT0.3S";

    @TempDir
    Path directory;

    @Test
    void killed_master_is_not_followed_by_a_stale_read_and_hits_come_back() {
        TestDatabase database = TestDatabase.create();
        try (EmbeddedServers servers = start(1);
                CapturedLog log = new CapturedLog();
                TestNode writer = bySettings(servers, database);
                TestNode reader = bySettings(servers, database)) {
            cacheOnBoth(writer, reader);
            assertThat(log.messages("SLOTCACHE0001"))
                    .hasSize(2)
                    .allSatisfy(message -> assertThat(message)
                            .contains("connected to SENTINEL:", "256 partitions on 1 masters")
                            .contains("failovers included, except from a deposed master that keeps"
                                    + " min-replicas-to-write = 1 replicas on its side of a partition"));

            EmbeddedServer master = servers.first();
            writer.inTransaction(session -> session.find(Book.class, 1L).setTitle("0"));
            servers.kill(master);
            long hits = reader.region(Book.class).hits();
            int changes = 0;
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (reader.region(Book.class).hits() == hits) {
                assertThat(System.nanoTime()).as("a hit in time").isLessThan(end);
                // A change at every look would leave nothing to hit.
                if (changes < 50) {
                    String title = Integer.toString(++changes);
                    writer.inTransaction(session -> session.find(Book.class, 1L).setTitle(title));
                }
                assertThat(title(reader)).isEqualTo(Integer.toString(changes));
            }
            EmbeddedServer successor =
                    servers.awaitSuccessor(master, servers.sentinels().get(0));
            assertThat(reader.cache().masters())
                    .singleElement()
                    .satisfies(address -> assertThat(address.address()).endsWith(":" + successor.port()));
            writer.inTransaction(session -> session.find(Book.class, 1L).setTitle("last"));
            assertThat(title(reader)).isEqualTo("last");
            assertThat(reader.awaitHit(Book.class, 1L).getTitle()).isEqualTo("last");
        }
    }

    @Test
    void without_replicas_that_must_be_there_the_start_says_what_is_left_out() {
        TestDatabase database = TestDatabase.create();
        try (EmbeddedServers servers = start(0);
                CapturedLog log = new CapturedLog();
                TestNode node = bySettings(servers, database)) {
            node.inTransaction(session -> session.persist(new Book(1L, "Dune")));
            assertThat(node.awaitHit(Book.class, 1L).getTitle()).isEqualTo("Dune");
            assertThat(log.messages("SLOTCACHE0001"))
                    .singleElement()
                    .satisfies(message -> assertThat(message)
                            .contains("except from a deposed master until its clients learn of its successor"
                                    + " (min-replicas-to-write 1 on all servers prevents that)"));
        }
    }

    /** The reader's only Sentinel does not answer, so it stays with the old master, which runs on. */
    @Test
    void master_that_is_deposed_while_it_runs_serves_nothing_that_was_replaced() throws IOException {
        try (EmbeddedServers servers = start(1)) {
            assertDeposedServesNothingStale(
                    servers,
                    () -> servers.sentinels().get(0).command("SENTINEL", "FAILOVER", EmbeddedServers.MASTER_NAME),
                    () -> {});
        }
    }

    /** The same, but the old master was stopped meanwhile and finds its replicas' last words when it goes on. */
    @Test
    void master_that_hangs_while_it_is_deposed_serves_nothing_that_was_replaced() throws IOException {
        try (EmbeddedServers servers = start(1)) {
            assertDeposedServesNothingStale(
                    servers, () -> servers.pause(servers.first()), () -> servers.resume(servers.first()));
        }
    }

    private void assertDeposedServesNothingStale(EmbeddedServers servers, Runnable depose, Runnable afterTheCommit)
            throws IOException {
        EmbeddedServer old = servers.first();
        EmbeddedServer told = servers.sentinels().get(0);
        EmbeddedServer untold = servers.sentinels().get(2);
        TestDatabase database = TestDatabase.create();
        try (TestNode writer = byYaml(told, database, "strict");
                TestNode reader = byYaml(untold, database, "available")) {
            cacheOnBoth(writer, reader);
            servers.pause(untold);
            depose.run();
            EmbeddedServer successor = servers.awaitSuccessor(old, told);
            await("a commit by way of the successor")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> changed(writer, reader));
            assertThat(masterOf(writer)).isEqualTo(successor.port());

            afterTheCommit.run();
            // Until the old master has learned of its successor, and for longer than leases live.
            await("the old master to follow").atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(title(reader)).isEqualTo("new");
                return old.info("replication", "master_link_status").equals("up");
            });
            for (long end = System.nanoTime() + Duration.ofSeconds(1).toNanos(); System.nanoTime() < end; ) {
                assertThat(title(reader)).isEqualTo("new");
            }
            assertThat(masterOf(reader)).as("the reader was not told").isEqualTo(old.port());

            servers.resume(untold);
            await("the reader to be told").atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(title(reader)).isEqualTo("new");
                return masterOf(reader) == successor.port();
            });
            assertThat(reader.awaitHit(Book.class, 1L).getTitle()).isEqualTo("new");
        }
    }

    /** Tries to commit; until that succeeds, with a lock that counts, the old state is no stale one. */
    private static boolean changed(TestNode writer, TestNode reader) {
        try {
            writer.inTransaction(session -> session.find(Book.class, 1L).setTitle("new"));
            return true;
        } catch (HibernateException e) {
            assertThat(e).hasStackTraceContaining("SLOTCACHE0101");
            assertThat(title(reader)).isEqualTo("old");
            return false;
        }
    }

    private static int masterOf(TestNode node) {
        String address = node.cache().masters().get(0).address();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private TestNode byYaml(EmbeddedServer sentinel, TestDatabase database, String onLockFailure) throws IOException {
        Path yaml = Files.createTempFile(directory, "redisson", ".yaml");
        Files.writeString(yaml, """
                sentinelServersConfig:
                  masterName: %s
                  sentinelAddresses: ["%s"]
                  sentinelsDiscovery: false
                  checkSentinelsList: false
                  timeout: 500
                  connectTimeout: 500
                """.formatted(EmbeddedServers.MASTER_NAME, sentinel.uri()));
        TestNode node = TestNode.startAsSet(
                database,
                Map.of(
                        SlotCacheSettings.CONFIG,
                        yaml.toString(),
                        SlotCacheSettings.LEASE,
                        LEASE,
                        SlotCacheSettings.ON_LOCK_FAILURE,
                        onLockFailure),
                Book.class);
        node.awaitLeases();
        return node;
    }

    private static EmbeddedServers start(int minReplicas) {
        return EmbeddedServers.builder()
                .replicas(2)
                .sentinels(3)
                .directive("min-replicas-to-write", Integer.toString(minReplicas))
                .start();
    }

    private static TestNode bySettings(EmbeddedServers servers, TestDatabase database) {
        TestNode node = TestNode.startAsSet(
                database,
                Map.of(
                        SlotCacheSettings.NODES,
                        String.join(",", servers.sentinelUris()),
                        SlotCacheSettings.SENTINEL_MASTER,
                        EmbeddedServers.MASTER_NAME,
                        SlotCacheSettings.LEASE,
                        LEASE),
                Book.class);
        node.awaitLeases();
        return node;
    }

    private static void cacheOnBoth(TestNode writer, TestNode reader) {
        writer.inTransaction(session -> session.persist(new Book(1L, "old")));
        writer.awaitQuiet();
        writer.awaitHit(Book.class, 1L);
        reader.awaitHit(Book.class, 1L);
    }

    private static String title(TestNode node) {
        return node.fromTransaction(session -> session.find(Book.class, 1L).getTitle());
    }
}
