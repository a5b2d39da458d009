// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server process of one node: a directory with its configuration, log and data, a port, and the process that runs
 * now, if one does. A second start uses the same directory and port.
 */
final class NodeProcess {

    /** How long a server on loopback may take to answer. It only runs out on a stopped process. */
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);

    private static final String STDERR = "stderr.log";
    private static final int LOG_LINES_IN_ERRORS = 5;

    private final Path executable;
    private final Watchdog watchdog;
    private final Path directory;
    private final int port;
    private final List<String> command;
    private volatile @Nullable Process process;

    /** @param options of the command line, after the configuration file */
    NodeProcess(Path executable, Watchdog watchdog, Path directory, int port, String... options) {
        this.executable = executable;
        this.command = Stream.concat(Stream.of(executable.toString(), ConfigurationFile.NAME), Stream.of(options))
                .toList();
        this.watchdog = watchdog;
        this.directory = directory;
        this.port = port;
    }

    int port() {
        return port;
    }

    Path directory() {
        return directory;
    }

    Path log() {
        return directory.resolve(ConfigurationFile.LOG);
    }

    /** Starts the server. It does not answer yet. */
    synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException("Node " + port + " already runs");
        }
        try {
            Process started = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(directory.resolve(STDERR).toFile())
                    .start();
            process = started;
            watchdog.watch(started);
        } catch (IOException e) {
            throw new EmbeddedClusterException("The server " + executable + " could not be started", e);
        }
    }

    /** Waits until the server answers PING. Fails at once if the process ends instead. */
    void awaitAnswer(Deadline deadline) {
        deadline.await("node " + port + " to answer", () -> {
            if (!isAlive()) {
                throw new EmbeddedClusterException("The server of node " + port + " ended: " + lastLines());
            }
            try (NodeConnection connection = connect()) {
                String answer = connection.text("PING");
                return answer.equals("PONG") ? Optional.empty() : Optional.of("it answers " + answer);
            }
        });
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            if (!running.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
                throw new EmbeddedClusterException("Process " + running.pid() + " survives SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedClusterException("Interrupted while process " + running.pid() + " ends", e);
        }
    }

    /** SIGSTOP; returns when the process no longer runs. */
    void pause(Deadline deadline) {
        ProcessState.signal(pid(), "STOP");
        deadline.await(
                "node " + port + " to stop",
                () -> isRunning() ? Optional.of("it is " + ProcessState.of(pid())) : Optional.empty());
    }

    /** SIGCONT; returns when the server answers. Harmless on one that runs. */
    void resume(Deadline deadline) {
        ProcessState.signal(pid(), "CONT");
        awaitAnswer(deadline);
    }

    long pid() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("Node " + port + " was never started");
        }
        return running.pid();
    }

    /** Whether the process exists, stopped or not. */
    boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** Whether the process exists and is not stopped. */
    boolean isRunning() {
        return isAlive() && ProcessState.of(pid()) == ProcessState.RUNNING;
    }

    NodeConnection connect() {
        return new NodeConnection(port, COMMAND_TIMEOUT);
    }

    /** The end of the log and of the standard error, where a faulty configuration is told. */
    private String lastLines() {
        return Stream.of(log(), directory.resolve(STDERR))
                .map(NodeProcess::lastLines)
                .flatMap(List::stream)
                .collect(Collectors.joining(" | "));
    }

    private static List<String> lastLines(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.subList(Math.max(0, lines.size() - LOG_LINES_IN_ERRORS), lines.size());
        } catch (IOException e) {
            return List.of(file + " is unreadable: " + e.getMessage());
        }
    }
}
