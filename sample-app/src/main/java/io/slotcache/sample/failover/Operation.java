// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import org.jspecify.annotations.Nullable;

/**
 * One unit of work of the application.
 *
 * @param startNanos when it began, by {@link System#nanoTime}
 * @param nanos how long it took
 * @param onShard whether its product is on the master that goes away
 * @param outcome what came of it
 * @param failure the exception's simple name, null without one
 */
record Operation(
        Kind kind,
        long startNanos,
        long nanos,
        boolean onShard,
        Outcome outcome,
        @Nullable String failure) {

    enum Kind {
        READ,
        WRITE
    }

    /** What the cache answered; DONE for a write, whose read is not judged. */
    enum Outcome {
        HIT,
        MISS,
        STALE,
        DONE,
        FAILED
    }
}
