// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Parameters of {@link EmbeddedServers}. Not thread-safe. */
public final class EmbeddedServersBuilder {

    private int replicas;
    private int sentinels;
    private Duration downAfter = Duration.ofSeconds(1);
    private final List<List<String>> directives = new ArrayList<>();

    EmbeddedServersBuilder() {}

    /** How many replicas the first server has; default 0. */
    public EmbeddedServersBuilder replicas(int count) {
        this.replicas = count;
        return this;
    }

    /** How many Sentinels watch the first server; default 0. A majority of them is the quorum. */
    public EmbeddedServersBuilder sentinels(int count) {
        this.sentinels = count;
        return this;
    }

    /** {@code down-after-milliseconds}: silence after which a Sentinel takes a server to be down; default 1 s. */
    public EmbeddedServersBuilder downAfter(Duration silence) {
        this.downAfter = silence;
        return this;
    }

    /** One more line of redis.conf for all servers but Sentinels; it wins over the line this class writes itself. */
    public EmbeddedServersBuilder directive(String name, String... values) {
        directives.add(Stream.concat(Stream.of(name), Stream.of(values)).toList());
        return this;
    }

    /**
     * Starts everything and waits until replicas are in sync and Sentinels know of all. Whatever was started is ended if
     * that fails.
     *
     * @throws EmbeddedClusterException if there is no server program, or it is not ready in time
     */
    public EmbeddedServers start() {
        return EmbeddedServers.start(this);
    }

    int replicas() {
        return replicas;
    }

    int sentinels() {
        return sentinels;
    }

    /** @param masterPort the server to follow, 0 for none */
    List<List<String>> server(int port, int masterPort) {
        List<List<String>> lines = new ArrayList<>(common(port));
        lines.add(List.of("save", ""));
        // By default a master waits 5 s for more replicas before it sends its data.
        lines.add(List.of("repl-diskless-sync-delay", "0"));
        if (masterPort != 0) {
            lines.add(List.of("replicaof", NodeConnection.HOST, Integer.toString(masterPort)));
        }
        lines.addAll(directives);
        return lines;
    }

    List<List<String>> sentinel(int port, int masterPort) {
        String name = EmbeddedServers.MASTER_NAME;
        int quorum = sentinels / 2 + 1;
        List<List<String>> lines = new ArrayList<>(common(port));
        lines.add(List.of(
                "sentinel",
                "monitor",
                name,
                NodeConnection.HOST,
                Integer.toString(masterPort),
                Integer.toString(quorum)));
        lines.add(List.of("sentinel", "down-after-milliseconds", name, Long.toString(downAfter.toMillis())));
        // After how long a failover that got stuck is tried again.
        lines.add(List.of(
                "sentinel",
                "failover-timeout",
                name,
                Long.toString(downAfter.multipliedBy(5).toMillis())));
        return lines;
    }

    private static List<List<String>> common(int port) {
        return List.of(
                List.of("port", Integer.toString(port)),
                List.of("bind", NodeConnection.HOST),
                List.of("logfile", ConfigurationFile.LOG));
    }
}
