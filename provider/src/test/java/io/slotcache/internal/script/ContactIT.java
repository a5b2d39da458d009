// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.LOCK_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.internal.lease.LeaseTiming;
import io.slotcache.internal.lease.Stamp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code inContact} of the prelude: a master grants leases only while it hears a majority of the masters, so that one that was cut off stops before
 * another is promoted. No replicas here, so nobody is.
 */
final class ContactIT {

    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(2);
    private static final long CONTACT_AGE =
            LeaseTiming.of(LeaseTiming.longestLease(NODE_TIMEOUT), NODE_TIMEOUT).contactAge();

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder()
                .replicasPerMaster(0)
                .nodeTimeout(NODE_TIMEOUT)
                .directive("cluster-require-full-coverage", "no")
                // Shown as a flag of every node that is not to be taken for "fail".
                .directive("cluster-replica-no-failover", "yes")
                .start();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @AfterEach
    void repair() {
        cluster.repair();
    }

    @Test
    void master_that_hears_the_others_grants_leases() {
        for (ClusterNode master : cluster.masters()) {
            TestPartition partition = new TestPartition(cluster, master);
            partition.begin();

            assertThat(renew(partition)).isEqualTo("lease");
        }
    }

    @Test
    void two_of_three_masters_go_on_granting_leases() {
        List<ClusterNode> masters = cluster.masters();
        TestPartition second = new TestPartition(cluster, masters.get(1));
        TestPartition third = new TestPartition(cluster, masters.get(2));
        second.begin();
        third.begin();
        ClusterNode paused = masters.get(0);

        cluster.pause(paused);
        await("the others to agree that it is down")
                .atMost(NODE_TIMEOUT.multipliedBy(5))
                .until(() -> {
                    assertThat(renew(second)).isEqualTo("lease");
                    assertThat(renew(third)).isEqualTo("lease");
                    return cluster.viewsOf(masters.get(1)).stream()
                            .anyMatch(view -> view.id().equals(paused.id()) && view.isFailed());
                });
        assertThat(renew(second)).isEqualTo("lease");
        assertThat(renew(third)).isEqualTo("lease");
    }

    @Test
    void isolated_master_grants_no_lease_and_proves_no_lock() {
        List<ClusterNode> masters = cluster.masters();
        TestPartition partition = new TestPartition(cluster, masters.get(0));
        Stamp stamp = partition.begin();
        assertThat(withoutLease(partition)
                        .lock("a", stamp, LOCK_MILLIS, CONTACT_AGE)
                        .proven())
                .as("in contact")
                .isTrue();

        cluster.pause(masters.get(1));
        cluster.pause(masters.get(2));
        await("isolation")
                .pollInterval(Duration.ofMillis(10))
                .until(() -> renew(partition).equals("isolated"));

        assertThat(withoutLease(partition)
                        .lock("b", stamp, LOCK_MILLIS, CONTACT_AGE)
                        .proven())
                .isFalse();
        assertThat(partition.holderIds()).as("held all the same").contains("b");
        assertThat(partition.lease()).isNull();
    }

    @Test
    void live_lease_proves_a_lock_without_contact() {
        TestPartition partition = new TestPartition(cluster);
        Stamp stamp = partition.begin();

        assertThat(partition.lock("a", stamp, LOCK_MILLIS, -1).proven()).isTrue();
        assertThat(withoutLease(partition).lock("b", stamp, LOCK_MILLIS, -1).proven())
                .isFalse();
    }

    private static String renew(TestPartition partition) {
        return withoutLease(partition).renew().contact(CONTACT_AGE).answer();
    }

    private static TestPartition withoutLease(TestPartition partition) {
        partition.command("DEL", partition.leaseKey());
        return partition;
    }
}
