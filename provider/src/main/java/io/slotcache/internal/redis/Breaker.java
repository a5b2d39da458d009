// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.redis;

/**
 * Keeps callers from waiting, one after the other, for a master that does not answer.
 *
 * <ul>
 *   <li><em>Closed</em>: everything is sent and awaited.
 *   <li><em>Suspected</em>, after one read without an answer within its deadline, or three that failed: reads miss at once. Locks are still awaited, since
 *       it may be this JVM that was slow.
 *   <li><em>Open</em>, once the keeper's look has failed too: nobody waits for anything.
 * </ul>
 *
 * The keeper's look, never more than one at a time, is the only probe; once it is answered the breaker is closed. Thread-safe.
 */
public final class Breaker {

    private static final int FAILURES = 3;

    private volatile Phase phase = Phase.CLOSED;

    /** Of reads, in a row or not, since the last look that was answered. Guarded by this. */
    private int failures;

    /** Guarded by this. */
    private long openSinceNanos;

    /** Reads are sent. */
    public boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** Nothing is waited for. */
    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** A read had no answer within its deadline. */
    public synchronized void noAnswer() {
        if (phase == Phase.CLOSED) {
            phase = Phase.SUSPECTED;
        }
    }

    /** A read failed before its deadline. */
    public synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            noAnswer();
        }
    }

    /** A look failed. @return whether that opened the breaker */
    synchronized boolean lookFailed() {
        if (phase == Phase.OPEN) {
            return false;
        }
        phase = Phase.OPEN;
        openSinceNanos = System.nanoTime();
        return true;
    }

    /** A look was answered. @return for how long the breaker was open, in milliseconds; negative if it was not */
    synchronized long lookAnswered() {
        boolean wasOpen = phase == Phase.OPEN;
        phase = Phase.CLOSED;
        failures = 0;
        return wasOpen ? (System.nanoTime() - openSinceNanos) / 1_000_000 : -1;
    }

    private enum Phase {
        CLOSED,
        SUSPECTED,
        OPEN
    }
}
