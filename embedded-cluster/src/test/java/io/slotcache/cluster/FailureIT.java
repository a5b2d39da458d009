// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that die, hang and come back. One cluster for all tests; each starts from a repaired one. */
final class FailureIT {

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(1)).start();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void repair() {
        cluster.repair();
    }

    @Test
    void aKilledMasterIsReplacedAndComesBackAsReplica() {
        ClusterNode master = cluster.masterOf(0);
        ClusterNode replica = cluster.replicasOf(master).get(0);

        cluster.kill(master);
        assertThat(master.isAlive()).isFalse();
        assertThat(cluster.awaitPromotion(master)).isEqualTo(replica);
        assertThat(cluster.masterOf(0)).isEqualTo(replica);
        assertThat(cluster.masters()).hasSize(3).contains(replica).doesNotContain(master);

        cluster.restart(master);
        assertThat(cluster.replicasOf(replica)).containsExactly(master);
        cluster.awaitReady();
    }

    @Test
    void aRestartedReplicaIsInSync() {
        ClusterNode master = cluster.masterOf(0);
        ClusterNode replica = cluster.replicasOf(master).get(0);
        long firstPid = replica.pid();

        cluster.kill(replica);
        cluster.restart(replica);

        assertThat(replica.pid()).isNotEqualTo(firstPid);
        assertThat(cluster.command(replica, "INFO", "replication")).asString().contains("master_link_status:up");
    }

    @Test
    void aPausedNodeAnswersOnlyOnceResumed() {
        ClusterNode node = cluster.replicas().get(0);

        cluster.pause(node);
        assertThat(node.isAlive()).isTrue();
        assertThat(node.isRunning()).isFalse();
        assertThatThrownBy(() -> cluster.command(node, "PING")).isInstanceOf(NodeUnreachableException.class);

        cluster.resume(node);
        assertThat(node.isRunning()).isTrue();
        assertThat(cluster.command(node, "PING")).isEqualTo("PONG");
    }

    @Test
    void aPausedMasterIsReplaced() {
        ClusterNode master = cluster.masterOf(16383);

        cluster.pause(master);
        ClusterNode promoted = cluster.awaitPromotion(master);
        cluster.resume(master);
        cluster.awaitReady();

        assertThat(cluster.replicasOf(promoted)).containsExactly(master);
    }

    @Test
    void aMasterPausedAndThenKilledIsReplaced() {
        ClusterNode master = cluster.masterOf(0);

        cluster.pause(master);
        ClusterNode promoted = cluster.awaitPromotion(master);
        cluster.kill(master);

        assertThat(cluster.awaitPromotion(master)).isEqualTo(promoted);
    }

    @Test
    void failoverSwapsTheRoles() {
        ClusterNode master = cluster.masterOf(8000);
        ClusterNode replica = cluster.replicasOf(master).get(0);

        cluster.failover(replica);

        assertThat(cluster.masterOf(8000)).isEqualTo(replica);
        assertThat(cluster.replicasOf(replica)).containsExactly(master);
        for (ClusterNode observer : cluster.nodes()) {
            assertThat(cluster.viewsOf(observer))
                    .filteredOn(NodeView::isMaster)
                    .extracting(NodeView::id)
                    .contains(replica.id())
                    .doesNotContain(master.id());
        }
    }

    @Test
    void failoverOfAMasterIsRefused() {
        assertThatThrownBy(() -> cluster.failover(cluster.masterOf(0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void repairBringsBackAWholeShard() {
        ClusterNode master = cluster.masterOf(0);
        ClusterNode replica = cluster.replicasOf(master).get(0);
        cluster.kill(replica);
        cluster.pause(master);

        cluster.repair();

        cluster.awaitReady();
        assertThat(cluster.nodes()).allMatch(ClusterNode::isRunning);
    }

    @Test
    void awaitReadyNamesADeadNode() {
        ClusterNode dead = cluster.nodes().get(5);
        cluster.kill(dead);
        // The last node asked, and already missed by the first.
        Deadline.in(Duration.ofSeconds(10))
                .await(
                        "the failure to be agreed on",
                        () -> cluster.view(dead).isFailed()
                                ? Optional.empty()
                                : Optional.of(cluster.view(dead).toString()));

        assertThatThrownBy(cluster::awaitReady)
                .isInstanceOf(EmbeddedClusterException.class)
                .hasMessageContaining(dead.toString());
    }
}
