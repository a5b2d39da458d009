// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.NaturalIdEntryCodec;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** NONSTRICT_READ_WRITE: after a commit there is no entry of the old natural id nor of the new one; the next load stores it. */
public final class NaturalIdNonStrictReadWriteAccess extends NaturalIdAccess {

    public NaturalIdNonStrictReadWriteAccess(AccessParts parts, NaturalIdEntryCodec codec) {
        super(parts, codec);
    }

    @Override
    public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value) {
        return false;
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable SoftLock lock) {
        unlockItem(session, key, lock);
        return false;
    }
}
