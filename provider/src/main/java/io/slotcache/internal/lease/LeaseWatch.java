// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * For how long, by this JVM's own clock, each partition has shown one and the same grant of its lease. A server whose clock is set back keeps a key
 * alive beyond its time; a grant seen for twice the lease's length is dead whatever the server says. Thread-safe.
 */
public final class LeaseWatch {

    private final AtomicReferenceArray<@Nullable Sighting> sightings;
    private final long tooOldNanos;

    LeaseWatch(int partitions, long leaseMillis) {
        sightings = new AtomicReferenceArray<>(partitions);
        tooOldNanos = 2 * leaseMillis * 1_000_000;
    }

    /** Notes the grant and says whether it can be alive. */
    public boolean isAlive(int partition, Lease lease) {
        Sighting seen = sightings.get(partition);
        if (seen != null && seen.nonce == lease.nonce()) {
            return System.nanoTime() - seen.firstNanos <= tooOldNanos;
        }
        sightings.set(partition, new Sighting(lease.nonce(), System.nanoTime()));
        return true;
    }

    private record Sighting(long nonce, long firstNanos) {}
}
