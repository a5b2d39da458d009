// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.log;

import java.util.concurrent.atomic.AtomicLong;

/** Lets a message that could repeat with every call through once in ten seconds. Thread-safe. */
public final class Throttle {

    private static final long INTERVAL_NANOS = 10_000_000_000L;

    private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

    public boolean mayPass() {
        long now = System.nanoTime();
        long next = nextNanos.get();
        return now - next >= 0 && nextNanos.compareAndSet(next, now + INTERVAL_NANOS);
    }
}
