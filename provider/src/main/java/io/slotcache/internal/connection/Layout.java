// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.redis.RedisLink;
import java.util.function.Consumer;
import org.hibernate.cache.CacheException;

/**
 * What all applications of a namespace must agree on, kept in Redis. Written again whenever it is missing: it can be evicted, or lost in a failover.
 */
final class Layout {

    private final RedisLink link;
    private final KeySpace keys;
    private final String namespace;
    private final Consumer<CacheException> disable;

    Layout(RedisLink link, KeySpace keys, String namespace, Consumer<CacheException> disable) {
        this.link = link;
        this.keys = keys;
        this.namespace = namespace;
        this.disable = disable;
    }

    /** Throws if the namespace is laid out otherwise. Waits. */
    void require() throws Exception {
        String found = link.setIfAbsent(keys.layoutKey(), keys.layout()).get(2, SECONDS);
        if (!keys.layout().equals(found)) {
            throw mismatch(found);
        }
    }

    /** Disables the cache if the namespace is laid out otherwise by now. Does not wait. */
    void check() {
        link.setIfAbsent(keys.layoutKey(), keys.layout()).thenAccept(found -> {
            if (found != null && !keys.layout().equals(found)) {
                disable.accept(mismatch(found));
            }
        });
    }

    private CacheException mismatch(String found) {
        return SlotCacheLogger.LOG.layoutMismatch(namespace, found, keys.layout());
    }
}
