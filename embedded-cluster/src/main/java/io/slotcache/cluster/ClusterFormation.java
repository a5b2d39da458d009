// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.util.List;

/**
 * Makes separate nodes a cluster:
 *
 * <ol>
 *   <li>each node gets an epoch of its own, else the first elections are spent on resolving collisions;
 *   <li>the masters take their slots, evenly and in order;
 *   <li>each node meets each other, so that nobody waits for gossip;
 *   <li>once all know all, each replica is given its master;
 *   <li>each replica meets the others again, which makes them read its new role at once; gossip takes up to half the
 *       node timeout.
 * </ol>
 *
 * The order of the nodes decides: first the masters, then a first replica for each, then the second ones.
 */
final class ClusterFormation {

    private final List<ClusterNode> nodes;
    private final int masters;
    private final Readiness readiness;

    ClusterFormation(List<ClusterNode> nodes, int masters, Readiness readiness) {
        this.nodes = nodes;
        this.masters = masters;
        this.readiness = readiness;
    }

    void form(Deadline deadline) {
        for (int i = 0; i < nodes.size(); i++) {
            command(nodes.get(i), "CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
        }
        for (int i = 0; i < masters; i++) {
            SlotRange range = share(i, masters);
            command(
                    nodes.get(i),
                    "CLUSTER",
                    "ADDSLOTSRANGE",
                    Integer.toString(range.first()),
                    Integer.toString(range.last()));
        }
        nodes.forEach(node -> introduce(node, nodes));
        deadline.await("all nodes to know each other", readiness::strangers);
        List<ClusterNode> replicas = nodes.subList(masters, nodes.size());
        for (int i = 0; i < replicas.size(); i++) {
            command(
                    replicas.get(i),
                    "CLUSTER",
                    "REPLICATE",
                    nodes.get(i % masters).id());
        }
        replicas.forEach(replica -> introduce(replica, nodes));
    }

    /** Makes {@code node} send its name, role and slots to each of {@code others}. */
    static void introduce(ClusterNode node, List<ClusterNode> others) {
        for (ClusterNode other : others) {
            if (!other.equals(node)) {
                command(node, "CLUSTER", "MEET", NodeConnection.HOST, Integer.toString(other.port()));
            }
        }
    }

    /** The slots of master number {@code index}, of {@code masters} in all. */
    static SlotRange share(int index, int masters) {
        int first = (int) Math.round(index * (double) SlotRange.SLOTS / masters);
        int end = (int) Math.round((index + 1) * (double) SlotRange.SLOTS / masters);
        return new SlotRange(first, end - 1);
    }

    private static void command(ClusterNode node, String... args) {
        try (NodeConnection connection = node.connect()) {
            connection.command(args);
        }
    }
}
