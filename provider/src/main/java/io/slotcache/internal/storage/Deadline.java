// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One deadline for all the waiting of a call of Hibernate's, by the monotonic clock. */
public final class Deadline {

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    /** A deadline that has passed: takes an answer that is there, and waits for none. */
    public static Deadline none() {
        return new Deadline(System.nanoTime());
    }

    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The answer, waiting no longer than the deadline. An interrupt ends the wait and stays set. */
    public <T> T await(CompletableFuture<T> answer) throws RedisFailure {
        try {
            return answer.get(Math.max(0, atNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new RedisFailure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new RedisFailure(new TimeoutException("no answer within the deadline"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisFailure(e);
        }
    }

    /** Waits a moment; returns false, without waiting, if the deadline would have passed or the thread is interrupted. */
    public boolean pause(long millis) {
        if (atNanos - System.nanoTime() <= TimeUnit.MILLISECONDS.toNanos(millis)) {
            return false;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
