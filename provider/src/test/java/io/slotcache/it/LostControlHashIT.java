// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.it.Things.Plain;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Memory pressure takes a partition's control hash, and with it the memory of what was voided; the lease lives on for a moment. */
final class LostControlHashIT {

    @Test
    void entry_that_was_voided_with_its_region_does_not_come_back() {
        // A long lease, so that no keeper looks between the loss and the read.
        Map<String, Object> settings = Map.of(SlotCacheSettings.LEASE, "PT2S");
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .masters(3)
                        .replicasPerMaster(0)
                        .nodeTimeout(Duration.ofSeconds(15))
                        .start();
                TwoNodes nodes = TwoNodes.start(cluster, settings, Things.ALL)) {
            Long id = nodes.cached(Plain.class, "old");
            String key = nodes.first().cache().locate(Plain.class, id).key();
            String control = key.substring(0, key.indexOf("}:") + 2) + "c";
            ClusterNode master = nodes.master(Plain.class, id);
            nodes.first().factory().getCache().evictRegion(Plain.class.getName());

            cluster.command(master, "DEL", control);

            assertThat(cluster.command(master, "EXISTS", key))
                    .as("only void, not gone")
                    .isEqualTo(1L);
            assertThat(nodes.second().find(Plain.class, id).isHit()).isFalse();
        }
    }

    @Test
    void somebody_elses_bytes_in_the_control_hash_are_a_miss_and_no_exception() {
        try (EmbeddedCluster cluster =
                        EmbeddedCluster.builder().replicasPerMaster(0).start();
                TwoNodes nodes = TwoNodes.start(cluster, Map.of(), Things.ALL)) {
            Long id = nodes.cached(Plain.class, "thing");
            String key = nodes.first().cache().locate(Plain.class, id).key();
            String control = key.substring(0, key.indexOf("}:") + 2) + "c";
            nodes.first().factory().getCache().evictRegion(Plain.class.getName());

            cluster.command(nodes.master(Plain.class, id), "HSET", control, "G:" + Plain.class.getName(), "garbage");

            assertThat(nodes.second().find(Plain.class, id).isHit()).isFalse();
            assertThat(nodes.second().find(Plain.class, id).entity().getName()).isEqualTo("thing");
        }
    }
}
