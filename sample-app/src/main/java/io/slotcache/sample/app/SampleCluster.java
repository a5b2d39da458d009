// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.app;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.sample.redis.RedisCluster;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Redis Cluster of a command: an embedded one, whose servers may be killed, or one that belongs to somebody. */
public final class SampleCluster implements AutoCloseable {

    private final RedisCluster redis;
    private final @Nullable EmbeddedCluster embedded;
    private final boolean owned;

    private SampleCluster(List<String> uris, @Nullable EmbeddedCluster embedded, boolean owned) {
        this.redis = new RedisCluster(uris);
        this.embedded = embedded;
        this.owned = owned;
    }

    /** An embedded cluster that ends when this is closed. */
    public static SampleCluster embedded(EmbeddedCluster cluster) {
        return new SampleCluster(cluster.nodeUris(), cluster, true);
    }

    /** An embedded cluster that others use afterwards. */
    public static SampleCluster lent(EmbeddedCluster cluster) {
        return new SampleCluster(cluster.nodeUris(), cluster, false);
    }

    /** A cluster that runs anyway; nothing of it is stopped. */
    public static SampleCluster of(List<String> nodes) {
        return new SampleCluster(nodes, null, false);
    }

    public RedisCluster redis() {
        return redis;
    }

    /** Present if its servers may be killed. */
    public Optional<EmbeddedCluster> embedded() {
        return Optional.ofNullable(embedded);
    }

    /** Whether nobody else has keys here. */
    boolean isOwned() {
        return owned;
    }

    @Override
    public void close() {
        if (owned && embedded != null) {
            embedded.close();
        }
    }
}
