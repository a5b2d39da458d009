// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.RedisCluster;

/** Kills the process of a master of the embedded cluster, and starts it again. */
public final class KilledMaster implements Handover {

    private final EmbeddedCluster cluster;
    private final RedisCluster redis;
    private final ClusterNode master;

    public KilledMaster(EmbeddedCluster cluster, RedisCluster redis, NodeLine master) {
        this.cluster = cluster;
        this.redis = redis;
        this.master = cluster.nodes().stream()
                .filter(node -> node.id().equals(master.id()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String strike() {
        long pid = master.pid();
        cluster.kill(master);
        return "SIGKILL to process " + pid + ", the master on port " + master.port();
    }

    @Override
    public NodeLine awaitPromotion() {
        return redis.node(cluster.awaitPromotion(master).id());
    }

    @Override
    public NodeLine restore() {
        cluster.restart(master);
        return redis.node(master.id());
    }
}
