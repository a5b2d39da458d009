// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The redis.conf that all nodes of a cluster share but for the port.
 *
 * @param nodeTimeout {@code cluster-node-timeout}
 * @param directives more lines, written last so that they win over ours
 */
record NodeConfiguration(Duration nodeTimeout, List<List<String>> directives) {

    static final String FILE = "redis.conf";
    static final String LOG = "server.log";

    /** Writes the file for the node on {@code port}. The server runs with {@code directory} as working directory. */
    void writeTo(Path directory, int port) throws IOException {
        Stream<List<String>> ours = Stream.of(
                List.of("port", Integer.toString(port)),
                List.of("bind", NodeConnection.HOST),
                List.of("logfile", LOG),
                List.of("cluster-enabled", "yes"),
                List.of("cluster-config-file", "nodes.conf"),
                List.of("cluster-announce-ip", NodeConnection.HOST),
                List.of("cluster-node-timeout", Long.toString(nodeTimeout.toMillis())),
                List.of("appendonly", "yes"),
                List.of("save", ""),
                // By default a master waits 5 s for more replicas before it sends its data.
                List.of("repl-diskless-sync-delay", "0"));
        String text = Stream.concat(ours, directives.stream())
                .map(NodeConfiguration::line)
                .collect(Collectors.joining());
        Files.writeString(directory.resolve(FILE), text, UTF_8);
    }

    private static String line(List<String> directive) {
        String values =
                directive.stream().skip(1).map(NodeConfiguration::quoted).collect(Collectors.joining(" "));
        return directive.get(0) + " " + values + "\n";
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
