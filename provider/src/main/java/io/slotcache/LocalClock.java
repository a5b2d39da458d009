// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache;

import java.util.concurrent.atomic.AtomicLong;

/** Milliseconds with a fraction of a 4096th: strictly growing within this JVM, so that no two moments look the same. Thread-safe. */
final class LocalClock {

    private static final int FRACTION_BITS = 12;

    private final AtomicLong last = new AtomicLong();

    long next() {
        long now = System.currentTimeMillis() << FRACTION_BITS;
        return last.updateAndGet(previous -> Math.max(previous + 1, now));
    }
}
