// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.internal.lease.Stamp;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A full resync copies a lease to a replica. The copy must say nothing of what is invalidated later, nor prove a lock once the replica is promoted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CopiedLeaseIT {

    private EmbeddedCluster cluster;
    private TestPartition partition;
    private ClusterNode replica;
    private Stamp stamp;

    @BeforeAll
    void start() {
        cluster = EmbeddedCluster.builder()
                .nodeTimeout(Duration.ofSeconds(2))
                .directive("enable-debug-command", "local")
                .start();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @BeforeEach
    void copy() {
        cluster.repair();
        partition = new TestPartition(cluster);
        // A promoted master remembers its predecessor's replication id, and that it has one must be seen with any id.
        do {
            partition.command("DEBUG", "CHANGE-REPL-ID");
        } while (!String.valueOf(partition.command("INFO", "replication")).contains("master_replid:0"));
        stamp = partition.begin();
        replica = cluster.replicasOf(partition.master()).get(0);
        cluster.kill(replica);
        cluster.restart(replica);
        cluster.awaitReady();
        await("the copy").atMost(Duration.ofSeconds(20)).until(this::hasCopy);
    }

    @Test
    void invalidation_ends_the_copy() {
        partition.evictRegion(REGION);

        assertThat(partition.lease()).startsWith(stamp.term() + "|1|1|");
        await("the end of the copy").atMost(Duration.ofSeconds(10)).until(() -> !hasCopy());
    }

    @Test
    void copy_proves_nothing_on_the_master_that_was_its_replica() {
        cluster.failover(replica);
        TestPartition promoted = partition.onMasterOfNow();
        assertThat(promoted.lease()).isEqualTo(stamp.term() + "|0|0|1");

        assertThat(promoted.lock("a", stamp).proven()).isFalse();
    }

    @Test
    void copy_reassures_nobody_who_renews() {
        cluster.failover(replica);
        TestPartition promoted = partition.onMasterOfNow();

        assertThat(promoted.renew().seeing("another").hold(1_000).answer()).isEqualTo("hold");
        assertThat(promoted.lease()).isNull();
    }

    private boolean hasCopy() {
        return String.valueOf(cluster.command(replica, "SCAN", "0", "MATCH", partition.leaseKey(), "COUNT", "100000"))
                .contains(partition.leaseKey());
    }
}
