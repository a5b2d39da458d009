// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.NaturalIdEntryCodec;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** READ_WRITE: after a commit the entry of the new natural id holds the row's identifier, put there by the unlock. */
public final class NaturalIdReadWriteAccess extends NaturalIdAccess {

    public NaturalIdReadWriteAccess(AccessParts parts, NaturalIdEntryCodec codec) {
        super(parts, codec);
    }

    @Override
    public boolean afterInsert(SharedSessionContractImplementor session, Object key, Object value) {
        return isPutEnabled(session) && put(session, key, value, null, true);
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable SoftLock lock) {
        return publish(session, key, isPutEnabled(session) ? value : null, null, lock);
    }
}
