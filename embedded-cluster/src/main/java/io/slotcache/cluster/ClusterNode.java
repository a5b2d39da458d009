// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.nio.file.Path;

/**
 * One node of an {@link EmbeddedCluster}: what stays the same while it is killed and started again. Role and slots
 * change, so the cluster is asked for them, see {@link EmbeddedCluster#view(ClusterNode)}. Thread-safe.
 */
public final class ClusterNode {

    private final String id;
    private final NodeProcess process;

    ClusterNode(String id, NodeProcess process) {
        this.id = id;
        this.process = process;
    }

    /** Node id, 40 hexadecimal digits. */
    public String id() {
        return id;
    }

    /** Client port on 127.0.0.1. */
    public int port() {
        return process.port();
    }

    /** Address as Redisson and redis-cli take it, for example {@code redis://127.0.0.1:17001}. */
    public String uri() {
        return "redis://" + NodeConnection.HOST + ":" + port();
    }

    /** Process id of the server that runs, or ran last. */
    public long pid() {
        return process.pid();
    }

    /** Working directory of the server, with its configuration and append-only file. Gone once the cluster is closed. */
    public Path directory() {
        return process.directory();
    }

    /** Log file of the server. */
    public Path log() {
        return process.log();
    }

    /** Whether the server process exists; also true while it is paused. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether the server process exists and is not paused. */
    public boolean isRunning() {
        return process.isRunning();
    }

    NodeProcess process() {
        return process;
    }

    NodeConnection connect() {
        return process.connect();
    }

    /** What this node believes of the cluster. */
    ClusterView view() {
        try (NodeConnection connection = connect()) {
            return ClusterView.parse(connection.text("CLUSTER", "NODES"));
        }
    }

    @Override
    public String toString() {
        return uri() + " " + id.substring(0, 8);
    }
}
