// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.util.concurrent.TimeUnit;

/** How many units of work a JVM has done: a transaction stays open until others have done some meanwhile. Thread-safe. */
final class Pace {

    /** All threads may be waiting for each other, or for rows that the one that waits has locked. */
    private static final long AT_MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(120);

    private long done;

    synchronized void unitDone() {
        done++;
        notifyAll();
    }

    synchronized void letOthersDo(int units) {
        long enough = done + units;
        long end = System.nanoTime() + AT_MOST_NANOS;
        try {
            for (long left = AT_MOST_NANOS; done < enough && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
