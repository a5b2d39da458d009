// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedServers;
import io.slotcache.it.Things.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** User and password: wrong ones, ones that change while the application runs, and that nobody says them. */
final class CredentialsIT {

    private static final String OLD = "0ld-s3cret";
    private static final String NEW = "n3w/s3cret";
    private static final String NEW_ENCODED = "n3w%2Fs3cret";

    private static EmbeddedCluster cluster;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().replicasPerMaster(0).start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void wrong_password_and_unknown_user_fail_the_start_and_are_not_said() {
        TestDatabase database = TestDatabase.create();
        RedisUser user = RedisUser.of(cluster, "somebody").withSmallestAcl(OLD, database);
        assertRefused(Map.of(SlotCacheSettings.NODES, user.nodes(NEW_ENCODED)), "WRONGPASS");
        RedisUser nobody = RedisUser.of(cluster, "nobody");
        assertRefused(Map.of(SlotCacheSettings.NODES, nobody.nodes(NEW_ENCODED)), "WRONGPASS");
        assertRefused(Map.of(SlotCacheSettings.NODES, nobody.nodes(NEW_ENCODED).replace("nobody:", "")), "ERR AUTH");
    }

    @Test
    void password_that_is_asked_for_and_not_given_fails_the_start() {
        try (EmbeddedServers servers = EmbeddedServers.builder().start()) {
            servers.first().command("CONFIG", "SET", "requirepass", NEW);
            assertRefused(Map.of(SlotCacheSettings.NODES, servers.first().uri()), "NOAUTH");
            String nodes = servers.first().uri().replace("://", "://" + NEW_ENCODED + "@");
            try (SecretsWatch watch = new SecretsWatch();
                    TestNode node = TestNode.startWithoutLeases(nodes, TestDatabase.create(), Map.of(), Plain.class)) {
                Long id = persisted(node);
                assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("old");
                watch.assertNoneSaid(NEW, NEW_ENCODED);
            }
        }
    }

    @Test
    void password_in_an_address_that_redisson_cannot_parse_is_not_said() throws IOException {
        Path yaml = Files.writeString(
                directory.resolve("redisson.yaml"),
                "clusterServersConfig:\n  nodeAddresses: [\"redis://somebody:" + NEW + "@127.0.0.1:7001\"]\n");
        try (SecretsWatch watch = new SecretsWatch()) {
            Throwable failure = FailedStart.of(() -> TestNode.startAsSet(
                    TestDatabase.create(), Map.of(SlotCacheSettings.CONFIG, yaml.toString()), Plain.class));
            assertThat(failure)
                    .hasStackTraceContaining("hibernate.cache.slotcache.config = ")
                    .hasStackTraceContaining("percent-encoded");
            // What is before the slash, Java takes for the port.
            SecretsWatch.assertNoneSaid(failure, "n3w", "s3cret");
            watch.assertNoneSaid("n3w", "s3cret");
        }
    }

    private static void assertRefused(Map<String, Object> settings, String answer) {
        try (SecretsWatch watch = new SecretsWatch()) {
            Throwable failure = FailedStart.of(() -> TestNode.startAsSet(TestDatabase.create(), settings, Plain.class));
            assertThat(failure)
                    .hasStackTraceContaining("SLOTCACHE0134")
                    .hasStackTraceContaining("hibernate.cache.slotcache.nodes = redis://127.0.0.1:")
                    .hasStackTraceContaining(answer);
            SecretsWatch.assertNoneSaid(failure, OLD, NEW, NEW_ENCODED);
            watch.assertNoneSaid(OLD, NEW, NEW_ENCODED);
        }
    }

    /** As the guide says it: a class gives the password, so the application goes on with the new one. */
    @Test
    void password_changes_while_the_application_runs() throws IOException {
        TestDatabase database = TestDatabase.create();
        RedisUser user = RedisUser.of(cluster, "rotated").withSmallestAcl(OLD, database);
        CurrentCredentials.are("rotated", OLD);
        try (SecretsWatch watch = new SecretsWatch();
                TestNode node =
                        TestNode.startAsSet(database, Map.of(SlotCacheSettings.CONFIG, resolverYaml()), Plain.class)) {
            Long id = persisted(node);
            node.awaitHit(Plain.class, id);

            user.set(">" + NEW);
            CurrentCredentials.are("rotated", NEW);
            user.set("<" + OLD);
            assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("old");
            user.disconnect();

            node.inTransaction(session -> session.find(Plain.class, id).setName("new"));
            assertThat(name(node, id)).isEqualTo("new");
            assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("new");
            watch.assertNoneSaid(OLD, NEW, NEW_ENCODED);
        }
        assertRefused(Map.of(SlotCacheSettings.NODES, user.nodes(OLD)), "WRONGPASS");
    }

    private String resolverYaml() throws IOException {
        Path yaml = directory.resolve("redisson.yaml");
        Files.writeString(
                yaml,
                "clusterServersConfig:\n  nodeAddresses: [\"" + String.join("\", \"", cluster.nodeUris()) + "\"]\n"
                        + "credentialsResolver: !<" + CurrentCredentials.class.getName() + "> {}\n");
        return yaml.toString();
    }

    /** The settings' password is that of the start. It costs hits, no exception, and when it is valid again, hits return. */
    @Test
    void password_of_the_settings_that_is_taken_away_costs_hits_only() {
        TestDatabase database = TestDatabase.create();
        RedisUser user = RedisUser.of(cluster, "settled").withSmallestAcl(OLD, database);
        try (SecretsWatch watch = new SecretsWatch();
                TestNode node = TestNode.startWithoutLeases(user.nodes(OLD), database, Map.of(), Plain.class)) {
            Long id = persisted(node);
            node.awaitHit(Plain.class, id);

            user.set(">" + NEW, "<" + OLD);
            assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("old");
            user.disconnect();
            node.inTransaction(session -> session.find(Plain.class, id).setName("new"));
            assertThat(name(node, id)).isEqualTo("new");
            await("misses").atMost(Duration.ofSeconds(20)).until(() -> {
                long hits = node.region(Plain.class).hits();
                assertThat(name(node, id)).isEqualTo("new");
                return node.region(Plain.class).hits() == hits;
            });

            user.set(">" + OLD);
            assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("new");
            watch.assertNoneSaid(OLD, NEW, NEW_ENCODED);
        }
    }

    /** Nobody can be told by an exception any more, and the user can still be made. */
    @Test
    void servers_that_refuse_after_the_start_are_asked_again() {
        try (EmbeddedServers servers = EmbeddedServers.builder().start();
                CapturedLog log = new CapturedLog()) {
            TestDatabase database = TestDatabase.create();
            RedisUser user = RedisUser.of(servers.first(), "late");
            servers.kill(servers.first());
            try (TestNode node = TestNode.startWithoutLeases(user.nodes(OLD), database, Map.of(), Plain.class)) {
                node.inTransaction(session -> session.persist(Things.create(Plain.class, 1L, "old")));
                servers.restart(servers.first());
                await("the refusal")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> log.messages("SLOTCACHE0002").stream()
                                .anyMatch(
                                        message -> message.contains("SLOTCACHE0134") && message.contains("WRONGPASS")));
                assertThat(name(node, 1L)).isEqualTo("old");
                user.withSmallestAcl(OLD, database);
                assertThat(node.awaitHit(Plain.class, 1L).getName()).isEqualTo("old");
                assertThat(log.messages("SLOTCACHE0004")).isEmpty();
            }
        }
    }

    private static Long persisted(TestNode node) {
        node.awaitLeases();
        Long id = TwoNodes.newId();
        node.inTransaction(session -> session.persist(Things.create(Plain.class, id, "old")));
        node.awaitQuiet();
        return id;
    }

    private static String name(TestNode node, Long id) {
        return node.fromTransaction(session -> session.find(Plain.class, id).getName());
    }
}
