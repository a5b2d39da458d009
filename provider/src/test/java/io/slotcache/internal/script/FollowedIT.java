// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.LOCK_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.internal.lease.Stamp;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With Sentinels a master serves only while replicas confirm that they follow it. What Sentinels do is not needed here, nor is the cluster. */
final class FollowedIT {

    private static final long AGE_MILLIS = 3_000;
    private static final String ONE_FOLLOWER = AGE_MILLIS + ",1";

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder()
                .masters(1)
                .nodeTimeout(Duration.ofSeconds(30))
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
    void master_serves_once_a_replica_has_confirmed_a_mark() {
        TestPartition partition = new TestPartition(cluster);
        partition.begin();

        assertThat(renew(partition, ONE_FOLLOWER)).as("no mark was there").isEqualTo("isolated");
        awaitLease(partition);
        assertThat(provesLock(partition, "a")).isTrue();
    }

    @Test
    void hold_begins_and_is_waited_for_without_a_follower() {
        TestPartition partition = new TestPartition(cluster);

        assertThat(partition.renew().contact(ONE_FOLLOWER).hold(60_000).answer())
                .isEqualTo("hold");
        assertThat(partition.renew().contact(ONE_FOLLOWER).hold(60_000).answer())
                .isEqualTo("hold");
    }

    @Test
    void term_does_not_begin_without_a_follower() {
        TestPartition partition = new TestPartition(cluster);
        ClusterNode replica = cluster.replicas().get(0);
        cluster.pause(replica);

        assertThat(partition.renew().contact(ONE_FOLLOWER).answer()).isEqualTo("hold");
        assertThat(partition.renew().contact(ONE_FOLLOWER).answer()).isEqualTo("isolated");
        assertThat(partition.command("HGET", partition.controlKey(), "t")).isNull();

        cluster.resume(replica);
        awaitLease(partition);
    }

    @Test
    void master_whose_replica_is_silent_stops_to_serve_and_to_prove_locks() {
        TestPartition partition = new TestPartition(cluster);
        partition.begin();
        awaitLease(partition);
        ClusterNode replica = cluster.replicas().get(0);

        cluster.pause(replica);
        await("isolation")
                .pollInterval(Duration.ofMillis(50))
                .until(() -> renew(partition, ONE_FOLLOWER).equals("isolated"));
        assertThat(provesLock(partition, "a")).isFalse();
        assertThat(partition.lease()).isNull();

        cluster.resume(replica);
        awaitLease(partition);
        assertThat(provesLock(partition, "b")).isTrue();
    }

    /** What its replicas sent before is among the first things it reads: it says when it was read, not when it was sent. */
    @Test
    void master_that_hung_is_not_followed_before_it_has_asked_anew() {
        TestPartition partition = new TestPartition(cluster);
        partition.begin();
        awaitLease(partition);
        ClusterNode master = partition.master();

        cluster.pause(master);
        long until = System.nanoTime() + Duration.ofMillis(AGE_MILLIS + 500).toNanos();
        await("the age of the last mark").until(() -> System.nanoTime() > until);
        cluster.resume(master);

        assertThat(renew(partition, ONE_FOLLOWER)).isEqualTo("isolated");
        awaitLease(partition);
    }

    @Test
    void more_followers_than_there_are_replicas_are_never_there() {
        TestPartition partition = new TestPartition(cluster);
        partition.begin();
        awaitLease(partition);

        assertThat(renew(partition, AGE_MILLIS + ",2")).isEqualTo("isolated");
    }

    @Test
    void marks_of_another_master_do_not_count() {
        TestPartition partition = new TestPartition(cluster);
        partition.begin();
        awaitLease(partition);
        String marks = (String) partition.command("HGET", partition.controlKey(), "w");
        assertThat(marks).matches("\\w+\\.\\w+\\|\\d+,\\d+(;\\d+,\\d+)*");

        partition.command("HSET", partition.controlKey(), "w", "x" + marks);
        assertThat(renew(partition, ONE_FOLLOWER)).isEqualTo("isolated");
    }

    @Test
    void mark_from_before_the_clock_was_set_back_does_not_count() {
        TestPartition partition = new TestPartition(cluster);
        partition.begin();
        awaitLease(partition);
        String owner = ((String) partition.command("HGET", partition.controlKey(), "w")).replaceAll("\\|.*", "");

        partition.command("HSET", partition.controlKey(), "w", owner + "|99999999999999,1");
        assertThat(renew(partition, ONE_FOLLOWER)).isEqualTo("isolated");
        assertThat((String) partition.command("HGET", partition.controlKey(), "w"))
                .doesNotContain("99999999999999");
    }

    private static boolean provesLock(TestPartition partition, String id) {
        Stamp stamp = TestPartition.NO_STAMP;
        partition.command("DEL", partition.leaseKey());
        return partition.lock(id, stamp, LOCK_MILLIS, ONE_FOLLOWER).proven();
    }

    private static void awaitLease(TestPartition partition) {
        await("a lease")
                .pollInterval(Duration.ofMillis(50))
                .until(() -> renew(partition, ONE_FOLLOWER).equals("lease"));
    }

    private static String renew(TestPartition partition, String contact) {
        partition.command("DEL", partition.leaseKey());
        return partition.renew().contact(contact).answer();
    }
}
