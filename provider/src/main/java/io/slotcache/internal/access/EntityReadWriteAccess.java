// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** READ_WRITE: after a commit the entry holds the new state, put there by the unlock. */
public final class EntityReadWriteAccess extends EntityAccess {

    public EntityReadWriteAccess(AccessParts parts) {
        super(parts);
    }

    @Override
    public boolean afterInsert(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return put(session, key, value, version, true);
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session,
            Object key,
            @Nullable Object value,
            @Nullable Object currentVersion,
            @Nullable Object previousVersion,
            @Nullable SoftLock lock) {
        return publish(session, key, value, currentVersion, lock);
    }
}
