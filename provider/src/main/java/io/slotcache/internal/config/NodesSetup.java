// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SubscriptionMode;

/**
 * Redisson's configuration for a list of addresses. Its defaults suit a data store: they wait, retry and read from
 * replicas. A cache gives up early, and only a master knows whether an entry still counts.
 */
final class NodesSetup {

    /** Also the time in which the first connections must be up. */
    static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    /** How late a connection is noticed that is dead but was never closed. */
    static final int PING_INTERVAL_MILLIS = 5_000;

    /** The delay grows no longer than this, so that a server that comes back is soon in use. */
    static final Duration LONGEST_RECONNECTION_DELAY = Duration.ofSeconds(1);

    private static final int MASTER_IDLE_CONNECTIONS = 4;
    private static final int MASTER_CONNECTIONS = 64;
    private static final int SUBSCRIPTION_CONNECTIONS = 4;
    private static final int MOST_THREADS = 16;

    private NodesSetup() {}

    /** @param scanInterval how late a failover is noticed at most, see {@link TopologyScan} */
    static Config cluster(ConnectionSource.Nodes nodes, Duration commandTimeout, Duration scanInterval) {
        Config config = client(nodes.credentials());
        ClusterServersConfig servers = config.useClusterServers();
        nodes.addresses().forEach(address -> servers.addNodeAddress(address.toString()));
        setTimes(servers, commandTimeout);
        servers.setScanInterval(Math.toIntExact(scanInterval.toMillis()));
        setPools(servers);
        servers.setCheckSlotsCoverage(true);
        return config;
    }

    /** @param scanInterval as for a cluster */
    static Config sentinel(ConnectionSource.Sentinels sentinels, Duration commandTimeout, Duration scanInterval) {
        Config config = client(sentinels.nodes().credentials());
        SentinelServersConfig servers = config.useSentinelServers().setMasterName(sentinels.masterName());
        sentinels.nodes().addresses().forEach(address -> servers.addSentinelAddress(address.toString()));
        setTimes(servers, commandTimeout);
        servers.setScanInterval(Math.toIntExact(scanInterval.toMillis()));
        // One that answers is enough to start with.
        servers.setCheckSentinelsList(false);
        setPools(servers);
        return config;
    }

    /** Of the first address. */
    static Config single(ConnectionSource.Nodes nodes, Duration commandTimeout) {
        Config config = client(nodes.credentials());
        SingleServerConfig server =
                config.useSingleServer().setAddress(nodes.addresses().get(0).toString());
        setTimes(server, commandTimeout);
        server.setConnectionMinimumIdleSize(MASTER_IDLE_CONNECTIONS)
                .setConnectionPoolSize(MASTER_CONNECTIONS)
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(SUBSCRIPTION_CONNECTIONS);
        return config;
    }

    private static Config client(@Nullable Credentials credentials) {
        int threads = Math.min(2 * Runtime.getRuntime().availableProcessors(), MOST_THREADS);
        Config config = new Config()
                .setCodec(ByteArrayCodec.INSTANCE)
                .setLazyInitialization(false) // it would make the first session wait instead of our connector
                .setThreads(threads)
                .setNettyThreads(threads)
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true);
        if (credentials != null) {
            config.setUsername(credentials.user()).setPassword(credentials.password());
        }
        return config;
    }

    private static void setTimes(BaseConfig<?> servers, Duration commandTimeout) {
        servers.setTimeout(Math.toIntExact(commandTimeout.toMillis()));
        servers.setRetryAttempts(0);
        servers.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        servers.setReconnectionDelay(new EqualJitterDelay(Duration.ofMillis(100), LONGEST_RECONNECTION_DELAY));
        servers.setPingConnectionInterval(PING_INTERVAL_MILLIS);
    }

    /** With both modes on the master Redisson opens no connection to a replica at all. */
    private static void setPools(BaseMasterSlaveServersConfig<?> servers) {
        servers.setReadMode(ReadMode.MASTER);
        servers.setSubscriptionMode(SubscriptionMode.MASTER);
        servers.setMasterConnectionMinimumIdleSize(MASTER_IDLE_CONNECTIONS);
        servers.setMasterConnectionPoolSize(MASTER_CONNECTIONS);
        servers.setSlaveConnectionMinimumIdleSize(1);
        servers.setSubscriptionConnectionMinimumIdleSize(1);
        servers.setSubscriptionConnectionPoolSize(SUBSCRIPTION_CONNECTIONS);
    }
}
