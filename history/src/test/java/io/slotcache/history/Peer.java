// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import io.slotcache.cluster.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Redisson Hibernate on the same cluster, set up as its documentation says; for the same workload. */
final class Peer {

    private Peer() {}

    static Map<String, String> settings(EmbeddedCluster cluster) throws IOException {
        Path yaml = Files.createTempFile("redisson", ".yaml");
        Files.writeString(
                yaml,
                cluster.nodeUris().stream()
                        .map(uri -> "    - \"" + uri + "\"\n")
                        .collect(Collectors.joining("", "clusterServersConfig:\n  nodeAddresses:\n", "")));
        return Map.of(
                "hibernate.cache.region.factory_class", "org.redisson.hibernate.RedissonRegionFactory",
                "hibernate.cache.redisson.config", yaml.toString(),
                "hibernate.cache.redisson.fallback", "true",
                // Without this, Hibernate stores almost nothing through it.
                "hibernate.cache.use_minimal_puts", "false");
    }
}
