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

    EntityAccess(AccessParts parts) {
        super(parts);
        naturalIds = new NaturalIdGuard(parts.role());
    }

    @Override
    public final SoftLock lockItem(SharedSessionContractImplementor session, Object key, @Nullable Object version) {
        SoftLock lock = super.lockItem(session, key, version);
        naturalIds.rowLocked(session, entryKey(key), (KeyLock.Ticket) lock);
        return lock;
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
        return false;
    }
}
