// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.ClientAdvice;
import io.slotcache.internal.config.ConnectionSource;
import io.slotcache.internal.config.RedissonSetup;
import io.slotcache.internal.config.SlotCacheConfiguration;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.redis.TlsAlerts;
import java.util.List;
import org.redisson.Redisson;
import org.redisson.client.RedisException;
import org.redisson.config.ConfigSupport;

/** A client of our own, made of the addresses or the Redisson configuration that the settings name. */
final class OwnClient implements ClientSource {

    private final SlotCacheConfiguration configuration;

    private OwnClient(SlotCacheConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Reads the file that a setting names: that is the user's to mend, now. */
    static OwnClient of(SlotCacheConfiguration configuration) {
        RedissonSetup setup = RedissonSetup.of(configuration);
        setup.overruled().forEach(SlotCacheLogger.LOG::overruled);
        List<String> advice = ClientAdvice.of(setup.config(), configuration.lease());
        if (!advice.isEmpty()) {
            SlotCacheLogger.LOG.clientCanBeLate(configuration.source().toString(), String.join("; ", advice));
        }
        return new OwnClient(configuration);
    }

    @Override
    public ClientHandle connect() {
        RedissonSetup setup = RedissonSetup.of(configuration);
        try {
            return handle(setup);
        } catch (RedisException e) {
            if (configuration.source() instanceof ConnectionSource.Nodes nodes) {
                return withoutCluster(nodes, e);
            }
            throw e;
        }
    }

    /** Whether the nodes are a cluster's they know themselves. */
    private ClientHandle withoutCluster(ConnectionSource.Nodes nodes, RedisException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("cluster support disabled")) {
                return handle(RedissonSetup.ofSingleServer(nodes, configuration.commandTimeout()));
            }
            if (message.contains("unknown command") && message.contains("CLUSTER")) {
                throw RedissonSetup.clusterUnknown(nodes);
            }
        }
        throw failure;
    }

    private static ClientHandle handle(RedissonSetup setup) {
        TlsAlerts.reportIn(setup.config());
        // We try again ourselves, and Redisson would have a refusal wait until it has tried for as long as a start
        // takes.
        ConfigSupport.getConfig(setup.config()).setRetryAttempts(0);
        return new ClientHandle(Redisson.create(setup.config()), setup.topology(), true);
    }
}
