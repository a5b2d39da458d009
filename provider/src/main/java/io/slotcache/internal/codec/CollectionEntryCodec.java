// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import org.hibernate.cache.spi.entry.CollectionCacheEntry;
import org.hibernate.cache.spi.entry.StructuredCollectionCacheEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Turns Hibernate's cache entries of one collection role into bytes and back: a {@code CollectionCacheEntry}, or with
 * {@code hibernate.cache.use_structured_entries} a list or a map. Thread-safe.
 *
 * <p>The body of an entry is what the {@code CollectionLayout} writes: elements in Hibernate's order, repeated ones as often as they are
 * there. The {@link #fingerprint} is of the role, the kind of collection and the wire types.
 */
public final class CollectionEntryCodec extends LayoutCodec<CollectionLayout, @Nullable Serializable[]> {
    private final String role;
    private final SessionFactoryImplementor factory;
    private final AllowedClasses allowedClasses;

    public CollectionEntryCodec(
            String role, SessionFactoryImplementor factory, BodyFormat format, AllowedClasses allowedClasses) {
        super(role, format);
        this.role = role;
        this.factory = factory;
        this.allowedClasses = allowedClasses;
    }

    @Override
    CollectionLayout buildLayout() {
        return CollectionLayout.of(role, factory, allowedClasses);
    }

    /** Only the form that the persister is configured for: one of another setting is not recognised, nor what a user's collection type made up. */
    @Override
    @Nullable
    Serializable[] stateOf(Object entry, CollectionLayout layout) {
        try {
            return ((CollectionCacheEntry) layout.structure().destructure(entry, factory)).getState();
        } catch (ClassCastException | ArrayStoreException e) {
            throw new UnencodableValueException(
                    "an entry of the class " + entry.getClass().getName(), e);
        }
    }

    /** The entry's constructor is Hibernate's own: {@link StructuredCollectionCacheEntry} calls it, for a map's state as well as any. */
    @Override
    Object entryOf(@Nullable Serializable[] state, CollectionLayout layout) {
        Object entry = StructuredCollectionCacheEntry.INSTANCE.destructure(Arrays.asList(state), factory);
        Object structured = layout.structure().structure(entry);
        if (structured instanceof Map<?, ?> map && map.size() * 2 != state.length) {
            throw new UndecodableEntryException("a map with equal keys");
        }
        return structured;
    }
}
