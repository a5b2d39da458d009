// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a state, never for a time. */
public final class Patience {

    private static final long PAUSE_MILLIS = 20;

    private Patience() {}

    /** Looks until {@code reached} or the limit is over. Returns whether it was reached. */
    public static boolean await(Duration limit, BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }
}
