// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.ClientAdvice;
import io.slotcache.internal.config.RedissonSetup;
import io.slotcache.internal.config.SlotCacheConfiguration;
import io.slotcache.internal.log.SlotCacheLogger;
import java.util.List;
import org.redisson.Redisson;

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
        return new ClientHandle(Redisson.create(setup.config()), setup.topology(), true);
    }
}
