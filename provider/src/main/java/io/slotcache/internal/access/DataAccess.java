// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.codec.UndecodableEntryException;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.stats.CacheEvent;
import io.slotcache.internal.stats.Counters;
import io.slotcache.internal.storage.StorageRegion;
import java.util.ArrayList;
import java.util.List;
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
    private final Tenancy tenancy;
    private final EntryFrames frames;

    DataAccess(AccessParts parts) {
        region = parts.region();
        role = parts.role();
        accessType = parts.accessType();
        storageRegion = parts.storageRegion();
        node = parts.node();
        counters = parts.counters();
        keys = parts.keys();
        tenancy = parts.tenancy();
        frames = new EntryFrames(parts);
        node.dataRegions().add(storageRegion);
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
        Object entry = tenancy.seesForeignRows(session) ? null : read(SessionContext.of(session), entryKey);
        counters.count(entry == null ? CacheEvent.MISS : CacheEvent.HIT, storageRegion.counts(), entryKey.partition());
        return entry;
    }

    private @Nullable Object read(SessionContext context, EntryKey key) {
        try {
            return context.hasLocked(storageRegion, key) ? null : read(key);
        } catch (UndecodableEntryException e) {
            // To the script it is a current entry of this mapping, which a put would leave alone.
            context.replaceAtPut(key);
            return null;
        }
    }

    private @Nullable Object read(EntryKey key) throws UndecodableEntryException {
        if (!key.isCacheable() || !frames.exist()) {
            return null;
        }
        byte[] frame = node.storage().read(storageRegion, key);
        return frame == null ? null : frames.decode(key, frame);
    }

    @Override
    public final boolean contains(Object key) {
        try {
            return read(entryKey(key)) != null;
        } catch (UndecodableEntryException e) {
            return false;
        }
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
        Frame frame = tenancy.seesForeignRows(session) ? null : encode(entryKey, value, version);
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

    /** The value's frame, null if it cannot be cached. Throws nothing, since it is called after commits too. */
    final @Nullable Frame encode(EntryKey key, @Nullable Object value, @Nullable Object version) {
        return value == null || !key.isCacheable() ? null : frames.encode(key, value, version);
    }

    @Override
    public SoftLock lockItem(SharedSessionContractImplementor session, Object key, @Nullable Object version) {
        return SessionContext.of(session).lock(storageRegion, entryKey(key), isWide(session));
    }

    /** Whether several tenants may have in the cache what this session changes. */
    final boolean isWide(SharedSessionContractImplementor session) {
        return tenancy.changesForOthers(session);
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
    public void remove(SharedSessionContractImplementor session, Object key) {
        SessionContext.of(session).statementDone(entryKey(key));
    }

    @Override
    public SoftLock lockRegion() {
        return lockRegionWith(List.of());
    }

    final StatementLock lockRegionWith(List<StorageRegion> others) {
        List<StorageRegion> regions = new ArrayList<>(others);
        regions.remove(storageRegion);
        regions.add(0, storageRegion);
        return StatementLock.of(regions);
    }

    /**
     * Called right after {@link #lockRegion}: ties that lock to the session. For a stateless session's statement it is the one call before the SQL, so its
     * tables are locked here too.
     */
    @Override
    public final void removeAll(SharedSessionContractImplementor session) {
        StatementLock lock = StatementLock.justAskedFor(storageRegion);
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
            ((StatementLock) lock).unlock();
        }
    }

    /** Of {@code Cache.evict…} Hibernate does not tell for which tenant: then for all. Their entries are in the identifier's partition. */
    @Override
    public void evict(Object key) {
        EntryKey entryKey = entryKey(key);
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
