// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.partition.EntryKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The key of a natural id's entry, as Hibernate carries it, with the session that made it: {@code evict} has no other way to know whose change it
 * belongs to. Two are equal iff their entries are.
 */
record NaturalIdKey(EntryKey entry, SharedSessionContractImplementor session) {

    @Override
    public boolean equals(Object other) {
        return other instanceof NaturalIdKey that && entry.equals(that.entry);
    }

    @Override
    public int hashCode() {
        return entry.hashCode();
    }

    @Override
    public String toString() {
        return entry.toString();
    }
}
