// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Forks a JVM that starts a cluster, kills it with SIGKILL and looks for what it left behind. */
final class DiesWithTheJvmIT {

    @Test
    void serversAndDirectoryGoWithAKilledJvm() throws Exception {
        Process jvm = fork();
        try {
            BufferedReader output = jvm.inputReader();
            Path directory = Path.of(output.readLine());
            List<Long> pids = Arrays.stream(output.readLine().split(" "))
                    .map(Long::valueOf)
                    .toList();
            assertThat(directory).isDirectory();
            assertThat(pids).hasSize(6);
            assertThat(pids.stream().map(ProcessState::of))
                    .containsOnly(ProcessState.RUNNING, ProcessState.STOPPED)
                    .containsOnlyOnce(ProcessState.STOPPED);

            assertThat(jvm.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();

            Deadline.in(Duration.ofSeconds(10))
                    .await("the servers and their directory to go", () -> left(pids, directory));
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void serversAndDirectoryGoWithAJvmThatJustReturns() throws Exception {
        Process jvm = fork();
        BufferedReader output = jvm.inputReader();
        Path directory = Path.of(output.readLine());
        List<Long> pids =
                Arrays.stream(output.readLine().split(" ")).map(Long::valueOf).toList();

        jvm.getOutputStream().close(); // lets main return, with the cluster open

        assertThat(jvm.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Deadline.in(Duration.ofSeconds(10)).await("the servers and their directory to go", () -> left(pids, directory));
    }

    private static Process fork() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ForkedCluster.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Optional<String> left(List<Long> pids, Path directory) {
        List<Long> alive = pids.stream()
                .filter(pid -> ProcessState.of(pid) != ProcessState.DEAD)
                .toList();
        return alive.isEmpty() && Files.notExists(directory)
                ? Optional.empty()
                : Optional.of("left: processes " + alive + ", directory " + Files.exists(directory));
    }

    /** Starts a cluster, pauses a node, prints directory and process ids, and ends with its standard input. */
    static final class ForkedCluster {

        public static void main(String[] args) throws IOException {
            EmbeddedCluster cluster = EmbeddedCluster.start();
            cluster.pause(cluster.replicas().get(0));
            System.out.println(cluster.directory());
            System.out.println(String.join(
                    " ",
                    cluster.nodes().stream()
                            .map(node -> Long.toString(node.pid()))
                            .toList()));
            System.in.read();
        }
    }
}
