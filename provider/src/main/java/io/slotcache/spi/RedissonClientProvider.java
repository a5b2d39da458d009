// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.spi;

import org.redisson.api.RedissonClient;

/**
 * Gives SlotCache the Redisson client that the application already has; named by
 * {@link io.slotcache.SlotCacheSettings#CLIENT_PROVIDER}.
 *
 * <p>Where the setting is a class or a class's name, Hibernate's bean container makes the instance: Spring's or CDI's,
 * where Hibernate has been told of one, so that the client can be injected; else the constructor without parameters.
 */
@FunctionalInterface
public interface RedissonClientProvider {

    /**
     * The client to use, asked for once in each start of a session factory, by the thread that starts it. It stays the
     * application's: SlotCache never shuts it down, and should see it shut down only after the session factory is closed;
     * from an earlier moment on every read is a miss.
     *
     * @return an {@link org.redisson.Redisson}, no proxy for one
     */
    RedissonClient redissonClient();
}
