// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.redis;

import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.redis.RedisLink.Master;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A {@link Breaker} for each master. Thread-safe. */
public final class Breakers {

    private final RedisLink link;
    private final KeySpace keys;
    private final Map<Master, Breaker> breakers = new ConcurrentHashMap<>();

    /** Of partitions for which no master is known: the client is about to find one. */
    private final Breaker unknown = new Breaker();

    public Breakers(RedisLink link, KeySpace keys) {
        this.link = link;
        this.keys = keys;
    }

    /** Of the master that owns the partition. */
    public Breaker of(int partition) {
        Master master = link.master(keys.slot(partition));
        return master == null ? unknown : of(master);
    }

    /** The keeper's look at this master was answered, or was not. */
    public void looked(Master master, boolean answered) {
        Breaker breaker = of(master);
        if (answered) {
            long openMillis = breaker.lookAnswered();
            if (openMillis >= 0) {
                SlotCacheLogger.LOG.breakerClosed(master.address(), openMillis);
            }
        } else if (breaker.lookFailed()) {
            SlotCacheLogger.LOG.breakerOpened(master.address());
        }
    }

    private Breaker of(Master master) {
        return breakers.computeIfAbsent(master, m -> new Breaker());
    }
}
