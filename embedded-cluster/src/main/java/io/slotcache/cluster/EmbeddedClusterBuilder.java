// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parameters of an {@link EmbeddedCluster}. Not thread-safe. */
public final class EmbeddedClusterBuilder {

    private int masters = 3;
    private int replicasPerMaster = 1;
    private Duration nodeTimeout = Duration.ofSeconds(5);
    private @Nullable Path executable;
    private boolean tls;
    private final List<List<String>> directives = new ArrayList<>();

    EmbeddedClusterBuilder() {}

    /** How many masters share the slots; at least 1, default 3. With fewer than 3 no replica is ever elected. */
    public EmbeddedClusterBuilder masters(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A cluster has at least 1 master, not " + count);
        }
        this.masters = count;
        return this;
    }

    /** How many replicas each master has; at least 0, default 1. */
    public EmbeddedClusterBuilder replicasPerMaster(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("Not a number of replicas: " + count);
        }
        this.replicasPerMaster = count;
        return this;
    }

    /**
     * {@code cluster-node-timeout}: silence after which a node counts as failing; at least 100 ms, default 5 s. A
     * replica is promoted one and a half to two times this after its master died.
     */
    public EmbeddedClusterBuilder nodeTimeout(Duration timeout) {
        if (timeout.toMillis() < 100) {
            throw new IllegalArgumentException("A node timeout below 100 ms elects at every hiccup: " + timeout);
        }
        this.nodeTimeout = timeout;
        return this;
    }

    /** The server program; default: searched for as {@link RedisServerExecutable} tells. */
    public EmbeddedClusterBuilder executable(Path server) {
        this.executable = server;
        return this;
    }

    /**
     * Gives each node a TLS port too, its {@code tls-port}, and has the nodes talk TLS among themselves. Certificate, key and authorities are named by
     * directives ({@code tls-cert-file}, {@code tls-key-file}, {@code tls-ca-cert-file}). This class itself stays on the other port.
     */
    public EmbeddedClusterBuilder tls() {
        this.tls = true;
        return this;
    }

    /** One more line of redis.conf for all nodes; it wins over the line this class writes itself. */
    public EmbeddedClusterBuilder directive(String name, String... values) {
        directives.add(Stream.concat(Stream.of(name), Stream.of(values)).toList());
        return this;
    }

    /**
     * Starts the servers, makes them a cluster and waits until it is ready, about 3 s. Whatever was started is ended
     * if that fails.
     *
     * @throws EmbeddedClusterException if there is no server, or the cluster is not ready in time
     */
    public EmbeddedCluster start() {
        return EmbeddedCluster.start(this);
    }

    int masters() {
        return masters;
    }

    int nodes() {
        return masters * (1 + replicasPerMaster);
    }

    @Nullable
    Path executable() {
        return executable;
    }

    NodeConfiguration configuration() {
        return new NodeConfiguration(nodeTimeout, tls, List.copyOf(directives));
    }

    /** How long any wait may take: several elections, and never less than a busy machine needs to start the servers. */
    Duration patience() {
        Duration elections = nodeTimeout.multipliedBy(6);
        Duration least = Duration.ofSeconds(30);
        return elections.compareTo(least) > 0 ? elections : least;
    }
}
