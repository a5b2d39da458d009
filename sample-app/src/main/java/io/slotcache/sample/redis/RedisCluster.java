// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.redis;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/**
 * A Redis Cluster as its own commands tell it, at the time of each call. Asks the first of the given nodes that answers. Thread-safe: each call has a
 * connection of its own.
 */
public final class RedisCluster {

    private final List<URI> seeds;

    /** @param uris {@code redis://} or {@code rediss://} addresses of some nodes */
    public RedisCluster(List<String> uris) {
        seeds = uris.stream().map(URI::create).toList();
    }

    public List<String> uris() {
        return seeds.stream().map(URI::toString).toList();
    }

    /** CLUSTER INFO: {@code cluster_state} and so on. */
    public Map<String, String> info() {
        try (RedisNode node = anyNode()) {
            return node.text("CLUSTER", "INFO")
                    .lines()
                    .map(line -> line.split(":", 2))
                    .filter(parts -> parts.length == 2)
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].trim()));
        }
    }

    /** CLUSTER NODES, masters first, by their slots. */
    public List<NodeLine> nodes() {
        try (RedisNode node = anyNode()) {
            return NodeLine.parseAll(node.text("CLUSTER", "NODES")).stream()
                    .map(line -> line.address().startsWith(":") ? line.at(node.address()) : line)
                    .sorted(Comparator.comparing((NodeLine line) -> !line.isMaster())
                            .thenComparing(line -> line.slots().isEmpty()
                                    ? Slots.COUNT
                                    : line.slots().get(0).first())
                            .thenComparing(NodeLine::address))
                    .toList();
        }
    }

    /** The masters with slots, in their order; one that the cluster agreed is down is left out. */
    public List<NodeLine> masters() {
        return nodes().stream()
                .filter(node -> node.isMaster()
                        && !node.slots().isEmpty()
                        && !node.flags().contains("fail"))
                .toList();
    }

    public NodeLine masterOf(int slot) {
        return nodes().stream()
                .filter(node -> node.serves(slot))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No node serves slot " + slot));
    }

    /** The node's line as it is now, whatever its role has become. */
    public NodeLine node(String id) {
        return nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("The cluster does not know " + id));
    }

    /** Connects to a node of the cluster. */
    public RedisNode connect(NodeLine node) {
        return RedisNode.connect(node.address(), seeds.get(0));
    }

    /** How often all masters together have carried out a command. */
    public long calls(String command) {
        long calls = 0;
        for (NodeLine master : masters()) {
            try (RedisNode node = connect(master)) {
                calls += node.calls(command);
            }
        }
        return calls;
    }

    private RedisNode anyNode() {
        NodeUnreachableException unreachable = null;
        for (URI seed : seeds) {
            try {
                RedisNode node = RedisNode.connect(seed.getHost() + ":" + seed.getPort(), seed);
                if (answers(node)) {
                    return node;
                }
            } catch (NodeUnreachableException e) {
                unreachable = e;
            }
        }
        throw new NodeUnreachableException(
                "None of these nodes answers: "
                        + String.join(
                                ", ",
                                seeds.stream()
                                        .map(seed -> seed.getHost() + ":" + seed.getPort())
                                        .toList()),
                unreachable == null ? new NoSuchElementException("no nodes") : unreachable);
    }

    private static boolean answers(RedisNode node) {
        try {
            node.command("PING");
            return true;
        } catch (NodeUnreachableException e) {
            node.close();
            return false;
        }
    }
}
