// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SubscriptionMode;

/** What Redisson is told when nodes are given. */
final class NodesSetupTest {

    @Test
    void nodes_becomeAClusterThatGivesUpEarlyAndAsksMastersOnly() {
        RedissonSetup setup = setup(Map.of(
                "hibernate.cache.slotcache.nodes", "redis://a:7001,redis://[::1]:7002",
                "hibernate.cache.slotcache.command_timeout", "120"));
        ClusterServersConfig servers = setup.config().useClusterServers();

        assertThat(setup.topology()).isEqualTo(Topology.CLUSTER);
        assertThat(setup.overruled()).isEmpty();
        assertThat(servers.getNodeAddresses()).containsExactly("redis://a:7001", "redis://[::1]:7002");
        assertThat(servers.getReadMode()).isEqualTo(ReadMode.MASTER);
        assertThat(servers.getSubscriptionMode()).isEqualTo(SubscriptionMode.MASTER);
        assertThat(servers.getTimeout()).isEqualTo(120);
        assertThat(servers.getRetryAttempts()).isZero();
        assertThat(servers.getConnectTimeout()).isEqualTo(1_000);
        assertThat(servers.getScanInterval()).as("a third of the lease").isEqualTo(333);
        assertThat(servers.getPingConnectionInterval()).isEqualTo(5_000);
        assertThat(((EqualJitterDelay) servers.getReconnectionDelay()).getMaxDelay())
                .hasSeconds(1);
        assertThat(servers.isCheckSlotsCoverage()).isTrue();
    }

    @Test
    void pools_startSmall() {
        ClusterServersConfig servers = setup(Map.of()).config().useClusterServers();

        assertThat(servers.getMasterConnectionMinimumIdleSize()).isEqualTo(4);
        assertThat(servers.getMasterConnectionPoolSize()).isEqualTo(64);
        assertThat(servers.getSlaveConnectionMinimumIdleSize()).isEqualTo(1);
        assertThat(servers.getSubscriptionConnectionMinimumIdleSize()).isEqualTo(1);
        assertThat(servers.getSubscriptionConnectionPoolSize()).isEqualTo(4);
    }

    @Test
    void client_isEagerAndSmallAndLeavesBytesAlone() {
        Config config = setup(Map.of()).config();

        assertThat(config.isLazyInitialization()).isFalse();
        assertThat(config.getCodec()).isSameAs(ByteArrayCodec.INSTANCE);
        assertThat(config.getThreads())
                .isEqualTo(config.getNettyThreads())
                .isEqualTo(Math.min(16, 2 * Runtime.getRuntime().availableProcessors()));
        assertThat(config.isTcpKeepAlive()).isTrue();
        assertThat(config.isTcpNoDelay()).isTrue();
        assertThat(config.getUsername()).isNull();
        assertThat(config.getPassword()).isNull();
    }

    @Test
    void credentials_areThoseOfTheClient_notOfTheAddress() {
        Config config = setup(Map.of("hibernate.cache.slotcache.nodes", "rediss://app:s%40cret@a:7001"))
                .config();

        assertThat(config.getUsername()).isEqualTo("app");
        assertThat(config.getPassword()).isEqualTo("s@cret");
        assertThat(config.useClusterServers().getNodeAddresses()).containsExactly("rediss://a:7001");
    }

    private static RedissonSetup setup(Map<String, Object> settings) {
        return RedissonSetup.of(SettingsParser.parse(settings));
    }
}
