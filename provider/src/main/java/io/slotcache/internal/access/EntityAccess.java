// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What the access types of entities have in common.
 *
 * <p>The calls Hibernate makes for an update: {@link #lockItem}, the SQL, {@link #update}, then, after the commit, {@link #afterUpdate}, or {@link
 * #unlockItem} if it was rolled back or the row was deleted.
 */
abstract class EntityAccess extends DataAccess implements EntityDataAccess {

    private final NaturalIdGuard naturalIds;
    private final OwnedCollections collections;

    EntityAccess(AccessParts parts, OwnedCollections collections) {
        super(parts);
        naturalIds = new NaturalIdGuard(parts.role());
        this.collections = collections;
    }

    @Override
    public final SoftLock lockItem(SharedSessionContractImplementor session, Object key, @Nullable Object version) {
        SoftLock lock = super.lockItem(session, key, version);
        naturalIds.rowLocked(session, entryKey(key), (KeyLock.Ticket) lock);
        if (version != null && !session.getCacheMode().isPutEnabled()) {
            // Neither an update nor a removal follows, by which an increment could be known.
            ForcedVersions.lockTables(session, root(session), getCacheKeyId(key));
        }
        return lock;
    }

    private EntityPersister root(SharedSessionContractImplementor session) {
        return session.getFactory().getMappingMetamodel().getEntityDescriptor(role());
    }

    @Override
    public final void remove(SharedSessionContractImplementor session, Object key) {
        super.remove(session, key);
        ForcedVersions.lockTablesIfIncremented(session, root(session), getCacheKeyId(key));
    }

    /**
     * With the regions of the entity's own collections: a statement that deletes the row deletes their rows too, and one of unknown tables may have changed
     * any. Hibernate speaks of collections only where the entity is an element.
     */
    @Override
    public final SoftLock lockRegion() {
        return lockRegionWith(collections.regions());
    }

    @Override
    public final Object generateCacheKey(
            Object id, EntityPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
        return keys().key(id, persister.getIdentifierType(), factory, tenant);
    }

    @Override
    final Set<String> tables(SessionFactoryImplementor factory) {
        return tablesOf(role(), factory);
    }

    /** All tables of an entity's hierarchy. */
    static Set<String> tablesOf(String rootEntity, SessionFactoryImplementor factory) {
        Set<String> tables = new LinkedHashSet<>();
        for (String name :
                factory.getMappingMetamodel().getEntityDescriptor(rootEntity).getSubclassEntityNames()) {
            tables.addAll(Arrays.asList(
                    factory.getMappingMetamodel().getEntityDescriptor(name).getPropertySpaces()));
        }
        return tables;
    }

    @Override
    public final Object getCacheKeyId(Object cacheKey) {
        return DataKeys.id(cacheKey);
    }

    @Override
    public boolean insert(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        return false;
    }

    @Override
    public boolean update(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object currentVersion,
            @Nullable Object previousVersion) {
        ForcedVersions.lockTablesIfIncremented(session, root(session), getCacheKeyId(key));
        return false;
    }
}
