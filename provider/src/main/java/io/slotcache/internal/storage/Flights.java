// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts calls that nobody waits for, so that they can be bounded and so that a test can wait for the last one. Thread-safe. */
final class Flights {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition landed = lock.newCondition();
    private volatile int inFlight;

    boolean areMoreThan(int limit) {
        return inFlight > limit;
    }

    void add(CompletableFuture<?> call) {
        change(1);
        call.whenComplete((result, failure) -> change(-1));
    }

    /** Waits until nothing is in flight. Returns false if that takes longer. */
    boolean await(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (inFlight > 0 && left > 0) {
                left = landed.awaitNanos(left);
            }
            return inFlight == 0;
        } finally {
            lock.unlock();
        }
    }

    private void change(int by) {
        lock.lock();
        try {
            inFlight += by;
            if (inFlight == 0) {
                landed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
