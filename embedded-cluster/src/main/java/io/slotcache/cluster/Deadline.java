// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A moment by which a state has to be reached, and the polling until then.
 *
 * <p>A check answers empty once the state is reached, else with what is missing; the last such answer becomes the
 * message of the exception.
 */
final class Deadline {

    /** Short against the few hundred milliseconds that the fastest change of a cluster takes. */
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    private final Duration timeout;
    private final long endNanos;

    private Deadline(Duration timeout) {
        this.timeout = timeout;
        this.endNanos = System.nanoTime() + timeout.toNanos();
    }

    static Deadline in(Duration timeout) {
        return new Deadline(timeout);
    }

    /**
     * Polls {@code missing} until it answers empty.
     *
     * @param goal what is waited for, to be read after "waiting for"
     * @throws EmbeddedClusterException if the deadline passes or the thread is interrupted
     */
    void await(String goal, Supplier<Optional<String>> missing) {
        while (true) {
            Optional<String> gap = gap(missing);
            if (gap.isEmpty()) {
                return;
            }
            if (System.nanoTime() - endNanos >= 0) {
                throw new EmbeddedClusterException(
                        "Gave up waiting for " + goal + " after " + timeout.toMillis() + " ms: " + gap.get());
            }
            LockSupport.parkNanos(POLL_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new EmbeddedClusterException("Interrupted while waiting for " + goal + ": " + gap.get());
            }
        }
    }

    /** A node that does not answer yet, or answers LOADING, is a gap like any other. */
    private static Optional<String> gap(Supplier<Optional<String>> missing) {
        try {
            return missing.get();
        } catch (NodeUnreachableException | RedisErrorException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
