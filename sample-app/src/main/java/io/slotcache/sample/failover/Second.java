// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.sample.failover.Operation.Kind;
import io.slotcache.sample.failover.Operation.Outcome;

/** What the application did in one second. Guarded by its {@link Timeline}. */
final class Second {

    private long reads;
    private long writes;
    private long failed;
    private long stale;
    private long slowestNanos;
    private final long[] shardReads = new long[2];
    private final long[] shardHits = new long[2];

    void add(Operation operation) {
        slowestNanos = Math.max(slowestNanos, operation.nanos());
        failed += operation.outcome() == Outcome.FAILED ? 1 : 0;
        stale += operation.outcome() == Outcome.STALE ? 1 : 0;
        if (operation.kind() == Kind.WRITE) {
            writes++;
            return;
        }
        reads++;
        int shard = operation.onShard() ? 1 : 0;
        shardReads[shard]++;
        shardHits[shard] += operation.outcome() == Outcome.HIT ? 1 : 0;
    }

    long reads() {
        return reads;
    }

    long writes() {
        return writes;
    }

    long failed() {
        return failed;
    }

    long stale() {
        return stale;
    }

    double slowestMillis() {
        return slowestNanos / 1e6;
    }

    /** Share of reads that were hits, on the master that goes away or on the others. */
    double hitRate(boolean onShard) {
        int shard = onShard ? 1 : 0;
        return shardReads[shard] == 0 ? 0 : (double) shardHits[shard] / shardReads[shard];
    }
}
