// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.sample.app.SampleCluster;
import org.junit.jupiter.api.Test;

/** What does not hold is told, and is the exit code. */
final class BrokenPromiseIT {

    @Test
    void slotThatNobodyServes() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(1).replicasPerMaster(0).start()) {
            cluster.command(cluster.nodes().get(0), "CLUSTER", "DELSLOTS", "7001");
            CommandRun run = CommandRun.of(screen -> SampleCluster.lent(cluster), "cluster");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.output())
                    .contains(
                            "cluster_state            fail", "✘ All 16,384 slots are assigned and ok", "did not hold:");
        }
    }

    @Test
    void clusterThatDoesNotAnswer() {
        CommandRun run = CommandRun.of(
                screen -> {
                    throw new AssertionError("A cluster was named");
                },
                "cluster",
                "--nodes",
                "redis://127.0.0.1:1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("✘ The command runs to its end", "127.0.0.1:1");
    }
}
