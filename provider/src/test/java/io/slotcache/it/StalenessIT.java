// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three nodes read and write the same few rows while a master fails over, is killed and comes back: no read may be older than a commit before it. */
final class StalenessIT {

    private static final int ROWS = 30;

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(2)).start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void no_read_is_older_than_a_commit_before_it() {
        TestDatabase database = TestDatabase.create();
        long seed = System.nanoTime();
        try (TestNode one = start(database);
                TestNode two = start(database);
                TestNode three = start(database)) {
            List<TestNode> nodes = List.of(one, two, three);
            try (CounterWorkload workload = new CounterWorkload(nodes, ROWS, seed)) {
                awaitProgress(workload);
                ClusterNode replica = cluster.replicas().get(0);
                cluster.failover(replica);
                awaitProgress(workload);
                ClusterNode master = cluster.masters().get(0);
                cluster.kill(master);
                cluster.awaitPromotion(master);
                awaitProgress(workload);
                cluster.restart(master);
                cluster.awaitReady();
                awaitProgress(workload);
                workload.close();
                assertThat(workload.staleReads()).as("seed %s", seed).isEmpty();
                assertThat(workload.failures()).as("seed %s", seed).isEmpty();
                long hits = nodes.stream()
                        .mapToLong(node -> node.region(Counter.class).hits())
                        .sum();
                System.out.printf(
                        "%d reads, %d from the cache, %d commits, 0 stale%n",
                        workload.reads(), hits, workload.writes());
                assertThat(hits).as("an empty cache is never stale").isGreaterThan(workload.reads() / 2);
            }
        }
    }

    private static TestNode start(TestDatabase database) {
        return TestNode.start(
                cluster,
                database,
                Map.of(SlotCacheSettings.LEASE, "PT0.3S", "hibernate.connection.pool_size", "10"),
                Counter.class);
    }

    private static void awaitProgress(CounterWorkload workload) {
        long enough = workload.reads() + 5_000;
        await("reads").atMost(Duration.ofSeconds(40)).until(() -> workload.reads() > enough);
    }
}
