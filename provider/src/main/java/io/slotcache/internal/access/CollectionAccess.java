// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * Collections, of every access type: after a change the entry is gone, and the next load stores it. Hibernate offers no new state of a collection, and
 * the change itself locks as an entity's does.
 */
public final class CollectionAccess extends DataAccess implements CollectionDataAccess {

    public CollectionAccess(AccessParts parts) {
        super(parts);
    }

    @Override
    public Object generateCacheKey(
            Object id, CollectionPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
        return keys().key(id, persister.getKeyType(), factory, tenant);
    }

    @Override
    Set<String> tables(SessionFactoryImplementor factory) {
        return new LinkedHashSet<>(Arrays.asList(
                factory.getMappingMetamodel().getCollectionDescriptor(role()).getCollectionSpaces()));
    }

    @Override
    public Object getCacheKeyId(Object cacheKey) {
        return DataKeys.id(cacheKey);
    }
}
