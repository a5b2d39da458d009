// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import org.jspecify.annotations.Nullable;

/** The stamps of all partitions at one moment. Immutable, so that a session that opens takes them by a reference. */
public final class Stamps {

    /** For a session whose database snapshot may be older than itself: it stores nothing. */
    public static final Stamps NONE = new Stamps(new @Nullable Stamp[0]);

    private final @Nullable Stamp[] stamps;

    Stamps(@Nullable Stamp[] stamps) {
        this.stamps = stamps;
    }

    /** The partition's stamp; null if it had no lease then. */
    public @Nullable Stamp get(int partition) {
        return partition < stamps.length ? stamps[partition] : null;
    }

    /** How many partitions had a lease. */
    public int count() {
        int count = 0;
        for (Stamp stamp : stamps) {
            count += stamp == null ? 0 : 1;
        }
        return count;
    }
}
