// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.stats;

import java.util.concurrent.atomic.LongAdder;

/** What happened in one region or one partition since the start of this session factory. Thread-safe. */
public final class Counts {

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder refusedPuts = new LongAdder();
    private final LongAdder locks = new LongAdder();

    void add(CacheEvent event) {
        switch (event) {
            case HIT -> hits.increment();
            case MISS -> misses.increment();
            case PUT -> puts.increment();
            case REFUSED_PUT -> refusedPuts.increment();
            case LOCK -> locks.increment();
        }
    }

    public long hits() {
        return hits.sum();
    }

    public long misses() {
        return misses.sum();
    }

    public long puts() {
        return puts.sum();
    }

    public long refusedPuts() {
        return refusedPuts.sum();
    }

    public long locks() {
        return locks.sum();
    }
}
