// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The nodes of a cluster, and their roles and slots as the cluster tells them at the moment of the call. Thread-safe.
 *
 * <p>Nodes can disagree for a while. The most recent view decides: the one with the highest configuration epoch, which
 * a failover or a moved slot raises.
 */
final class Topology {

    private final List<ClusterNode> nodes = new CopyOnWriteArrayList<>();

    void add(ClusterNode node) {
        nodes.add(node);
    }

    List<ClusterNode> nodes() {
        return List.copyOf(nodes);
    }

    /** Nodes whose process exists and is not paused. */
    List<ClusterNode> running() {
        return nodes.stream().filter(ClusterNode::isRunning).toList();
    }

    ClusterNode node(String id) {
        return nodes.stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new EmbeddedClusterException("No node of this cluster has the id " + id));
    }

    /** The most recent view of any running node. */
    ClusterView view() {
        return running().stream()
                .map(Topology::viewOf)
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(ClusterView::epoch))
                .orElseThrow(() -> new EmbeddedClusterException("No node of the cluster answers"));
    }

    /** Nodes that are masters, with or without slots, in the order they were started. */
    List<ClusterNode> masters() {
        return select(view().nodes().stream().filter(NodeView::isMaster).toList());
    }

    List<ClusterNode> replicas() {
        return select(view().nodes().stream().filter(node -> !node.isMaster()).toList());
    }

    List<ClusterNode> replicasOf(ClusterNode master) {
        return select(view().nodes().stream()
                .filter(node -> Objects.equals(node.replicates(), master.id()))
                .toList());
    }

    Optional<ClusterNode> masterOf(int slot) {
        return view().owner(slot).map(owner -> node(owner.id()));
    }

    private List<ClusterNode> select(List<NodeView> views) {
        List<String> ids = views.stream()
                .filter(view -> !view.isFailed())
                .map(NodeView::id)
                .toList();
        return nodes.stream().filter(node -> ids.contains(node.id())).toList();
    }

    /** Empty if the node ended or was stopped after it was seen running. */
    private static Optional<ClusterView> viewOf(ClusterNode node) {
        try {
            return Optional.of(node.view());
        } catch (NodeUnreachableException e) {
            return Optional.empty();
        }
    }
}
