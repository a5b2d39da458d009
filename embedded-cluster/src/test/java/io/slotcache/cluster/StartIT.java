// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StartIT {

    @Test
    void defaults_threeMastersWithAReplicaEach_everyNodeAgrees() {
        long started = System.nanoTime();
        try (EmbeddedCluster cluster = EmbeddedCluster.start()) {
            System.out.println("6 nodes ready after "
                    + Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms");

            assertThat(cluster.nodes()).hasSize(6).allMatch(ClusterNode::isRunning);
            assertThat(cluster.masters()).isEqualTo(cluster.nodes().subList(0, 3));
            assertThat(cluster.replicas()).isEqualTo(cluster.nodes().subList(3, 6));
            assertThat(cluster.masters())
                    .allSatisfy(master -> assertThat(cluster.replicasOf(master)).hasSize(1));
            assertThat(cluster.nodeUris()).hasSize(6).allMatch(uri -> uri.startsWith("redis://127.0.0.1:"));
            assertThat(cluster.masterOf(0)).isEqualTo(cluster.nodes().get(0));
            assertThat(cluster.masterOf(16383)).isEqualTo(cluster.nodes().get(2));
            cluster.awaitReady();
            for (ClusterNode observer : cluster.nodes()) {
                assertThat(cluster.viewsOf(observer)).hasSize(6).allMatch(NodeView::isSound);
                assertThat(cluster.viewsOf(observer).stream()
                                .mapToInt(NodeView::slotCount)
                                .sum())
                        .isEqualTo(SlotRange.SLOTS);
                assertThat(cluster.viewsOf(observer).stream().filter(NodeView::isMaster))
                        .hasSize(3);
                assertThat(cluster.command(observer, "CLUSTER", "INFO"))
                        .asString()
                        .contains("cluster_state:ok");
            }
        }
    }

    @Test
    void shapeIsAParameter() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(1).replicasPerMaster(2).start()) {
            assertThat(cluster.masters()).hasSize(1);
            assertThat(cluster.replicasOf(cluster.masterOf(0))).hasSize(2);
        }
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(4).replicasPerMaster(0).start()) {
            assertThat(cluster.masters()).hasSize(4);
            assertThat(cluster.replicas()).isEmpty();
            assertThat(cluster.view(cluster.nodes().get(1)).slotRanges()).containsExactly(new SlotRange(4096, 8191));
        }
    }

    @Test
    void directivesReachTheServers() {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .masters(1)
                .replicasPerMaster(0)
                .nodeTimeout(Duration.ofMillis(1500))
                .directive("maxmemory", "100mb")
                .directive("appendonly", "no")
                .start()) {
            ClusterNode node = cluster.nodes().get(0);

            assertThat(cluster.command(node, "CONFIG", "GET", "maxmemory"))
                    .isEqualTo(List.of("maxmemory", "104857600"));
            assertThat(cluster.command(node, "CONFIG", "GET", "appendonly")).isEqualTo(List.of("appendonly", "no"));
            assertThat(cluster.command(node, "CONFIG", "GET", "cluster-node-timeout"))
                    .isEqualTo(List.of("cluster-node-timeout", "1500"));
        }
    }

    @Test
    void aFaultyDirectiveFailsWithTheServersReason() {
        assertThatThrownBy(() -> EmbeddedCluster.builder()
                        .directive("no-such-directive", "1")
                        .start())
                .isInstanceOf(EmbeddedClusterException.class)
                .hasMessageContaining("Bad directive");
    }

    @Test
    void closeEndsTheServersAndRemovesTheDirectory() {
        EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(1).replicasPerMaster(1).start();
        assertThat(cluster.directory()).isDirectory();

        cluster.close();
        cluster.close();

        assertThat(cluster.nodes()).noneMatch(ClusterNode::isAlive);
        assertThat(cluster.directory()).doesNotExist();
    }
}
