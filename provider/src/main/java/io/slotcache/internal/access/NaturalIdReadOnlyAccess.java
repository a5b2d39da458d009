// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.NaturalIdEntryCodec;
import io.slotcache.internal.log.SlotCacheLogger;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** READ_ONLY: rows come and go with their natural ids, which never change. */
public final class NaturalIdReadOnlyAccess extends NaturalIdAccess {

    public NaturalIdReadOnlyAccess(AccessParts parts, NaturalIdEntryCodec codec) {
        super(parts, codec);
    }

    @Override
    public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value) {
        return isPutEnabled(session) && put(session, key, value, null, true);
    }

    @Override
    public boolean update(SharedSessionContractImplementor session, Object key, Object value) {
        throw SlotCacheLogger.LOG.readOnly(key.toString());
    }

    /** Comes after a commit, where nothing may be thrown; {@link #update} has refused the change, and the application has committed all the same. */
    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable SoftLock lock) {
        unlockItem(session, key, lock);
        return false;
    }
}
