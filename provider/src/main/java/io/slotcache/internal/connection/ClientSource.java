// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.ConnectionSource;
import io.slotcache.internal.config.SlotCacheConfiguration;
import org.hibernate.cache.CacheException;
import org.hibernate.service.ServiceRegistry;

/** Where the Redisson client comes from. */
interface ClientSource {

    /**
     * The source that the settings name, checked as far as that goes without the network: a file is read, a provider asked, a name looked up. Logs
     * what is amiss and yet usable.
     *
     * @throws CacheException if it can't be used
     */
    static ClientSource of(SlotCacheConfiguration configuration, ServiceRegistry services) {
        return configuration.source() instanceof ConnectionSource.Supplied supplied
                ? SuppliedClient.find(supplied, configuration, services)
                : OwnClient.of(configuration);
    }

    /**
     * A client that is connected, or connects at its first command. Waits for the network.
     *
     * @throws CacheException if there is no use in trying again
     * @throws Exception if there is
     */
    ClientHandle connect() throws Exception;
}
