// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.sample.app.SampleCluster;
import io.slotcache.sample.screen.Screen;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each command on a real cluster. That they promise something and can fail at it is shown by {@link BrokenPromiseIT}. */
@ExtendWith(EmbeddedClusterExtension.class)
final class CommandsIT {

    @Test
    void clusterShowsEveryNode(EmbeddedCluster cluster) {
        String output = succeed(cluster, "cluster");
        assertThat(output).contains("cluster_slots_assigned  16384");
        cluster.nodes()
                .forEach(node -> assertThat(output).contains(node.id().substring(0, 8), "127.0.0.1:" + node.port()));
        assertThat(output.lines().filter(line -> line.contains("↳"))).hasSize(3);
    }

    @Test
    void distributionCountsAllEntriesAndLeavesNone(EmbeddedCluster cluster) {
        String output = succeed(cluster, "distribution");
        assertThat(output)
                .contains(
                        "Laptop",
                        "Webcam",
                        "✔ All 10,000 entries were found in Redis",
                        "✔ SlotCache's statistics count the same on every master",
                        "✔ Fullest master / mean is 1.0");
        assertThat(output).contains("10,000  100 %");
        assertThat(keys(cluster)).as("keys left behind").isZero();
    }

    @Test
    void hashTagsReadAllOfAUserAtOnce(EmbeddedCluster cluster) {
        String output = succeed(cluster, "hashtags");
        assertThat(output).contains("John, theme dark", "INFO commandstats: 1", "→ CROSSSLOT Keys in request");
    }

    @Test
    void statisticsOfTwoNodes(EmbeddedCluster cluster) {
        String output = succeed(cluster, "stats");
        assertThat(output).contains("UserSettings", "✔ All 12 reads were hits (12), with 0 SQL statements");
    }

    @Test
    void benchSparesAllSqlOfTheReads(EmbeddedCluster cluster) {
        String output = succeed(cluster, "bench");
        assertThat(output).containsPattern("SQL statements of the reads +100 +0\\n");
    }

    @Test
    void failoverKillsAMasterAndBringsItBack(EmbeddedCluster cluster) {
        List<ClusterNode> mastersBefore = cluster.masters();
        String output = succeed(cluster, "failover");
        assertThat(output)
                .contains(
                        "SIGKILL to process",
                        "✔ No stale read",
                        "✔ The old master is a replica of the new one, in sync");
        assertThat(cluster.masters()).isNotEqualTo(mastersBefore).hasSize(3);
        assertThat(cluster.nodes()).allMatch(ClusterNode::isAlive);
    }

    @Test
    void clusterOfSomebodysIsLeftAloneWithoutConsent(EmbeddedCluster cluster) {
        List<ClusterNode> mastersBefore = cluster.masters();
        CommandRun run = CommandRun.of(
                screen -> {
                    throw new AssertionError("A cluster was named");
                },
                "failover",
                "--nodes",
                String.join(",", cluster.nodeUris()));
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("unless you say --yes", "Nothing was checked");
        assertThat(cluster.masters()).isEqualTo(mastersBefore);
    }

    @Test
    void clusterOfSomebodysChangesRolesWithConsent(EmbeddedCluster cluster) {
        List<Long> processesBefore =
                cluster.nodes().stream().map(ClusterNode::pid).toList();
        String output = succeed(
                cluster, "failover", "--yes", "--nodes", cluster.nodeUris().get(0));
        assertThat(output).contains("✦ CLUSTER FAILOVER: ", "✔ A replica was promoted");
        assertThat(cluster.nodes().stream().map(ClusterNode::pid)).isEqualTo(processesBefore);
        assertThat(keys(cluster)).as("keys left behind").isZero();
    }

    private static String succeed(EmbeddedCluster cluster, String... args) {
        CommandRun run = CommandRun.of(screen -> SampleCluster.lent(cluster), args);
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("promises held").doesNotContain("✘");
        assertThat(run.output().lines()).allMatch(line -> line.length() <= Screen.WIDTH);
        return run.output();
    }

    private static long keys(EmbeddedCluster cluster) {
        return cluster.masters().stream()
                .mapToLong(master -> (Long) cluster.command(master, "DBSIZE"))
                .sum();
    }
}
