// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

import java.io.Serial;
import java.io.Serializable;

/**
 * The key of one entry, as Hibernate carries it from {@code generateCacheKey} to the calls of an access. Two keys are equal iff their names in
 * Redis are. Immutable.
 */
public final class EntryKey implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final int partition;
    private final int stripe;
    private final String name;
    private final byte[] bytes;
    private final transient Object id;
    private final boolean cacheable;

    EntryKey(int partition, int stripe, String name, byte[] bytes, Object id, boolean cacheable) {
        this.partition = partition;
        this.stripe = stripe;
        this.name = name;
        this.bytes = bytes;
        this.id = id;
        this.cacheable = cacheable;
    }

    public int partition() {
        return partition;
    }

    /** Where in the partition its invalidations are noted. */
    public int stripe() {
        return stripe;
    }

    /** {@code <region>:<id>}: names the entry within its partition, in the control hash's fields too. */
    public String name() {
        return name;
    }

    /** Whether it is the entry of one tenant. */
    public boolean hasTenant() {
        // Everywhere else the character is escaped.
        return name.indexOf('@') >= 0;
    }

    /** The whole key in Redis. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public Object id() {
        return id;
    }

    /** False if the identifier's type has no text: all such identifiers of a region share one key, under which nothing is stored. */
    public boolean isCacheable() {
        return cacheable;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryKey that && partition == that.partition && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
