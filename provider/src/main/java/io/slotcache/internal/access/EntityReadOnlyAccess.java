// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.log.SlotCacheLogger;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** READ_ONLY: rows are inserted, read and deleted, never changed. */
public final class EntityReadOnlyAccess extends EntityAccess {

    public EntityReadOnlyAccess(AccessParts parts) {
        super(parts);
    }

    @Override
    public boolean afterInsert(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return put(session, key, value, version, true);
    }

    @Override
    public boolean update(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object currentVersion,
            @Nullable Object previousVersion) {
        throw SlotCacheLogger.LOG.readOnly(key.toString());
    }

    /** Comes after a commit, where nothing may be thrown; {@link #update} has refused the change, and the application has committed all the same. */
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
