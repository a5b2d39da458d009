// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The topology of the embedded cluster in containers of the official image, as {@code docker/} has it. */
final class DockerClusterIT {

    private static final DockerImageName IMAGE = DockerImageName.parse("redis:7-alpine");
    private static final int MASTERS = 3;
    private static final int REPLICAS_PER_MASTER = 1;
    private static final int FIRST_PORT = 7001;

    private static final List<GenericContainer<?>> CONTAINERS = new ArrayList<>();
    private static Network network;

    @BeforeAll
    static void start() throws Exception {
        requireDocker();
        network = Network.newNetwork();
        int nodes = MASTERS * (1 + REPLICAS_PER_MASTER);
        IntStream.range(0, nodes).forEach(i -> CONTAINERS.add(container(FIRST_PORT + i)));
        CONTAINERS.forEach(GenericContainer::start);
        Stream<String> addresses = IntStream.range(0, nodes).mapToObj(i -> address(i) + ":" + (FIRST_PORT + i));
        redisCli(
                0,
                Stream.of(
                                Stream.of("--cluster", "create"),
                                addresses,
                                Stream.of("--cluster-replicas", "" + REPLICAS_PER_MASTER, "--cluster-yes"))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
        Deadline.in(Duration.ofSeconds(60)).await("the containers to agree", DockerClusterIT::disagreement);
    }

    @AfterAll
    static void stop() {
        CONTAINERS.forEach(GenericContainer::stop);
        if (network != null) {
            network.close();
        }
    }

    @Test
    void allSlotsAreServedAndEachMasterHasItsReplica() {
        ClusterView view = view(0);

        assertThat(view.slotCount()).isEqualTo(SlotRange.SLOTS);
        assertThat(view.nodes()).filteredOn(NodeView::isMaster).hasSize(MASTERS);
        assertThat(view.nodes()).filteredOn(node -> node.replicates() != null).hasSize(MASTERS * REPLICAS_PER_MASTER);
    }

    @Test
    void whatOneNodeWritesAnotherReads() {
        assertThat(redisCli(0, "-c", "SET", "greeting", "hello")).isEqualTo("OK");
        assertThat(redisCli(2, "-c", "GET", "greeting")).isEqualTo("hello");
    }

    /** Skips the class, with the reason, where no Docker engine answers. */
    private static void requireDocker() {
        try {
            DockerClientFactory.instance().client();
        } catch (IllegalStateException | NoClassDefFoundError | ExceptionInInitializerError e) {
            String reason = "Skipped: no Docker engine answers: " + e.getMessage();
            System.err.println(reason); // Maven counts skipped tests but keeps their reasons to the report files
            abort(reason);
        }
    }

    private static GenericContainer<?> container(int port) {
        return new GenericContainer<>(IMAGE)
                .withNetwork(network)
                .withCommand("redis-server --port " + port + " --cluster-enabled yes --cluster-node-timeout 5000"
                        + " --appendonly yes --protected-mode no")
                .waitingFor(Wait.forLogMessage(".*Ready to accept connections.*", 1));
    }

    private static String address(int node) {
        return CONTAINERS
                .get(node)
                .getContainerInfo()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getIpAddress();
    }

    private static Optional<String> disagreement() {
        Set<String> expected = view(0).assignments();
        for (int i = 0; i < CONTAINERS.size(); i++) {
            ClusterView view = view(i);
            boolean sound = view.nodes().size() == CONTAINERS.size()
                    && view.nodes().stream().allMatch(NodeView::isSound);
            if (!sound || !view.assignments().equals(expected) || !redisCli(i, "CLUSTER", "INFO").contains("state:ok")) {
                return Optional.of("node " + i + " sees " + view);
            }
        }
        return Optional.empty();
    }

    private static ClusterView view(int node) {
        return ClusterView.parse(redisCli(node, "CLUSTER", "NODES"));
    }

    private static String redisCli(int node, String... args) {
        try {
            ExecResult result = CONTAINERS
                    .get(node)
                    .execInContainer(
                            Stream.concat(Stream.of("redis-cli", "-p", "" + (FIRST_PORT + node)), Stream.of(args))
                                    .toArray(String[]::new));
            assertThat(result.getExitCode()).as(result.toString()).isZero();
            return result.getStdout().trim();
        } catch (Exception e) {
            throw new AssertionError("redis-cli in container " + node, e);
        }
    }
}
