// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConfigSupport;
import org.redisson.config.ReadMode;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SingleServerConfig;
import org.redisson.misc.RedisURI;

/**
 * Redisson's configuration from a file of the user's. What the cache relies on is set over it; pools, TLS, time-outs and
 * retries stay, since every command of the cache brings its own deadline.
 */
final class YamlSetup {

    private YamlSetup() {}

    static RedissonSetup of(ConnectionSource.RedissonYaml yaml, Duration scanInterval) {
        String text;
        try {
            text = YamlLocation.read(yaml.location());
        } catch (IOException e) {
            String cause = e.getClass().getSimpleName() + ": " + e.getMessage();
            throw invalid(yaml, "it can't be read; " + Redaction.of(cause));
        }
        Config config = parse(yaml, text);
        try {
            Topology topology = Topology.of(config);
            if (topology == Topology.REPLICATED) {
                throw invalid(yaml, Topology.REPLICATED_REFUSED);
            }
            requireAddresses(yaml, config);
            return new RedissonSetup(config, topology, overrule(config, scanInterval));
        } catch (IllegalArgumentException e) {
            throw invalid(yaml, "Redisson can't use it: " + e.getMessage());
        }
    }

    /** The cause of a failure is not kept: its message quotes the lines around, and one may hold a password. */
    private static Config parse(ConnectionSource.RedissonYaml yaml, String text) {
        Config config;
        try {
            config = Config.fromYAML(text);
        } catch (RuntimeException e) {
            throw invalid(yaml, YamlFailure.describe(e));
        }
        if (config == null) {
            throw invalid(yaml, "it is empty; expected a Redisson YAML");
        }
        return config;
    }

    /**
     * Before Redisson connects and fails. The reason is not kept: it quotes the place that Java cannot parse, which is where a password is that was not
     * encoded.
     */
    private static void requireAddresses(ConnectionSource.RedissonYaml yaml, Config config) {
        try {
            addresses(config).forEach(RedisURI::new);
        } catch (RuntimeException e) {
            throw invalid(
                    yaml,
                    "an address in it is not of the form redis://host:port; user and password are best written as username and"
                            + " password at the top level, and before @ they must be percent-encoded");
        }
    }

    private static List<String> addresses(Config config) {
        BaseConfig<?> servers = ConfigSupport.getConfig(config);
        if (servers instanceof ClusterServersConfig cluster) {
            return cluster.getNodeAddresses();
        }
        if (servers instanceof SentinelServersConfig sentinel) {
            return sentinel.getSentinelAddresses();
        }
        return servers instanceof SingleServerConfig single && single.getAddress() != null
                ? List.of(single.getAddress())
                : List.of();
    }

    private static InvalidSettingException invalid(ConnectionSource.RedissonYaml yaml, String complaint) {
        return new InvalidSettingException(
                List.of(InvalidSettingException.problem(yaml.key(), yaml.location(), complaint)));
    }

    private static List<String> overrule(Config config, Duration scanInterval) {
        List<String> overruled = new ArrayList<>();
        overruleScan(config, Math.toIntExact(scanInterval.toMillis()), overruled);
        if (ConfigSupport.getConfig(config) instanceof BaseMasterSlaveServersConfig<?> servers
                && servers.getReadMode() != ReadMode.MASTER) {
            overruled.add("readMode " + servers.getReadMode()
                    + " became MASTER: only the master of an entry knows whether it still counts");
            servers.setReadMode(ReadMode.MASTER);
        }
        if (config.isLazyInitialization()) {
            overruled.add("lazyInitialization true became false: the cache connects in the background by itself");
            config.setLazyInitialization(false);
        }
        if (config.getCodec() != null && !(config.getCodec() instanceof ByteArrayCodec)) {
            overruled.add("codec " + config.getCodec().getClass().getName()
                    + " became ByteArrayCodec: the cache encodes its entries itself");
        }
        config.setCodec(ByteArrayCodec.INSTANCE);
        return overruled;
    }

    private static void overruleScan(Config config, int millis, List<String> overruled) {
        int given = 0;
        if (ConfigSupport.getConfig(config) instanceof ClusterServersConfig servers) {
            given = servers.getScanInterval();
            servers.setScanInterval(Math.min(given, millis));
        } else if (ConfigSupport.getConfig(config) instanceof SentinelServersConfig servers) {
            given = servers.getScanInterval();
            servers.setScanInterval(Math.min(given, millis));
        }
        if (given > millis) {
            overruled.add("scanInterval " + given + " became " + millis
                    + ": a third of the lease, so that a failover is noticed before the new master is read");
        }
    }
}
