// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;

/**
 * Moves a slot from its master to another the way redis-cli does, in three steps that can be taken one by one:
 *
 * <ol>
 *   <li>begin: the target imports, then the source migrates; from now on the source answers ASK for absent keys;
 *   <li>the keys move, in batches;
 *   <li>finish: target, source and then the other masters are told the new owner.
 * </ol>
 *
 * @see <a href="https://redis.io/docs/latest/commands/cluster-setslot/">CLUSTER SETSLOT</a>
 */
final class SlotMigration {

    private static final int KEYS_PER_BATCH = 100;

    /** Longest silence between two nodes while keys move, in milliseconds. */
    private static final String MIGRATE_TIMEOUT_MILLIS = "1000";

    private final Topology topology;
    private final Readiness readiness;

    SlotMigration(Topology topology, Readiness readiness) {
        this.topology = topology;
        this.readiness = readiness;
    }

    void begin(int slot, ClusterNode source, ClusterNode target) {
        setSlot(target, slot, "IMPORTING", source.id());
        setSlot(source, slot, "MIGRATING", target.id());
    }

    /** Moves all keys of the slot and returns how many there were. */
    int migrateKeys(int slot, ClusterNode source, ClusterNode target) {
        byte[][] count = encoded("CLUSTER", "GETKEYSINSLOT", Integer.toString(slot), Integer.toString(KEYS_PER_BATCH));
        int moved = 0;
        try (NodeConnection connection = source.connect()) {
            while (connection.commandBytes(count) instanceof List<?> keys && !keys.isEmpty()) {
                connection.commandBytes(migrate(target, keys));
                moved += keys.size();
            }
        }
        return moved;
    }

    /** Declares the target the owner. Fails if the source still holds keys of the slot. */
    void finish(int slot, ClusterNode source, ClusterNode target, List<ClusterNode> masters) {
        try (NodeConnection connection = source.connect()) {
            String left = connection.text("CLUSTER", "COUNTKEYSINSLOT", Integer.toString(slot));
            if (!left.equals("0")) {
                throw new IllegalStateException("Slot " + slot + ": " + source + " still holds " + left + " keys");
            }
        }
        setSlot(target, slot, "NODE", target.id());
        Stream.concat(Stream.of(source), masters.stream())
                .distinct()
                .filter(node -> !node.equals(target) && node.isRunning())
                .forEach(node -> tellOwner(node, slot, target));
    }

    /** All three steps for each of the slots that is not the target's yet. */
    void move(SlotRange slots, ClusterNode target) {
        ClusterView before = topology.view();
        List<ClusterNode> masters = topology.masters();
        for (int slot = slots.first(); slot <= slots.last(); slot++) {
            ClusterNode source = topology.node(before.owner(slot).orElseThrow().id());
            if (!source.equals(target)) {
                begin(slot, source, target);
                migrateKeys(slot, source, target);
                finish(slot, source, target, masters);
            }
        }
    }

    /** Waits until every running node sees the target as owner of the slots. */
    void awaitOwner(SlotRange slots, ClusterNode target, Deadline deadline) {
        deadline.await(slots + " to belong to node " + target.port(), () -> readiness.unowned(slots, target::equals));
    }

    /** Ends what a test left half done: keys follow their slot where the source is known, an import without one is dropped. */
    void completeOpenSlots(Deadline deadline) {
        for (ClusterNode node : topology.nodes()) {
            for (OpenSlot open : node.view().myself().openSlots()) {
                if (open.migrating()) {
                    ClusterNode target = topology.node(open.peerId());
                    migrateKeys(open.slot(), node, target);
                    finish(open.slot(), node, target, topology.masters());
                    awaitOwner(new SlotRange(open.slot(), open.slot()), target, deadline);
                }
            }
        }
        for (ClusterNode node : topology.nodes()) {
            node.view().myself().openSlots().forEach(open -> setSlot(node, open.slot(), "STABLE"));
        }
    }

    private static void tellOwner(ClusterNode node, int slot, ClusterNode owner) {
        try {
            setSlot(node, slot, "NODE", owner.id());
        } catch (RedisErrorException e) {
            // A master that lost its last slot makes itself a replica of the new owner, maybe before it is told.
            if (!String.valueOf(e.getMessage()).contains("only with masters")) {
                throw e;
            }
        }
    }

    private static void setSlot(ClusterNode node, int slot, String... change) {
        try (NodeConnection connection = node.connect()) {
            connection.command(Stream.concat(Stream.of("CLUSTER", "SETSLOT", Integer.toString(slot)), Stream.of(change))
                    .toArray(String[]::new));
        }
    }

    private static byte[][] migrate(ClusterNode target, List<?> keys) {
        Stream<byte[]> head = Stream.of(encoded(
                "MIGRATE",
                NodeConnection.HOST,
                Integer.toString(target.port()),
                "",
                "0",
                MIGRATE_TIMEOUT_MILLIS,
                "REPLACE",
                "KEYS"));
        return Stream.concat(head, keys.stream().map(byte[].class::cast)).toArray(byte[][]::new);
    }

    private static byte[][] encoded(String... args) {
        return Stream.of(args).map(arg -> arg.getBytes(UTF_8)).toArray(byte[][]::new);
    }
}
