// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

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
     * Makes it of the configuration. Opens the Redisson YAML, if there is one; connects to nothing.
     *
     * @throws InvalidSettingException if the YAML can't be read or used
     */
    public static RedissonSetup of(SlotCacheConfiguration configuration) {
        Duration scanInterval = TopologyScan.interval(configuration.lease());
        if (configuration.source() instanceof ConnectionSource.RedissonYaml yaml) {
            return YamlSetup.of(yaml.location(), scanInterval);
        }
        ConnectionSource.Nodes nodes = (ConnectionSource.Nodes) configuration.source();
        return new RedissonSetup(
                NodesSetup.config(nodes, configuration.commandTimeout(), scanInterval), Topology.CLUSTER, List.of());
    }

    @Override
    public String toString() {
        return "RedissonSetup[topology=" + topology + ", overruled=" + overruled + "]";
    }
}
