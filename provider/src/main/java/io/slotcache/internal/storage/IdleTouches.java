// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.redis.MasterSenders;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells Redis which entries are read, in regions where others go. Nobody waits for it, and not every read tells: in the time after which an entry goes
 * there is room for four touches, so that one or two may be lost. Thread-safe.
 */
final class IdleTouches {

    /** Touches and puts on their way. With more the master is not keeping up, and its entries had better go. */
    private static final int MAX_IN_FLIGHT = 5_000;

    private static final int TOUCHES_OF_MAX_IDLE = 4;

    private final MasterSenders senders;
    private final ScriptCalls calls;
    private final Flights flights;
    private final Map<String, RecentTouches> recent = new ConcurrentHashMap<>();

    IdleTouches(MasterSenders senders, ScriptCalls calls, Flights flights) {
        this.senders = senders;
        this.calls = calls;
        this.flights = flights;
    }

    /** The entry has been read. */
    void read(StorageRegion region, EntryKey key) {
        if (region.settings().hasMaxIdle()
                && !flights.areMoreThan(MAX_IN_FLIGHT)
                && recent(region).isDue(key.hashCode())) {
            flights.add(senders.send(calls.touch(region, key)));
        }
    }

    private RecentTouches recent(StorageRegion region) {
        RecentTouches known = recent.get(region.name());
        return known != null
                ? known
                : recent.computeIfAbsent(region.name(), name -> {
                    Duration interval = region.settings().maxIdle().dividedBy(TOUCHES_OF_MAX_IDLE);
                    return new RecentTouches(interval, System::nanoTime);
                });
    }
}
