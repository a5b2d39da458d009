// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.sample.failover.Operation.Kind;
import io.slotcache.sample.failover.Operation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the application felt, second by second. Thread-safe. */
final class Timeline {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long start = System.nanoTime();
    private final List<Second> seconds = new ArrayList<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private long reads;
    private long writes;
    private long hits;
    private long stale;
    private long staleOnShard;
    private @Nullable Operation slowest;

    /** End of the last hit on the shard before {@link #strike}, and of the first that began after it. 0 for none. */
    private long lastHitBefore;

    private long firstHitAfter;
    private long struckAt = Long.MAX_VALUE;

    synchronized void add(Operation operation) {
        long end = operation.startNanos() + operation.nanos();
        second((int) ((end - start) / SECOND)).add(operation);
        reads += operation.kind() == Kind.READ ? 1 : 0;
        writes += operation.kind() == Kind.WRITE ? 1 : 0;
        hits += operation.outcome() == Outcome.HIT ? 1 : 0;
        stale += operation.outcome() == Outcome.STALE ? 1 : 0;
        staleOnShard += operation.outcome() == Outcome.STALE && operation.onShard() ? 1 : 0;
        if (operation.failure() != null) {
            failures.merge(operation.failure(), 1L, Long::sum);
        }
        if (slowest == null || operation.nanos() > slowest.nanos()) {
            slowest = operation;
        }
        if (operation.outcome() == Outcome.HIT && operation.onShard()) {
            noteShardHit(operation.startNanos(), end);
        }
    }

    private void noteShardHit(long began, long end) {
        if (began < struckAt) {
            lastHitBefore = Math.max(lastHitBefore, end);
        } else if (firstHitAfter == 0) {
            firstHitAfter = end;
        }
    }

    private Second second(int index) {
        while (seconds.size() <= index) {
            seconds.add(new Second());
        }
        return seconds.get(index);
    }

    /** From now on the master is gone: called when it is, so no hit that begins afterwards is its. */
    synchronized void strike() {
        struckAt = System.nanoTime();
    }

    synchronized boolean hitsResumed() {
        return firstHitAfter != 0;
    }

    /** From the last hit on the shard before the strike to the first after it. */
    synchronized Duration withoutHits() {
        return Duration.ofNanos(firstHitAfter == 0 ? System.nanoTime() - lastHitBefore : firstHitAfter - lastHitBefore);
    }

    /** Seconds that are over, and no operation will be added to that still runs for less than half a second. */
    synchronized int completeSeconds() {
        return (int) Math.min(seconds.size(), (System.nanoTime() - start - SECOND / 2) / SECOND);
    }

    synchronized String row(int second, TimelineRow row) {
        return row.format(second, seconds.get(second));
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    synchronized long reads() {
        return reads;
    }

    synchronized long writes() {
        return writes;
    }

    synchronized long hits() {
        return hits;
    }

    synchronized long stale() {
        return stale;
    }

    /** Those of them on the master that goes away. */
    synchronized long staleOnShard() {
        return staleOnShard;
    }

    /** How often each kind of exception reached the application. */
    synchronized Map<String, Long> failures() {
        return Map.copyOf(failures);
    }

    synchronized @Nullable Operation slowest() {
        return slowest;
    }
}
