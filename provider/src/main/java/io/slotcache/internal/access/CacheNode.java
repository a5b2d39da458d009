// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.lease.DirtyPartitions;
import io.slotcache.internal.lease.HeldLocks;
import io.slotcache.internal.storage.Storage;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What all sessions of a session factory share: the storage and what this JVM owes it. Thread-safe. */
public final class CacheNode {

    private final Storage storage;
    private final HeldLocks heldLocks;
    private final DirtyPartitions dirtyPartitions;
    private final DataRegions dataRegions = new DataRegions();
    private final Duration commandTimeout;
    private final long revalidateAfterNanos;

    /** No two JVMs, and no two starts of one, use the same lock ids. */
    private final String lockIdPrefix =
            Long.toString(new SecureRandom().nextLong() & Long.MAX_VALUE, Character.MAX_RADIX);

    private final AtomicLong lockIds = new AtomicLong();

    /** @param revalidateAfter V: how old the acknowledgement of a lock may be at the commit */
    public CacheNode(
            Storage storage,
            HeldLocks heldLocks,
            DirtyPartitions dirtyPartitions,
            Duration commandTimeout,
            Duration revalidateAfter) {
        this.storage = storage;
        this.heldLocks = heldLocks;
        this.dirtyPartitions = dirtyPartitions;
        this.commandTimeout = commandTimeout;
        revalidateAfterNanos = revalidateAfter.toNanos();
    }

    public Storage storage() {
        return storage;
    }

    HeldLocks heldLocks() {
        return heldLocks;
    }

    DirtyPartitions dirtyPartitions() {
        return dirtyPartitions;
    }

    DataRegions dataRegions() {
        return dataRegions;
    }

    Duration commandTimeout() {
        return commandTimeout;
    }

    long revalidateAfterNanos() {
        return revalidateAfterNanos;
    }

    String newLockId() {
        return lockIdPrefix + '.' + Long.toString(lockIds.incrementAndGet(), Character.MAX_RADIX);
    }
}
