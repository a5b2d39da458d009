// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The redis.conf that all nodes of a cluster share but for the port.
 *
 * @param nodeTimeout {@code cluster-node-timeout}
 * @param tls whether nodes have a TLS port besides, and talk TLS to each other
 * @param directives more lines, written last so that they win over ours
 */
record NodeConfiguration(Duration nodeTimeout, boolean tls, List<List<String>> directives) {

    /** Writes the file for the node on {@code port}; {@code tlsPort} counts with TLS only. The server runs with {@code directory} as working directory. */
    void writeTo(Path directory, int port, int tlsPort) throws IOException {
        Stream<List<String>> ours = Stream.of(
                List.of("port", Integer.toString(port)),
                List.of("bind", NodeConnection.HOST),
                List.of("logfile", ConfigurationFile.LOG),
                List.of("cluster-enabled", "yes"),
                List.of("cluster-config-file", "nodes.conf"),
                List.of("cluster-announce-ip", NodeConnection.HOST),
                List.of("cluster-node-timeout", Long.toString(nodeTimeout.toMillis())),
                List.of("appendonly", "yes"),
                List.of("save", ""),
                // By default a master waits 5 s for more replicas before it sends its data.
                List.of("repl-diskless-sync-delay", "0"));
        ConfigurationFile.write(
                directory,
                Stream.of(ours, tlsLines(port, tlsPort), directives.stream())
                        .flatMap(lines -> lines)
                        .toList());
    }

    /** With {@code tls-cluster} the bus would follow the TLS port. */
    private Stream<List<String>> tlsLines(int port, int tlsPort) {
        return tls
                ? Stream.of(
                        List.of("tls-port", Integer.toString(tlsPort)),
                        List.of("tls-cluster", "yes"),
                        List.of("tls-replication", "yes"),
                        List.of("cluster-port", Integer.toString(port + FreePorts.BUS_OFFSET)))
                : Stream.empty();
    }
}
