// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Run by two classes with the extension: both get the same cluster, and each finds it repaired although the other one
 * leaves a node dead and one paused.
 */
abstract class SharedClusterTests {

    private static final AtomicReference<EmbeddedCluster> SEEN = new AtomicReference<>();

    @Test
    void sharesOneClusterAndFindsItRepaired(EmbeddedCluster cluster, EmbeddedCluster again) {
        SEEN.compareAndSet(null, cluster);
        assertThat(again).isSameAs(cluster).isSameAs(SEEN.get());
        assertThat(cluster.nodes()).hasSize(6).allMatch(ClusterNode::isRunning);
        cluster.awaitReady();

        cluster.kill(cluster.replicas().get(0));
        cluster.pause(cluster.replicas().get(1));
    }
}
