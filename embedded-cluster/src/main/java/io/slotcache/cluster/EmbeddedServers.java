// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Real Redis servers without a cluster, on 127.0.0.1: one alone, or a master with replicas, with or without Sentinels. They
 * end with this JVM, however it ends, and keep nothing on disk unless a directive says so.
 *
 * <p>Each operation returns once the state it is named after is reached, or throws {@link EmbeddedClusterException} after
 * 30 s with what was missing. Thread-safe, but operations do not exclude each other.
 */
public final class EmbeddedServers implements AutoCloseable {

    /** The name under which the Sentinels watch the master. */
    public static final String MASTER_NAME = "embedded";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PORT_ATTEMPTS = 3;

    private final Path directory;
    private final Path executable;
    private final Watchdog watchdog;
    private final Set<Integer> ports = new HashSet<>();
    private final List<EmbeddedServer> servers = new ArrayList<>();
    private final List<EmbeddedServer> sentinels = new ArrayList<>();

    private EmbeddedServers(Path directory, Watchdog watchdog) {
        this.directory = directory;
        this.watchdog = watchdog;
        this.executable = ServerSearch.ofThisMachine(null).find(directory).path();
    }

    public static EmbeddedServersBuilder builder() {
        return new EmbeddedServersBuilder();
    }

    static EmbeddedServers start(EmbeddedServersBuilder parameters) {
        Path directory;
        try {
            directory = Files.createTempDirectory("slotcache-servers-");
        } catch (IOException e) {
            throw new EmbeddedClusterException("No temporary directory for the servers", e);
        }
        Watchdog watchdog = Watchdog.start(directory);
        try {
            EmbeddedServers started = new EmbeddedServers(directory, watchdog);
            started.launchAll(parameters);
            return started;
        } catch (RuntimeException e) {
            watchdog.close();
            throw e;
        }
    }

    private void launchAll(EmbeddedServersBuilder parameters) {
        EmbeddedServer master = launch(port -> parameters.server(port, 0));
        servers.add(master);
        for (int i = 0; i < parameters.replicas(); i++) {
            servers.add(launch(port -> parameters.server(port, master.port())));
        }
        awaitReplicas(master, parameters.replicas());
        for (int i = 0; i < parameters.sentinels(); i++) {
            sentinels.add(launch(port -> parameters.sentinel(port, master.port()), "--sentinel"));
        }
        Deadline.in(PATIENCE)
                .await(
                        "the Sentinels to know all",
                        () -> sentinels.stream()
                                .map(sentinel -> sentinelGap(sentinel, parameters))
                                .flatMap(Optional::stream)
                                .findFirst());
    }

    /** Starts a server on a free port; one that lost its port before it was bound gets another. */
    private EmbeddedServer launch(IntFunction<List<List<String>>> configuration, String... options) {
        for (int attempt = 1; ; attempt++) {
            int port = FreePorts.find(ports);
            ports.add(port);
            try {
                Path home = Files.createDirectory(directory.resolve("server-" + port));
                ConfigurationFile.write(home, configuration.apply(port));
                NodeProcess process = new NodeProcess(executable, watchdog, home, port, options);
                process.start();
                process.awaitAnswer(Deadline.in(PATIENCE));
                return new EmbeddedServer(process);
            } catch (IOException e) {
                throw new EmbeddedClusterException("No directory for the server on port " + port, e);
            } catch (EmbeddedClusterException e) {
                if (attempt == PORT_ATTEMPTS || !String.valueOf(e.getMessage()).contains("Address already in use")) {
                    throw e;
                }
            }
        }
    }

    private static Optional<String> sentinelGap(EmbeddedServer sentinel, EmbeddedServersBuilder parameters) {
        List<?> master = (List<?>) sentinel.command("SENTINEL", "MASTER", MASTER_NAME);
        boolean knowsAll = master != null
                && field(master, "flags").equals("master")
                && field(master, "num-slaves").equals(Integer.toString(parameters.replicas()))
                && field(master, "num-other-sentinels").equals(Integer.toString(parameters.sentinels() - 1));
        return knowsAll ? Optional.empty() : Optional.of(sentinel + " says " + master);
    }

    private static String field(List<?> pairs, String name) {
        int at = pairs.indexOf(name);
        return at < 0 ? "" : String.valueOf(pairs.get(at + 1));
    }

    // ---- what there is

    /** All servers but Sentinels, dead ones too, in the order they were started: first the original master. */
    public List<EmbeddedServer> servers() {
        return List.copyOf(servers);
    }

    /** The server that was started first. */
    public EmbeddedServer first() {
        return servers.get(0);
    }

    public List<EmbeddedServer> sentinels() {
        return List.copyOf(sentinels);
    }

    /** Addresses of the Sentinels as Redisson takes them. */
    public List<String> sentinelUris() {
        return sentinels.stream().map(EmbeddedServer::uri).toList();
    }

    // ---- failures

    /** SIGKILL. Returns when the process is gone. */
    public void kill(EmbeddedServer server) {
        server.process().kill();
    }

    /** Starts a dead server again on its port and data. Returns when it answers, no longer loading. */
    public void restart(EmbeddedServer server) {
        server.process().start();
        server.process().awaitAnswer(Deadline.in(PATIENCE));
    }

    /** SIGSTOP: the server keeps its connections and answers nothing. Returns when the process has stopped. */
    public void pause(EmbeddedServer server) {
        server.process().pause(Deadline.in(PATIENCE));
    }

    /** SIGCONT. Returns when the server answers; it may still believe in its role of the time it was paused. */
    public void resume(EmbeddedServer server) {
        server.process().resume(Deadline.in(PATIENCE));
    }

    /**
     * Waits until a Sentinel takes another server than this to be the master, and that one agrees.
     *
     * @return the new master
     */
    public EmbeddedServer awaitSuccessor(EmbeddedServer deposed, EmbeddedServer sentinel) {
        Deadline.in(PATIENCE).await("a successor of " + deposed, () -> {
            EmbeddedServer named = masterNamedBy(sentinel);
            if (named == null || named == deposed) {
                return Optional.of(sentinel + " still names " + named);
            }
            String role = named.info("replication", "role");
            return role.equals("master") ? Optional.empty() : Optional.of(named + " is a " + role);
        });
        EmbeddedServer successor = masterNamedBy(sentinel);
        return successor == null ? deposed : successor;
    }

    /** The server that a Sentinel tells clients to use, null if it is none of these. */
    public @Nullable EmbeddedServer masterNamedBy(EmbeddedServer sentinel) {
        List<?> address = (List<?>) sentinel.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME);
        return servers.stream()
                .filter(server -> address != null && address.get(1).equals(Integer.toString(server.port())))
                .findFirst()
                .orElse(null);
    }

    /** Waits until so many replicas follow the server and have its data. */
    public void awaitReplicas(EmbeddedServer master, int count) {
        Deadline.in(PATIENCE).await(count + " replicas of " + master, () -> {
            String replication = String.valueOf(master.command("INFO", "replication"));
            long online = replication
                    .lines()
                    .filter(line -> line.startsWith("slave") && line.contains("state=online"))
                    .count();
            return online == count ? Optional.empty() : Optional.of(replication);
        });
    }

    /** Ends all servers and removes their directories. A second call does nothing. */
    @Override
    public void close() {
        try {
            sentinels.forEach(sentinel -> sentinel.process().kill());
            servers.forEach(server -> server.process().kill());
        } finally {
            watchdog.close();
        }
    }
}
