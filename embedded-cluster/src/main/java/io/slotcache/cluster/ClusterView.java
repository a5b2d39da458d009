// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The answer of one node to CLUSTER NODES: the whole cluster as that node sees it. */
record ClusterView(List<NodeView> nodes) {

    static ClusterView parse(String clusterNodes) {
        return new ClusterView(clusterNodes
                .lines()
                .filter(line -> !line.isBlank())
                .map(NodeView::parse)
                .toList());
    }

    Optional<NodeView> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    NodeView myself() {
        return nodes.stream()
                .filter(node -> node.flags().contains("myself"))
                .findFirst()
                .orElseThrow(() -> new EmbeddedClusterException("CLUSTER NODES without a line of its own"));
    }

    Optional<NodeView> owner(int slot) {
        return nodes.stream().filter(node -> node.serves(slot)).findFirst();
    }

    /** The highest configuration epoch seen. A view that knows of a later change has a higher one. */
    long epoch() {
        return nodes.stream().mapToLong(NodeView::configEpoch).max().orElse(0);
    }

    int slotCount() {
        return nodes.stream().mapToInt(NodeView::slotCount).sum();
    }

    /** Roles and slots of all nodes; equal on two observers exactly if they agree. */
    Set<String> assignments() {
        return nodes.stream().map(NodeView::assignment).collect(Collectors.toSet());
    }
}
