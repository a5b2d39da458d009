// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.region;

import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** An access to data that is not cached: nothing is there, nothing is stored, nothing can be stale. */
abstract class BypassedAccess implements CachedDomainDataAccess {

    private static final SoftLock NO_LOCK = new SoftLock() {};

    private final DomainDataRegion region;
    private final AccessType accessType;

    BypassedAccess(DomainDataRegion region, AccessType accessType) {
        this.region = region;
        this.accessType = accessType;
    }

    @Override
    public final DomainDataRegion getRegion() {
        return region;
    }

    @Override
    public final AccessType getAccessType() {
        return accessType;
    }

    @Override
    public final @Nullable Object get(SharedSessionContractImplementor session, Object key) {
        return null;
    }

    @Override
    public final boolean putFromLoad(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return false;
    }

    @Override
    public final boolean putFromLoad(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            boolean minimalPut) {
        return false;
    }

    @Override
    public final SoftLock lockItem(SharedSessionContractImplementor session, Object key, @Nullable Object version) {
        return NO_LOCK;
    }

    @Override
    public final void unlockItem(SharedSessionContractImplementor session, Object key, SoftLock lock) {}

    @Override
    public final void remove(SharedSessionContractImplementor session, Object key) {}

    @Override
    public final void removeAll(SharedSessionContractImplementor session) {}

    @Override
    public final boolean contains(Object key) {
        return false;
    }

    @Override
    public final SoftLock lockRegion() {
        return NO_LOCK;
    }

    @Override
    public final void unlockRegion(SoftLock lock) {}

    @Override
    public final void evict(Object key) {}

    @Override
    public final void evictAll() {}
}
