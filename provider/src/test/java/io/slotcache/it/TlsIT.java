// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterBuilder;
import io.slotcache.cluster.EmbeddedClusterException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that talks TLS, and asks its clients for a certificate and a password. */
final class TlsIT {

    private static final String PASSWORD = "p@ss:w/rd%1";

    private static final String ENCODED = URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);

    @TempDir
    private static Path directory;

    private static TestCertificates certificates;
    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        certificates = TestCertificates.create(directory);
        EmbeddedClusterBuilder builder =
                EmbeddedCluster.builder().replicasPerMaster(0).tls();
        certificates.directives().forEach(line -> builder.directive(line.get(0), line.get(1)));
        try {
            cluster = builder.start();
        } catch (EmbeddedClusterException e) {
            // What redis-server says to tls-port if it was built without TLS.
            Assumptions.assumeFalse(
                    String.valueOf(e.getMessage()).contains("Bad directive"),
                    () -> "The redis-server found on this machine was built without TLS: " + e.getMessage());
            throw e;
        }
        cluster.nodes()
                .forEach(node -> cluster.command(node, "ACL", "SETUSER", "tls", "on", ">" + PASSWORD, "~*", "+@all"));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void client_with_a_certificate_is_served() throws IOException {
        try (SecretsWatch watch = new SecretsWatch();
                TestNode node = start(Map.of(SlotCacheSettings.CONFIG, yaml("127.0.0.1", trust(), key())))) {
            assertServed(node);
            watch.assertNoneSaid(PASSWORD, ENCODED, TestCertificates.PASSWORD);
        }
    }

    /** The JVM trusts the servers, and they ask for a password only. */
    @Test
    void rediss_in_nodes_is_enough_where_java_trusts_the_servers() {
        authenticateClients("no");
        System.setProperty("javax.net.ssl.trustStore", certificates.trustStore().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", TestCertificates.PASSWORD);
        try (SecretsWatch watch = new SecretsWatch();
                TestNode node =
                        start(Map.of(SlotCacheSettings.NODES, nodes("rediss://tls:" + ENCODED + "@127.0.0.1")))) {
            assertServed(node);
            watch.assertNoneSaid(PASSWORD, ENCODED, TestCertificates.PASSWORD);
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
            authenticateClients("yes");
        }
    }

    private static void authenticateClients(String value) {
        cluster.nodes().forEach(node -> cluster.command(node, "CONFIG", "SET", "tls-auth-clients", value));
    }

    @Test
    void start_without_the_certificate_that_servers_ask_for_fails_and_says_so() throws IOException {
        assertStartFails(
                Map.of(SlotCacheSettings.CONFIG, yaml("127.0.0.1", trust(), List.of())),
                "they may ask for a client certificate; name it by sslKeystore",
                "certificate_required");
    }

    @Test
    void start_with_servers_that_are_not_trusted_fails_and_says_so() throws IOException {
        assertStartFails(
                Map.of(SlotCacheSettings.CONFIG, yaml("127.0.0.1", List.of(), key())),
                "hibernate.cache.slotcache.config = ",
                "their certificate is not trusted; name a trust store by sslTruststore");
        assertStartFails(
                Map.of(SlotCacheSettings.NODES, nodes("rediss://tls:" + ENCODED + "@127.0.0.1")),
                "hibernate.cache.slotcache.nodes = rediss://127.0.0.1:",
                "their certificate is not trusted");
    }

    @Test
    void start_with_servers_of_another_name_fails_and_says_so() throws IOException {
        assertStartFails(
                Map.of(SlotCacheSettings.CONFIG, yaml("localhost", trust(), key())),
                "their certificate does not name the address",
                "sslVerificationMode");
    }

    private static void assertStartFails(Map<String, Object> settings, String... said) {
        try (SecretsWatch watch = new SecretsWatch()) {
            Throwable failure = FailedStart.of(() -> start(settings));
            assertThat(failure).hasStackTraceContaining("SLOTCACHE0135");
            Stream.of(said).forEach(text -> assertThat(failure).hasStackTraceContaining(text));
            SecretsWatch.assertNoneSaid(failure, PASSWORD, ENCODED, TestCertificates.PASSWORD);
            watch.assertNoneSaid(PASSWORD, ENCODED, TestCertificates.PASSWORD);
        }
    }

    private static void assertServed(TestNode node) {
        node.awaitLeases();
        node.inTransaction(session -> session.persist(new Book(1L, "Dune")));
        assertThat(node.awaitHit(Book.class, 1L).getTitle()).isEqualTo("Dune");
        assertThat(node.cache().masters()).hasSize(3);
    }

    private static TestNode start(Map<String, Object> settings) {
        return TestNode.startAsSet(TestDatabase.create(), settings, Book.class);
    }

    private static List<String> trust() {
        return List.of(
                "sslTruststore: " + certificates.trustStore().toUri(),
                "sslTruststorePassword: " + TestCertificates.PASSWORD);
    }

    private static List<String> key() {
        return List.of(
                "sslKeystore: " + certificates.clientStore().toUri(),
                "sslKeystorePassword: " + TestCertificates.PASSWORD);
    }

    private static String yaml(String host, List<String> trust, List<String> key) throws IOException {
        Path file = Files.createTempFile(directory, "redisson", ".yaml");
        String addresses = nodes("rediss://" + host).replace(",", "\", \"");
        String head = "clusterServersConfig:\n  nodeAddresses: [\"" + addresses + "\"]\nusername: tls\npassword: \""
                + PASSWORD + "\"\n";
        Files.writeString(
                file, head + Stream.concat(trust.stream(), key.stream()).collect(Collectors.joining("\n")) + "\n");
        return file.toString();
    }

    /** The TLS ports of all nodes, each behind this. */
    private static String nodes(String address) {
        return cluster.nodes().stream()
                .map(node -> ((List<?>) cluster.command(node, "CONFIG", "GET", "tls-port")).get(1))
                .map(port -> address + ":" + port)
                .collect(Collectors.joining(","));
    }
}
