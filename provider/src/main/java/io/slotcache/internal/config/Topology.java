// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import org.redisson.config.BaseConfig;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConfigSupport;
import org.redisson.config.MasterSlaveServersConfig;
import org.redisson.config.ReplicatedServersConfig;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SingleServerConfig;

/** How the servers belong together, as Redisson has been told. */
public enum Topology {
    CLUSTER(ClusterServersConfig.class),
    SINGLE(SingleServerConfig.class),
    SENTINEL(SentinelServersConfig.class),
    REPLICATED(ReplicatedServersConfig.class),
    MASTER_SLAVE(MasterSlaveServersConfig.class);

    /** Why {@link #REPLICATED} can't be used, completing "…: ". */
    public static final String REPLICATED_REFUSED =
            "it uses replicatedServersConfig, where Redisson takes whichever server"
                    + " calls itself master: two that do so at once would serve different entries. Use a cluster, Sentinel or a"
                    + " single server";

    private final Class<? extends BaseConfig<?>> section;

    Topology(Class<? extends BaseConfig<?>> section) {
        this.section = section;
    }

    /**
     * The topology that Redisson will choose, also where a file has several server sections.
     *
     * @throws IllegalArgumentException if no servers are configured, or a pool is smaller than its idle minimum
     */
    public static Topology of(Config config) {
        BaseConfig<?> servers = ConfigSupport.getConfig(config);
        for (Topology topology : values()) {
            if (topology.section.isInstance(servers)) {
                return topology;
            }
        }
        throw new IllegalArgumentException(
                "unknown servers " + servers.getClass().getName());
    }
}
