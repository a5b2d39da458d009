// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.redisson.config.BaseConfig;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConfigSupport;
import org.redisson.config.SentinelServersConfig;

/**
 * What of a client's configuration, which is not ours to change, makes it notice late that a master is gone. While it has not, its transactions miss
 * their locks, and what they commit can be read from the cache elsewhere as it was before (mode {@code available}), or they fail ({@code strict}).
 *
 * <p>Of no concern: what a command of the cache brings itself (time-out, retries, read mode, codec), the size of pools, and mappers of names, which
 * the cache's keys do not go through.
 */
public final class ClientAdvice {

    private ClientAdvice() {}

    /** One line for each value that hurts, with what to set instead; empty if none does. */
    public static List<String> of(Config config, Duration lease) {
        List<String> advice = new ArrayList<>();
        BaseConfig<?> servers = ConfigSupport.getConfig(config);
        long scanInterval = TopologyScan.interval(lease).toMillis();
        scanInterval(servers).ifPresent(millis -> {
            if (millis > scanInterval) {
                advice.add(
                        "scanInterval is " + millis + " ms: set it to " + scanInterval
                                + " or less, a third of the lease, or others read from a new master before this client has found it");
            }
        });
        if (servers.getTimeout() > NodesSetup.CONNECT_TIMEOUT_MILLIS) {
            advice.add("timeout is " + servers.getTimeout() + " ms: set it to " + NodesSetup.CONNECT_TIMEOUT_MILLIS
                    + " or less, or a server that hangs holds up the search for its successor");
        }
        if (servers.getConnectTimeout() > NodesSetup.CONNECT_TIMEOUT_MILLIS) {
            advice.add("connectTimeout is " + servers.getConnectTimeout() + " ms: set it to "
                    + NodesSetup.CONNECT_TIMEOUT_MILLIS + " or less, or a host that is gone does");
        }
        addConnectionAdvice(advice, servers);
        return advice;
    }

    private static void addConnectionAdvice(List<String> advice, BaseConfig<?> servers) {
        int ping = servers.getPingConnectionInterval();
        if (ping == 0 || ping > NodesSetup.PING_INTERVAL_MILLIS) {
            advice.add("pingConnectionInterval is " + ping + " ms: set it to " + NodesSetup.PING_INTERVAL_MILLIS
                    + ", or a connection that is dead but was never closed stays in use");
        }
        // Late enough for any strategy to have reached its longest delay.
        Duration delay = servers.getReconnectionDelay().calcDelay(30);
        if (delay.compareTo(NodesSetup.LONGEST_RECONNECTION_DELAY) > 0) {
            advice.add("reconnectionDelay grows to " + delay.toMillis() + " ms: let it end at "
                    + NodesSetup.LONGEST_RECONNECTION_DELAY.toMillis()
                    + ", or a server that is back is used by others first");
        }
    }

    private static OptionalInt scanInterval(BaseConfig<?> servers) {
        if (servers instanceof ClusterServersConfig cluster) {
            return OptionalInt.of(cluster.getScanInterval());
        }
        return servers instanceof SentinelServersConfig sentinel
                ? OptionalInt.of(sentinel.getScanInterval())
                : OptionalInt.empty();
    }
}
