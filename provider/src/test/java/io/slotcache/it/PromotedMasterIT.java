// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.it.Things.Plain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A coordinated failover: for up to a lease the old master may serve what the new one locks or evicts, so that proves nothing. */
final class PromotedMasterIT {

    /** Long, so that what has to happen within it does on a busy machine too. */
    private static final long LEASE_MILLIS = 2000;

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(15)).start();
        nodes = TwoNodes.start(
                cluster,
                Map.of(
                        SlotCacheSettings.ON_LOCK_FAILURE,
                        "strict",
                        SlotCacheSettings.COMMAND_TIMEOUT,
                        "PT0.2S",
                        SlotCacheSettings.LEASE,
                        "PT2S"),
                Things.ALL);
    }

    @AfterAll
    static void stop() {
        nodes.close();
        cluster.close();
    }

    @Test
    void strict_transaction_does_not_commit_within_a_lease_of_the_promotion() {
        Long id = idOf(cluster.masterOf(0));
        promoteReplicaOf(id);
        await("a commit")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> isRenamed(id));

        assertThat(millisSinceHoldBegan(id)).isGreaterThanOrEqualTo(LEASE_MILLIS);
    }

    @Test
    void eviction_within_a_lease_of_the_promotion_counts_as_missed() {
        Long id = idOf(cluster.masterOf(16_383));
        try (CapturedLog log = new CapturedLog()) {
            promoteReplicaOf(id);
            nodes.first().factory().getCache().evictEntityData(Plain.class, id);
            assumeThat(millisSinceHoldBegan(id)).as("soon enough").isLessThan(LEASE_MILLIS);

            assertThat(log.messages("SLOTCACHE0009")).isNotEmpty();
        }
    }

    /** Of a new row on this master. */
    private static Long idOf(ClusterNode master) {
        Long id = nodes.persisted(Plain.class, "old");
        while (!nodes.master(Plain.class, id).equals(master)) {
            id = nodes.persisted(Plain.class, "old");
        }
        return id;
    }

    /** Returns as soon as the new master is on hold and the old one has given way. */
    private static void promoteReplicaOf(Long id) {
        ClusterNode old = nodes.master(Plain.class, id);
        // Not failover(), which waits until the old master is in sync: by then the lease is over.
        cluster.command(cluster.replicasOf(old).get(0), "CLUSTER", "FAILOVER");
        await("the old master's end").pollInterval(Duration.ofMillis(5)).until(() -> {
            List<?> role = (List<?>) cluster.command(old, "ROLE");
            return role.get(0).equals("slave");
        });
        await("the hold").pollInterval(Duration.ofMillis(5)).until(() -> hold(id) != null);
    }

    private static boolean isRenamed(Long id) {
        try {
            nodes.first().inTransaction(session -> session.find(Plain.class, id).setName("new"));
            return true;
        } catch (HibernateException e) {
            assertThat(e).hasStackTraceContaining("SLOTCACHE0101");
            return false;
        }
    }

    /** The server time at which the hold began; null if there is none. */
    private static String hold(Long id) {
        String key = nodes.first().cache().locate(Plain.class, id).key();
        return (String) cluster.command(
                nodes.master(Plain.class, id), "HGET", key.substring(0, key.indexOf("}:") + 2) + "c", "hs");
    }

    private static long millisSinceHoldBegan(Long id) {
        String began = hold(id);
        // No longer there: the hold is longer than a lease.
        if (began == null) {
            return Long.MAX_VALUE;
        }
        List<?> time = (List<?>) cluster.command(nodes.master(Plain.class, id), "TIME");
        return Long.parseLong((String) time.get(0)) * 1000
                + Long.parseLong((String) time.get(1)) / 1000
                - Long.parseLong(began);
    }
}
