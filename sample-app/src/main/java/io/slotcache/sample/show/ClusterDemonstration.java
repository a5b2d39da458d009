// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.sample.Surroundings;
import io.slotcache.sample.app.Stage;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.Slots;
import io.slotcache.sample.screen.Format;
import io.slotcache.sample.screen.Style;
import io.slotcache.sample.screen.Table;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** The cluster as CLUSTER INFO and CLUSTER NODES tell it. */
@Command(name = "cluster", description = "The cluster: its state, its nodes, their roles and slots.")
final class ClusterDemonstration extends Demonstration {

    private static final List<String> FACTS = List.of(
            "cluster_state",
            "cluster_slots_assigned",
            "cluster_slots_ok",
            "cluster_known_nodes",
            "cluster_size",
            "cluster_current_epoch");

    ClusterDemonstration(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void show(Stage stage) {
        stage.screen().title("Cluster");
        Map<String, String> info = stage.redis().info();
        List<NodeLine> nodes = stage.redis().nodes();

        stage.screen().heading("CLUSTER INFO");
        Table facts = new Table("", ">");
        FACTS.forEach(fact -> facts.row(fact, info.getOrDefault(fact, "?")));
        stage.screen().table(facts);

        stage.screen().heading("CLUSTER NODES");
        stage.screen().table(table(nodes));
        stage.screen().blank();
        check(stage, info, nodes);
    }

    private static Table table(List<NodeLine> nodes) {
        Table table = new Table("node", "address", "role", ">slots", "slot ranges, or the master it replicates");
        for (NodeLine node : nodes) {
            boolean master = node.isMaster();
            String state = node.isSound() ? "" : " (" + String.join(",", node.flags()) + ")";
            table.row(
                    node.id().substring(0, 8),
                    node.address(),
                    new Table.Cell((master ? "master" : "replica") + state, master ? Style.BOLD : Style.PLAIN),
                    master ? Format.count(node.slotCount()) : "",
                    master ? node.slotText() : "↳ " + masterOf(node, nodes));
        }
        return table;
    }

    private static String masterOf(NodeLine replica, List<NodeLine> nodes) {
        return nodes.stream()
                .filter(node -> node.id().equals(replica.replicates()))
                .map(node -> node.address() + " (" + node.id().substring(0, 8) + ")")
                .findFirst()
                .orElse("an unknown node");
    }

    private static void check(Stage stage, Map<String, String> info, List<NodeLine> nodes) {
        String all = Integer.toString(Slots.COUNT);
        stage.promises().check("ok".equals(info.get("cluster_state")), "The cluster's state is ok");
        stage.promises()
                .check(
                        all.equals(info.get("cluster_slots_assigned")) && all.equals(info.get("cluster_slots_ok")),
                        "All 16,384 slots are assigned and ok");
        int served = nodes.stream().mapToInt(NodeLine::slotCount).sum();
        stage.promises().check(served == Slots.COUNT, "The masters' ranges cover each slot once");
        stage.promises().check(nodes.stream().allMatch(NodeLine::isSound), "Every known node is linked and well");
    }
}
