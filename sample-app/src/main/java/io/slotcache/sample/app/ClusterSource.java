// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.app;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.sample.screen.Format;
import io.slotcache.sample.screen.Screen;
import io.slotcache.sample.screen.Style;
import java.time.Duration;

/** Where the cluster comes from when none is named. */
@FunctionalInterface
public interface ClusterSource {

    SampleCluster open(Screen screen);

    /** Six new Redis servers, ended with the command. */
    static SampleCluster startEmbedded(Screen screen) {
        screen.blank();
        screen.status("Starting six Redis servers …");
        long start = System.nanoTime();
        EmbeddedCluster cluster = EmbeddedCluster.start();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        screen.line(
                "A Redis Cluster of " + cluster.nodes().size() + " real servers is ready on 127.0.0.1 after "
                        + Format.duration(took) + "; it ends with this command.",
                Style.PLAIN);
        return SampleCluster.embedded(cluster);
    }
}
