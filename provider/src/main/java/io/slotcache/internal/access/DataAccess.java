// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.EntryCodec;
import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.codec.UndecodableEntryException;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.stats.CacheEvent;
import io.slotcache.internal.stats.Counters;
import io.slotcache.internal.storage.StorageRegion;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the accesses to entities and to collections have in common: every change locks the entry before the commit and unlocks it after. They differ in
 * what they store afterwards.
 */
abstract class DataAccess implements CachedDomainDataAccess {

    private final DomainDataRegion region;
    private final AccessType accessType;
    private final StorageRegion storageRegion;
    private final CacheNode node;
    private final Counters counters;
    private final DataKeys keys;
    private final Tenancy tenancy;
    private final EntryCodec codec;
    private final Throttle undecodable = new Throttle();
    private final Throttle notCacheable = new Throttle();

    DataAccess(AccessParts parts) {
        region = parts.region();
        accessType = parts.accessType();
        storageRegion = parts.storageRegion();
        node = parts.node();
        counters = parts.counters();
        keys = parts.keys();
        tenancy = parts.tenancy();
        codec = parts.codec();
    }

    final DataKeys keys() {
        return keys;
    }

    @Override
    public final AccessType getAccessType() {
        return accessType;
    }

    @Override
    public final DomainDataRegion getRegion() {
        return region;
    }

    @Override
    public final @Nullable Object get(SharedSessionContractImplementor session, Object key) {
        EntryKey entryKey = (EntryKey) key;
        boolean hidden =
                SessionContext.of(session).hasLocked(storageRegion, entryKey) || tenancy.seesForeignRows(session);
        Object entry = hidden ? null : read(entryKey);
        counters.count(entry == null ? CacheEvent.MISS : CacheEvent.HIT, storageRegion.counts(), entryKey.partition());
        return entry;
    }

    private @Nullable Object read(EntryKey key) {
        if (!key.isCacheable() || codec.unsupportedReason() != null) {
            return null;
        }
        byte[] bytes = node.storage().read(storageRegion, key);
        if (bytes == null || Frame.fingerprint(bytes) != codec.fingerprint()) {
            return null;
        }
        try {
            return codec.decode(bytes, Frame.HEADER_LENGTH);
        } catch (UndecodableEntryException e) {
            if (undecodable.mayPass()) {
                SlotCacheLogger.LOG.undecodable(storageRegion.name(), String.valueOf(e.getMessage()));
            }
            return null;
        }
    }

    @Override
    public final boolean contains(Object key) {
        return read((EntryKey) key) != null;
    }

    @Override
    public final boolean putFromLoad(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return putFromLoad(session, key, value, version, false);
    }

    /** {@code minimalPut} is not looked at: the script never writes what is there already. */
    @Override
    public final boolean putFromLoad(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            boolean minimalPut) {
        return put(
                session, (EntryKey) key, value, version, session.getCacheMode().isRefreshEnabled());
    }

    /** Stores a value that this session loaded or inserted; whether it may be is decided on the server. */
    final boolean put(
            SharedSessionContractImplementor session,
            EntryKey key,
            Object value,
            @Nullable Object version,
            boolean replace) {
        Frame frame = tenancy.seesForeignRows(session) ? null : encode(key, value, version);
        return frame != null && SessionContext.of(session).put(storageRegion, key, frame, replace);
    }

    /**
     * The value's frame, null if it cannot be cached. Called after commits too, where nothing may be thrown: a converter of the application's may.
     */
    final @Nullable Frame encode(EntryKey key, @Nullable Object value, @Nullable Object version) {
        if (value == null || !key.isCacheable()) {
            return null;
        }
        try {
            byte[] body = codec.encode(value);
            if (body != null) {
                return VersionOrder.frame(codec.fingerprint(), version, body);
            }
            String reason = codec.unsupportedReason();
            sayNotCacheable(reason == null ? "a value of " + key : reason);
        } catch (RuntimeException e) {
            sayNotCacheable(key + ": " + e);
        }
        return null;
    }

    private void sayNotCacheable(String reason) {
        if (notCacheable.mayPass()) {
            SlotCacheLogger.LOG.notCacheable(keys.roleName(), reason);
        }
    }

    @Override
    public SoftLock lockItem(SharedSessionContractImplementor session, Object key, @Nullable Object version) {
        return SessionContext.of(session).lock(storageRegion, (EntryKey) key, tenancy.changesForOthers(session));
    }

    /** Without a lock where the change failed, or was vetoed, before it came to {@link #lockItem}. */
    @Override
    public void unlockItem(SharedSessionContractImplementor session, Object key, @Nullable SoftLock lock) {
        if (lock != null) {
            SessionContext.of(session).unlock((KeyLock.Ticket) lock);
        }
    }

    /** The lock has removed the entry already; but the statement has run, and for some sessions that is the end. */
    @Override
    public final void remove(SharedSessionContractImplementor session, Object key) {
        SessionContext.of(session).statementDone((EntryKey) key);
    }

    @Override
    public final SoftLock lockRegion() {
        return RegionLock.take(node, storageRegion);
    }

    /** Called right after {@link #lockRegion}, which has voided the entries: ties that lock to the session. */
    @Override
    public final void removeAll(SharedSessionContractImplementor session) {
        RegionLock lock = RegionLock.justTaken(storageRegion);
        if (lock != null) {
            SessionContext.of(session).adopt(lock);
        }
    }

    @Override
    public final void unlockRegion(@Nullable SoftLock lock) {
        if (lock != null) {
            ((RegionLock) lock).unlock();
        }
    }

    /** Of {@code Cache.evict…} Hibernate does not tell for which tenant: then for all. Their entries are in the identifier's partition. */
    @Override
    public final void evict(Object key) {
        EntryKey entryKey = (EntryKey) key;
        if (tenancy.hasTenants() && !entryKey.hasTenant()) {
            node.storage().evictRegion(storageRegion, entryKey.partition());
        } else {
            node.storage().evict(storageRegion, entryKey);
        }
    }

    @Override
    public final void evictAll() {
        node.storage().evictRegion(storageRegion);
    }
}
