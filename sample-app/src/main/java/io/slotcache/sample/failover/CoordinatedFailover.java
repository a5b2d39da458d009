// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.sample.app.Patience;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.RedisCluster;
import io.slotcache.sample.redis.RedisNode;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/** Asks a replica to take over from a master that is well: nothing is stopped, and nothing lost. */
public final class CoordinatedFailover implements Handover {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final RedisCluster redis;
    private final NodeLine master;
    private final NodeLine replica;

    public CoordinatedFailover(RedisCluster redis, NodeLine master, NodeLine replica) {
        this.redis = redis;
        this.master = master;
        this.replica = replica;
    }

    @Override
    public String strike() throws InterruptedException {
        try (RedisNode node = redis.connect(replica)) {
            node.command("CLUSTER", "FAILOVER");
        }
        awaitPromotion();
        return "CLUSTER FAILOVER: " + replica.address() + " was asked to take over from " + master.address();
    }

    @Override
    public NodeLine awaitPromotion() throws InterruptedException {
        Patience.await(LIMIT, () -> redis.node(replica.id()).isMaster());
        return redis.node(replica.id());
    }

    @Override
    public NodeLine restore() throws InterruptedException {
        if (!Patience.await(
                LIMIT, () -> replica.id().equals(redis.node(master.id()).replicates()))) {
            LoggerFactory.getLogger(CoordinatedFailover.class).error("{} did not become a replica", master.address());
        }
        return redis.node(master.id());
    }
}
