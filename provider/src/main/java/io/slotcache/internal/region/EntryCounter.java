// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.region;

import io.slotcache.internal.connection.ClusterConnection;
import io.slotcache.internal.connection.LiveCluster;
import io.slotcache.internal.storage.Census;
import io.slotcache.internal.storage.RedisFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The number of entries for whoever asks: statistics ask region by region, so one census answers for a second. Of threads that ask at once one counts
 * and the others wait for it. Thread-safe.
 */
public final class EntryCounter {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long VALID_NANOS = Duration.ofSeconds(1).toNanos();

    private final ClusterConnection connection;
    private @Nullable Census last;
    private long takenAtNanos;

    public EntryCounter(ClusterConnection connection) {
        this.connection = connection;
    }

    /** Null if it cannot be had: without a connection, or if a master does not answer in time. */
    synchronized @Nullable Census census() {
        if (last == null || System.nanoTime() - takenAtNanos > VALID_NANOS) {
            last = take();
            takenAtNanos = System.nanoTime();
        }
        return last;
    }

    private @Nullable Census take() {
        LiveCluster live = connection.live();
        try {
            return live == null ? null : live.census().take(LIMIT);
        } catch (RedisFailure | RuntimeException e) {
            return null;
        }
    }
}
