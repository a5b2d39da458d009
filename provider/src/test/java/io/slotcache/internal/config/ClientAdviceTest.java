// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redisson.config.BaseConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;

/** What of a client's configuration is said to hurt, and that what SlotCache sets itself is not. */
final class ClientAdviceTest {

    private static final Duration LEASE = Duration.ofSeconds(1);

    @Test
    void whatWeSetOurselves_isFine() {
        assertThat(ClientAdvice.of(
                        RedissonSetup.of(SettingsParser.parse(Map.of())).config(), LEASE))
                .isEmpty();
    }

    @Test
    void cluster_isScannedAsOftenAsTheLeaseAsks() {
        Config config = new Config();
        quick(config.useClusterServers().addNodeAddress("redis://h:1").setScanInterval(200));

        assertThat(ClientAdvice.of(config, Duration.ofMillis(600))).isEmpty();
        assertThat(ClientAdvice.of(config, Duration.ofMillis(300)))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("scanInterval is 200 ms: set it to 100 or less"));
    }

    @Test
    void sentinels_areAskedAsOften() {
        Config config = new Config();
        quick(config.useSentinelServers().setMasterName("m").addSentinelAddress("redis://h:1"));

        assertThat(ClientAdvice.of(config, LEASE))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("scanInterval is 1000 ms: set it to 333 or less"));
    }

    @Test
    void singleServer_isNotScanned() {
        Config config = new Config();
        quick(config.useSingleServer().setAddress("redis://h:1"));

        assertThat(ClientAdvice.of(config, LEASE)).isEmpty();
    }

    @Test
    void everyLimit_isSaidByItself() {
        Config config = new Config();
        BaseConfig<?> server = quick(config.useSingleServer().setAddress("redis://h:1"));

        server.setTimeout(1001);
        assertOnly(config, "timeout is 1001 ms: set it to 1000 or less");
        server.setTimeout(1000);
        server.setConnectTimeout(1001);
        assertOnly(config, "connectTimeout is 1001 ms: set it to 1000 or less");
        server.setConnectTimeout(1000);
        server.setPingConnectionInterval(5001);
        assertOnly(config, "pingConnectionInterval is 5001 ms: set it to 5000");
        server.setPingConnectionInterval(0);
        assertOnly(config, "pingConnectionInterval is 0 ms: set it to 5000");
        server.setPingConnectionInterval(5000);
        server.setReconnectionDelay(new ConstantDelay(Duration.ofMillis(1001)));
        assertOnly(config, "reconnectionDelay grows to 1001 ms: let it end at 1000");
    }

    private static void assertOnly(Config config, String start) {
        List<String> advice = ClientAdvice.of(config, LEASE);
        assertThat(advice).singleElement().satisfies(line -> assertThat(line).startsWith(start));
    }

    private static BaseConfig<?> quick(BaseConfig<?> servers) {
        servers.setTimeout(1000);
        servers.setConnectTimeout(1000);
        servers.setPingConnectionInterval(5000);
        servers.setReconnectionDelay(new ConstantDelay(Duration.ofSeconds(1)));
        return servers;
    }
}
