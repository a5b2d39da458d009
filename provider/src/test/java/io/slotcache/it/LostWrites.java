// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import java.time.Duration;

/**
 * Writes that a master acknowledges and its replica never sees: the replica is stopped, enough is written to fill the sockets between the two, and the
 * writes after that are lost with the master.
 */
final class LostWrites {

    private static final int FILLER_BYTES = 1 << 20;
    private static final int FILLERS = 24;

    private LostWrites() {}

    /**
     * Runs the work so that what it writes to the partition reaches its master only; then the master dies and its replica is promoted.
     *
     * @param promoted to be done while the dead master is still away
     */
    static void of(EmbeddedCluster cluster, int slot, String control, Runnable work, Runnable promoted) {
        ClusterNode master = cluster.masterOf(slot);
        ClusterNode replica = cluster.replicasOf(master).get(0);
        cluster.pause(replica);
        String filler = "x".repeat(FILLER_BYTES);
        for (int i = 0; i < FILLERS; i++) {
            cluster.command(master, "SET", control + "-filler", filler);
        }
        long before = sequence(cluster, master, control);
        work.run();
        // Nobody waits for the lock of an open transaction.
        await("the lock").atMost(Duration.ofSeconds(5)).until(() -> sequence(cluster, master, control) > before);
        long acknowledged = sequence(cluster, master, control);
        cluster.kill(master);
        cluster.resume(replica);
        assertThat(cluster.awaitPromotion(master)).isEqualTo(replica);
        assertThat(sequence(cluster, replica, control))
                .as("the promoted replica has not seen the last writes")
                .isLessThan(acknowledged);
        promoted.run();
        cluster.restart(master);
        cluster.awaitReady();
    }

    private static long sequence(EmbeddedCluster cluster, ClusterNode node, String control) {
        Object sequence = cluster.command(node, "HGET", control, "s");
        return sequence == null ? 0 : Long.parseLong((String) sequence);
    }
}
