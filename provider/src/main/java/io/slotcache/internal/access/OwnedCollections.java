// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.storage.StorageRegion;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * The regions of the cached collections whose rows belong to an entity of one hierarchy. An inverse collection is not among them: its rows are its
 * elements', and Hibernate knows that. Thread-safe.
 */
public final class OwnedCollections {

    private final String rootEntityName;
    private final SessionFactoryImplementor factory;
    private volatile @Nullable List<StorageRegion> regions;

    public OwnedCollections(String rootEntityName, SessionFactoryImplementor factory) {
        this.rootEntityName = rootEntityName;
        this.factory = factory;
    }

    /** Looked up at the first statement: when an access is made, the mapping is not complete. */
    List<StorageRegion> regions() {
        List<StorageRegion> known = regions;
        if (known == null) {
            Set<StorageRegion> found = new LinkedHashSet<>();
            factory.getMappingMetamodel().forEachCollectionDescriptor(collection -> add(found, collection));
            known = List.copyOf(found);
            regions = known;
        }
        return known;
    }

    private void add(Set<StorageRegion> found, CollectionPersister collection) {
        if (!collection.isInverse()
                && collection.getOwnerEntityPersister().getRootEntityName().equals(rootEntityName)
                && collection.getCacheAccessStrategy() instanceof CollectionAccess access) {
            found.add(access.storageRegion());
        }
    }
}
