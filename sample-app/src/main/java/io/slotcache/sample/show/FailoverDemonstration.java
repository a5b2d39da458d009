// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.sample.Surroundings;
import io.slotcache.sample.app.ApplicationNode;
import io.slotcache.sample.app.Stage;
import io.slotcache.sample.failover.CoordinatedFailover;
import io.slotcache.sample.failover.Failover;
import io.slotcache.sample.failover.Handover;
import io.slotcache.sample.failover.KilledMaster;
import io.slotcache.sample.model.Product;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.screen.Style;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A master goes away while the application reads and writes. */
@Command(
        name = "failover",
        description = "Kills a master while the application reads and writes, and tells what that felt.")
final class FailoverDemonstration extends Demonstration {

    @Mixin
    private FailoverConsent consent = new FailoverConsent();

    FailoverDemonstration(Surroundings surroundings) {
        super(surroundings);
    }

    /** The consent given to a command that runs this one. */
    void consent(FailoverConsent given) {
        consent = given;
    }

    @Override
    void show(Stage stage) throws Exception {
        stage.screen().title("Failover");
        if (stage.cluster().embedded().isEmpty() && !consent.given) {
            announce(stage);
            return;
        }
        try (ApplicationNode first = stage.startNode();
                ApplicationNode second = stage.startNode()) {
            NodeLine master = stage.redis()
                    .masterOf(first.slotCache().locate(Product.class, 1L).slot());
            Optional<Handover> handover = handover(stage, master);
            if (handover.isEmpty()) {
                stage.promises().check(false, master.address() + " has a replica that can take over");
                return;
            }
            new Failover(stage, List.of(first, second), master, handover.get()).run();
        }
    }

    private static Optional<Handover> handover(Stage stage, NodeLine master) {
        return stage.cluster()
                .embedded()
                .<Handover>map(cluster -> new KilledMaster(cluster, stage.redis(), master))
                .or(() -> replicaOf(stage, master)
                        .map(replica -> new CoordinatedFailover(stage.redis(), master, replica)));
    }

    /** Says what would be done to a cluster that belongs to somebody. */
    private static void announce(Stage stage) {
        NodeLine master = stage.redis().masters().get(0);
        String replica = replicaOf(stage, master).map(NodeLine::address).orElse("its replica, which it doesn't have");
        stage.screen().line("Nothing is done to a cluster of your own unless you say --yes. Then:", Style.WARN);
        stage.screen().text("• two nodes of the application read and write some products in a namespace of their own;");
        stage.screen()
                .text("• a replica is asked to take over from its master with CLUSTER FAILOVER (such as " + replica
                        + " from " + master.address() + "): roles change, no server stops, nothing is lost;");
        stage.screen()
                .text(
                        "• what the application felt is told, and the keys are removed. No server is ever killed; that is for the embedded cluster.");
    }

    private static Optional<NodeLine> replicaOf(Stage stage, NodeLine master) {
        return stage.redis().nodes().stream()
                .filter(node -> master.id().equals(node.replicates()) && node.isSound())
                .findFirst();
    }
}
