// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * NONSTRICT_READ_WRITE: after a commit the entry is gone, and the next load stores it. Locks all the same: an eviction alone would let a load that
 * began before the commit store the old state after it.
 */
public final class EntityNonStrictReadWriteAccess extends EntityAccess {

    public EntityNonStrictReadWriteAccess(AccessParts parts, OwnedCollections collections) {
        super(parts, collections);
    }

    @Override
    public boolean afterInsert(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return false;
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session,
            Object key,
            @Nullable Object value,
            @Nullable Object currentVersion,
            @Nullable Object previousVersion,
            @Nullable SoftLock lock) {
        unlockItem(session, key, lock);
        return false;
    }
}
