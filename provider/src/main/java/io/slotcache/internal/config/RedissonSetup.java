// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import io.slotcache.SlotCacheSettings;
import java.time.Duration;
import java.util.List;
import org.redisson.config.Config;

/**
 * What Redisson is started with.
 *
 * @param config to be given to {@code Redisson.create}; holds the password, so it is never printed
 * @param topology how the servers belong together
 * @param overruled what a user's file says and the cache can't do with, one line each, to be logged
 */
public record RedissonSetup(Config config, Topology topology, List<String> overruled) {

    public RedissonSetup {
        overruled = List.copyOf(overruled);
    }

    /**
     * Makes it of the configuration; node addresses are taken to be a cluster's. Opens the Redisson YAML, if there is one;
     * connects to nothing.
     *
     * @throws InvalidSettingException if the YAML can't be read or used
     * @throws IllegalArgumentException if the client is one that the application supplies
     */
    public static RedissonSetup of(SlotCacheConfiguration configuration) {
        Duration scanInterval = TopologyScan.interval(configuration.lease());
        Duration timeout = configuration.commandTimeout();
        ConnectionSource source = configuration.source();
        if (source instanceof ConnectionSource.RedissonYaml yaml) {
            return YamlSetup.of(yaml, scanInterval);
        }
        if (source instanceof ConnectionSource.Nodes nodes) {
            Config config = NodesSetup.cluster(nodes, timeout, scanInterval);
            return new RedissonSetup(config, Topology.CLUSTER, List.of());
        }
        if (source instanceof ConnectionSource.Sentinels sentinels) {
            Config config = NodesSetup.sentinel(sentinels, timeout, scanInterval);
            return new RedissonSetup(config, Topology.SENTINEL, List.of());
        }
        throw new IllegalArgumentException(source.toString());
    }

    /**
     * As {@link #of}, once the server at the only node address has said that it is no cluster's.
     *
     * @throws InvalidSettingException if there are more addresses
     */
    public static RedissonSetup ofSingleServer(ConnectionSource.Nodes nodes, Duration commandTimeout) {
        if (nodes.addresses().size() > 1) {
            throw noCluster(
                    nodes,
                    "these servers are no cluster; expected the address of one server, or those of Sentinels beside "
                            + SlotCacheSettings.SENTINEL_MASTER);
        }
        return new RedissonSetup(NodesSetup.single(nodes, commandTimeout), Topology.SINGLE, List.of());
    }

    /** What to say of servers that don't know the command {@code CLUSTER}. */
    public static InvalidSettingException clusterUnknown(ConnectionSource.Nodes nodes) {
        return noCluster(
                nodes,
                "the server doesn't know the command CLUSTER; for Sentinels set " + SlotCacheSettings.SENTINEL_MASTER
                        + ", for a server without that command a YAML with singleServerConfig by "
                        + SlotCacheSettings.CONFIG);
    }

    private static InvalidSettingException noCluster(ConnectionSource.Nodes nodes, String complaint) {
        return new InvalidSettingException(
                List.of(InvalidSettingException.problem(SlotCacheSettings.NODES, nodes, complaint)));
    }

    @Override
    public String toString() {
        return "RedissonSetup[topology=" + topology + ", overruled=" + overruled + "]";
    }
}
