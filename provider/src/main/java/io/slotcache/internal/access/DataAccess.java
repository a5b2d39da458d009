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
import java.util.Set;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the accesses to entities, collections and natural ids have in common: every change locks the entry before the commit and unlocks it after. They differ in
 * what they store afterwards.
 */
abstract class DataAccess implements CachedDomainDataAccess {

    private final DomainDataRegion region;
    private final String role;
    private final AccessType accessType;
    private final StorageRegion storageRegion;
    private final CacheNode node;
    private final Counters counters;
    private final DataKeys keys;
    private final EntryCodec codec;
    private final Throttle undecodable = new Throttle();
    private final Throttle notCacheable = new Throttle();

    DataAccess(AccessParts parts) {
        region = parts.region();
        role = parts.role();
        accessType = parts.accessType();
        storageRegion = parts.storageRegion();
        node = parts.node();
        counters = parts.counters();
        keys = parts.keys();
        codec = parts.codec();
    }

    final DataKeys keys() {
        return keys;
    }

    /** The root entity's name or the collection's role. */
    final String role() {
        return role;
    }

    /** All tables that the data may come from. */
    abstract Set<String> tables(SessionFactoryImplementor factory);

    final StorageRegion storageRegion() {
        return storageRegion;
    }

    /** The entry that a key of this access is of. */
    EntryKey entryKey(Object key) {
        return (EntryKey) key;
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
    public @Nullable Object get(SharedSessionContractImplementor session, Object key) {
        EntryKey entryKey = entryKey(key);
        Object entry = SessionContext.of(session).hasLocked(storageRegion, entryKey) ? null : read(entryKey);
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
        return read(entryKey(key)) != null;
    }

    @Override
    public final boolean putFromLoad(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return putFromLoad(session, key, value, version, false);
    }

    /** {@code minimalPut} is not looked at: the script never writes what is there already. */
    @Override
    public boolean putFromLoad(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            boolean minimalPut) {
        return put(session, key, value, version, session.getCacheMode().isRefreshEnabled());
    }

    /** Stores a value that this session loaded or inserted; whether it may be is decided on the server. */
    final boolean put(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            boolean replace) {
        EntryKey entryKey = entryKey(key);
        Frame frame = encode(entryKey, value, version);
        return frame != null && SessionContext.of(session).put(storageRegion, entryKey, frame, replace);
    }

    /** Ends a change that has committed, and has the unlock store its value. Returns whether that is going to be tried. */
    final boolean publish(
            SharedSessionContractImplementor session,
            Object key,
            @Nullable Object value,
            @Nullable Object version,
            @Nullable SoftLock lock) {
        Frame frame = encode(entryKey(key), value, version);
        if (frame == null || lock == null) {
            unlockItem(session, key, lock);
            return false;
        }
        ((KeyLock.Ticket) lock).bring(frame);
        unlockItem(session, key, lock);
        return true;
    }

    /**
     * The value's frame, null if it cannot be cached. Called after commits too, where nothing may be thrown: a converter of the application's may.
     */
    private @Nullable Frame encode(EntryKey key, @Nullable Object value, @Nullable Object version) {
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
        return SessionContext.of(session).lock(storageRegion, entryKey(key));
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
        SessionContext.of(session).statementDone(entryKey(key));
    }

    @Override
    public final SoftLock lockRegion() {
        return RegionLock.takeForStatement(node, storageRegion);
    }

    /**
     * Called right after {@link #lockRegion}, which has voided the entries: ties that lock to the session. For a stateless session's statement it is the
     * one call before the SQL, so its tables are locked here too.
     */
    @Override
    public final void removeAll(SharedSessionContractImplementor session) {
        RegionLock lock = RegionLock.justTaken(storageRegion);
        if (lock != null) {
            SessionContext.of(session).adopt(lock);
        }
        // Of an ordinary session's statement the timestamps cache is told.
        TimestampsCache timestamps = session.getFactory().getCache().getTimestampsCache();
        if (!session.isEventSource() && timestamps instanceof TableAccess access) {
            access.lock(tables(session.getFactory()), session);
        }
    }

    @Override
    public final void unlockRegion(@Nullable SoftLock lock) {
        if (lock != null) {
            ((RegionLock) lock).unlock();
        }
    }

    @Override
    public void evict(Object key) {
        node.storage().evict(storageRegion, entryKey(key));
    }

    @Override
    public final void evictAll() {
        node.storage().evictRegion(storageRegion);
    }
}
