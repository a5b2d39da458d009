// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While a shard is down a cluster with full coverage refuses everybody everything, so that transactions can have committed without locks anywhere. */
final class SuspicionIT {

    @Test
    void what_a_healthy_master_refused_for_a_while_gets_a_new_term() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(2)).start()) {
            TestDatabase database = TestDatabase.create();
            try (TestNode node =
                    TestNode.start(cluster, database, Map.of(SlotCacheSettings.LEASE, "PT0.3S"), Book.class)) {
                node.inTransaction(session -> session.persist(new Book(1L, "Dune")));
                var place = node.cache().locate(Book.class, 1L);
                ClusterNode healthy = cluster.masterOf(place.slot());
                ClusterNode other = cluster.masters().stream()
                        .filter(master -> !master.equals(healthy))
                        .findAny()
                        .orElseThrow();
                String control = place.key().substring(0, place.key().indexOf("}:") + 2) + "c";
                Object term = cluster.command(healthy, "HGET", control, "t");

                cluster.kill(other);
                cluster.awaitPromotion(other);

                await("a new term").atMost(Duration.ofSeconds(10)).until(() -> {
                    Object now = cluster.command(healthy, "HGET", control, "t");
                    return now != null && !now.equals(term);
                });
                assertThat(cluster.masterOf(place.slot())).isEqualTo(healthy);
                assertThat(node.awaitHit(Book.class, 1L).getTitle()).isEqualTo("Dune");
            }
        }
    }
}
