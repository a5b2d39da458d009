// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.lease.Lease;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Up to which sequence a region's entries are void, partition by partition. What was read of the control hash holds as long as the lease shows the
 * same term and the same last region eviction, so it is read once per eviction and only for entries older than it. Thread-safe.
 */
final class EvictionMarks {

    private final AtomicReferenceArray<@Nullable Known> partitions;

    EvictionMarks(int partitions) {
        this.partitions = new AtomicReferenceArray<>(partitions);
    }

    /** The region's mark under this lease, null if it has to be read. */
    @Nullable
    Long get(int partition, Lease lease, String region) {
        Known known = partitions.get(partition);
        return known != null && known.holdsFor(lease) ? known.marks.get(region) : null;
    }

    /** Notes a mark that was read after this lease was. */
    void note(int partition, Lease lease, String region, long mark) {
        Known known = partitions.get(partition);
        if (known == null || !known.holdsFor(lease)) {
            known = new Known(lease.term(), lease.regionSequence(), new ConcurrentHashMap<>());
            partitions.set(partition, known);
        }
        known.marks.put(region, mark);
    }

    private record Known(String term, long regionSequence, Map<String, Long> marks) {

        boolean holdsFor(Lease lease) {
            return regionSequence == lease.regionSequence() && term.equals(lease.term());
        }
    }
}
