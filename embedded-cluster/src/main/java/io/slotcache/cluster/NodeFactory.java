// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Makes the nodes of one cluster: a free port, a directory, a configuration and a process each. */
final class NodeFactory {

    /** A port that was free can be taken before the server binds it; more than once is bad luck, thrice a fault. */
    private static final int PORT_ATTEMPTS = 3;

    private final Path executable;
    private final NodeConfiguration configuration;
    private final Watchdog watchdog;
    private final Path directory;
    private final Set<Integer> ports = new HashSet<>();

    NodeFactory(Path executable, NodeConfiguration configuration, Watchdog watchdog, Path directory) {
        this.executable = executable;
        this.configuration = configuration;
        this.watchdog = watchdog;
        this.directory = directory;
    }

    /** Starts a server on a free port. It does not answer yet: hand it to {@link #join}. */
    synchronized NodeProcess launch() {
        int port = nextPort();
        try {
            Path home = Files.createDirectory(directory.resolve("node-" + port));
            configuration.writeTo(home, port, configuration.tls() ? nextPort() : 0);
            NodeProcess process = new NodeProcess(executable, watchdog, home, port);
            process.start();
            return process;
        } catch (IOException e) {
            throw new EmbeddedClusterException("No directory for the node on port " + port, e);
        }
    }

    private int nextPort() {
        int port = FreePorts.find(ports);
        ports.add(port);
        return port;
    }

    /** Waits until the server answers; one that lost its port is replaced by another. */
    ClusterNode join(NodeProcess launched, Deadline deadline) {
        NodeProcess process = launched;
        for (int attempt = 1; ; attempt++) {
            try {
                process.awaitAnswer(deadline);
                try (NodeConnection connection = process.connect()) {
                    return new ClusterNode(connection.text("CLUSTER", "MYID"), process);
                }
            } catch (EmbeddedClusterException e) {
                if (attempt == PORT_ATTEMPTS || !String.valueOf(e.getMessage()).contains("Address already in use")) {
                    throw e;
                }
                process = launch();
            }
        }
    }
}
