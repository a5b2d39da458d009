// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a cluster still lacks, as checks for a {@link Deadline}.
 *
 * <p>{@code cluster_state:ok} alone is too early: for seconds after it some nodes count replicas as masters without
 * slots. A node knows its own role first, so a cluster in which all nodes agree has settled.
 */
final class Readiness {

    private final Topology topology;

    Readiness(Topology topology) {
        this.topology = topology;
    }

    /** Every node knows every node. Roles and slots do not matter. */
    Optional<String> strangers() {
        List<ClusterNode> nodes = topology.nodes();
        return firstGap(nodes, node -> stranger(node, node.view(), nodes));
    }

    /**
     * Every node runs, knows every node, sees all slots served, and agrees with the others on all roles and slots;
     * every replica is in sync.
     */
    Optional<String> unready() {
        List<ClusterNode> nodes = topology.nodes();
        // Before anything else: the others only report that they miss it, and no wait brings it back.
        nodes.stream().filter(node -> !node.isAlive()).findFirst().ifPresent(node -> {
            throw new EmbeddedClusterException("Node " + node + " is dead; restart it first");
        });
        Set<String> assignments = nodes.get(0).view().assignments();
        return firstGap(nodes, node -> unready(node, nodes, assignments));
    }

    /** The running nodes agree on the role and slots of {@code node}, it agrees too, and is in sync if a replica. */
    Optional<String> unsettled(ClusterNode node) {
        NodeView self = node.view().myself();
        Optional<String> disagreement = firstGap(
                topology.running(),
                other -> doubt(
                        other, other.view(), node, seen -> seen.assignment().equals(self.assignment())));
        if (disagreement.isPresent() || self.replicates() == null) {
            return disagreement;
        }
        return topology.node(self.replicates()).isRunning() ? unsynchronized(node) : Optional.empty();
    }

    /** Every running node sees {@code slots} served by a node that fits, and the cluster as healthy. */
    Optional<String> unowned(SlotRange slots, Predicate<ClusterNode> fits) {
        return firstGap(topology.running(), node -> {
            ClusterView view = node.view();
            return IntStream.rangeClosed(slots.first(), slots.last())
                    .filter(slot -> view.owner(slot)
                            .map(owner -> !fits.test(topology.node(owner.id())))
                            .orElse(true))
                    .mapToObj(slot -> gap(node, "sees slot " + slot + " at " + view.owner(slot)))
                    .findFirst()
                    .orElseGet(() -> unhealthy(node));
        });
    }

    private static Optional<String> unready(ClusterNode node, List<ClusterNode> nodes, Set<String> assignments) {
        ClusterView view = node.view();
        if (view.slotCount() != SlotRange.SLOTS) {
            return gap(node, "sees " + view.slotCount() + " slots served");
        }
        if (!view.assignments().equals(assignments)) {
            return gap(node, "and " + nodes.get(0).port() + " disagree: " + view.assignments() + " and " + assignments);
        }
        return stranger(node, view, nodes)
                .or(() -> unhealthy(node))
                .or(() -> view.myself().isMaster() ? Optional.empty() : unsynchronized(node));
    }

    private static Optional<String> stranger(ClusterNode node, ClusterView view, List<ClusterNode> nodes) {
        if (view.nodes().size() != nodes.size()) {
            return gap(node, "knows " + view.nodes().size() + " of " + nodes.size() + " nodes");
        }
        return firstGap(nodes, other -> doubt(node, view, other, seen -> true));
    }

    /** What {@code observer} has against {@code node}. */
    private static Optional<String> doubt(
            ClusterNode observer, ClusterView view, ClusterNode node, Predicate<NodeView> expected) {
        Optional<NodeView> seen = view.node(node.id());
        return seen.isPresent() && seen.get().isSound() && expected.test(seen.get())
                ? Optional.empty()
                : gap(observer, "sees " + node.port() + " as " + seen.map(NodeView::toString));
    }

    private static Optional<String> unhealthy(ClusterNode node) {
        try (NodeConnection connection = node.connect()) {
            return connection.text("CLUSTER", "INFO").contains("cluster_state:ok")
                    ? Optional.empty()
                    : gap(node, "does not say cluster_state:ok");
        }
    }

    private static Optional<String> unsynchronized(ClusterNode replica) {
        try (NodeConnection connection = replica.connect()) {
            return connection.text("INFO", "replication").contains("master_link_status:up")
                    ? Optional.empty()
                    : gap(replica, "is not in sync with its master");
        }
    }

    private static Optional<String> firstGap(List<ClusterNode> nodes, Check check) {
        return nodes.stream().map(check::missing).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> gap(ClusterNode node, String what) {
        return Optional.of("node " + node.port() + " " + what);
    }

    /** A check of one node: what is missing, or empty. */
    private interface Check {
        Optional<String> missing(ClusterNode node);
    }
}
