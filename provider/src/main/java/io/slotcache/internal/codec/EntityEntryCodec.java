// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Map;
import org.hibernate.cache.spi.entry.CacheEntry;
import org.hibernate.cache.spi.entry.StructuredCacheEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Turns Hibernate's cache entries of one entity hierarchy into bytes and back: a {@code CacheEntry}, or with
 * {@code hibernate.cache.use_structured_entries} a map. Thread-safe.
 *
 * <p>The body of an entry is the index of its class in the {@code EntityHierarchy} as a varint, then what the {@code EntityLayout} of that
 * class writes. It holds no names of properties: reader and writer must have the same {@link #fingerprint}, which the frame around the body
 * carries. The fingerprint is of the whole hierarchy's mapping: entity names, property names and wire types, sorted.
 */
public final class EntityEntryCodec extends LayoutCodec<EntityHierarchy, EntityState> {
    private final String rootEntityName;
    private final SessionFactoryImplementor factory;
    private final AllowedClasses allowedClasses;

    public EntityEntryCodec(
            String rootEntityName,
            SessionFactoryImplementor factory,
            BodyFormat format,
            AllowedClasses allowedClasses) {
        super(rootEntityName, format);
        this.rootEntityName = rootEntityName;
        this.factory = factory;
        this.allowedClasses = allowedClasses;
    }

    @Override
    EntityHierarchy buildLayout() {
        return EntityHierarchy.of(rootEntityName, factory, allowedClasses);
    }

    @Override
    EntityState stateOf(Object entry, EntityHierarchy mapped) {
        if (entry instanceof CacheEntry standard && !standard.isReferenceEntry()) {
            EntityLayout layout = mapped.layoutOf(standard.getSubclass());
            return new EntityState(layout, standard.getVersion(), standard.getDisassembledState());
        }
        if (entry instanceof Map<?, ?> structured) {
            EntityLayout layout = mapped.layoutOf(structured.get(StructuredCacheEntry.SUBCLASS_KEY));
            return EntityState.ofMap(layout, structured);
        }
        throw new UnencodableValueException(
                "an entry of the class " + entry.getClass().getName());
    }

    @Override
    Object entryOf(EntityState state, EntityHierarchy mapped) {
        return factory.getSessionFactoryOptions().isStructuredCacheEntriesEnabled()
                ? state.toMap()
                : state.toStandardEntry(factory);
    }
}
