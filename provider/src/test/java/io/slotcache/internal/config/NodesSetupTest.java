// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.EqualJitterDelay;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SingleServerConfig;
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

    @Test
    void sentinels_areAskedAsOftenAsAClusterIs_andTheirMasterAlone() {
        RedissonSetup setup = setup(Map.of(
                "hibernate.cache.slotcache.nodes", "redis://app:secret@a:26379,redis://b:26379",
                "hibernate.cache.slotcache.sentinel_master", " mymaster ",
                "hibernate.cache.slotcache.lease", "600",
                "hibernate.cache.slotcache.command_timeout", "120"));
        SentinelServersConfig servers = setup.config().useSentinelServers();

        assertThat(setup.topology()).isEqualTo(Topology.SENTINEL);
        assertThat(servers.getSentinelAddresses()).containsExactly("redis://a:26379", "redis://b:26379");
        assertThat(servers.getMasterName()).isEqualTo("mymaster");
        assertThat(servers.isCheckSentinelsList()).isFalse();
        assertThat(servers.getScanInterval()).isEqualTo(200);
        assertThat(servers.getReadMode()).isEqualTo(ReadMode.MASTER);
        assertThat(servers.getSubscriptionMode()).isEqualTo(SubscriptionMode.MASTER);
        assertThat(servers.getTimeout()).isEqualTo(120);
        assertThat(servers.getRetryAttempts()).isZero();
        assertThat(setup.config().getUsername()).isEqualTo("app");
        assertThat(setup.config().getPassword()).isEqualTo("secret");
    }

    @Test
    void singleServer_isAskedForWhereThereIsNoCluster() {
        ConnectionSource.Nodes node = nodes("rediss://app:secret@a:6379");

        RedissonSetup setup = RedissonSetup.ofSingleServer(node, Duration.ofMillis(120));
        SingleServerConfig server = setup.config().useSingleServer();

        assertThat(setup.topology()).isEqualTo(Topology.SINGLE);
        assertThat(server.getAddress()).isEqualTo("rediss://a:6379");
        assertThat(server.getTimeout()).isEqualTo(120);
        assertThat(server.getRetryAttempts()).isZero();
        assertThat(server.getConnectTimeout()).isEqualTo(1_000);
        assertThat(server.getPingConnectionInterval()).isEqualTo(5_000);
        assertThat(server.getConnectionMinimumIdleSize()).isEqualTo(4);
        assertThat(server.getConnectionPoolSize()).isEqualTo(64);
        assertThat(setup.config().getPassword()).isEqualTo("secret");
    }

    @Test
    void severalServersWithoutACluster_areRefusedWithoutTheirPassword() {
        assertThatThrownBy(() -> RedissonSetup.ofSingleServer(
                        nodes("redis://app:s3cret@a:1,redis://b:2"), Duration.ofMillis(120)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("nodes = 'redis://a:1,redis://b:2': these servers are no cluster");
    }

    private static ConnectionSource.Nodes nodes(String addresses) {
        return (ConnectionSource.Nodes) SettingsParser.parse(Map.of("hibernate.cache.slotcache.nodes", addresses))
                .source();
    }

    private static RedissonSetup setup(Map<String, Object> settings) {
        return RedissonSetup.of(SettingsParser.parse(settings));
    }
}
