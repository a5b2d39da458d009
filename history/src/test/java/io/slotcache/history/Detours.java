// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import java.util.List;
import java.util.stream.Collectors;

/** The ways from one JVM to all servers of a cluster, which otherwise connects to them itself. */
final class Detours implements AutoCloseable {

    private final List<Detour> all;

    Detours(EmbeddedCluster cluster) {
        all = cluster.nodes().stream().map(node -> new Detour(node.port())).toList();
    }

    /** Cuts it off from these servers. */
    void cut(List<ClusterNode> nodes) {
        for (Detour detour : all) {
            if (nodes.stream().anyMatch(node -> node.port() == detour.target())) {
                detour.cut();
            }
        }
    }

    void mend() {
        all.forEach(Detour::mend);
    }

    /** Of a client that goes this way to each server, by the servers' own addresses. */
    String yaml() {
        return yaml(all.stream().map(Detour::port).toList()) + "  natMap:\n"
                + all.stream()
                        .map(detour ->
                                "    \"127.0.0.1:%d\": \"127.0.0.1:%d\"\n".formatted(detour.target(), detour.port()))
                        .collect(Collectors.joining());
    }

    /** Of a client that goes straight. */
    static String yaml(EmbeddedCluster cluster) {
        return yaml(cluster.nodes().stream().map(ClusterNode::port).toList());
    }

    private static String yaml(List<Integer> ports) {
        return ports.stream()
                .map("    - \"redis://127.0.0.1:%d\"\n"::formatted)
                .collect(Collectors.joining("", "clusterServersConfig:\n  nodeAddresses:\n", ""));
    }

    @Override
    public void close() {
        all.forEach(Detour::close);
    }
}
