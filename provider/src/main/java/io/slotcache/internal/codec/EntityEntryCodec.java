// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Map;
import org.hibernate.cache.spi.entry.CacheEntry;
import org.hibernate.cache.spi.entry.StructuredCacheEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Turns Hibernate's cache entries of one entity hierarchy into bytes and back. Thread-safe.
 *
 * <p>The body of an entry is the index of its class in the {@code EntityHierarchy} as a varint, then what the {@code EntityLayout} of that
 * class writes. It holds no names of properties: reader and writer must have the same {@link #fingerprint}, which the frame around the body
 * carries.
 *
 * <p>The mapping is looked at on first use, not on construction, since a session factory makes its caches before its persisters.
 */
public final class EntityEntryCodec implements EntryCodec {
    private static final int EXPECTED_SIZE = 128;

    private final String rootEntityName;
    private final SessionFactoryImplementor factory;
    private volatile @Nullable EntityHierarchy hierarchy;

    public EntityEntryCodec(String rootEntityName, SessionFactoryImplementor factory) {
        this.rootEntityName = rootEntityName;
        this.factory = factory;
    }

    /**
     * The bytes of an entry's body, or null if it cannot be cached: its mapping has no wire form ({@link #unsupportedReason}), or one of its
     * values does not fit the mapping's.
     *
     * @param entry a {@code CacheEntry}, or the map of a structured one
     */
    @Override
    public byte @Nullable [] encode(Object entry) {
        EntityHierarchy mapped = hierarchy();
        if (mapped.unsupportedReason() != null) {
            return null;
        }
        try {
            WireOutput out = new WireOutput(EXPECTED_SIZE);
            mapped.write(stateOf(entry, mapped), out);
            return out.toByteArray();
        } catch (UnencodableValueException e) {
            return null;
        }
    }

    /**
     * The entry in the form in which Hibernate wants it from {@code EntityDataAccess.get}: a {@code StandardCacheEntryImpl}, or its map with
     * {@code hibernate.cache.use_structured_entries}.
     *
     * @param offset where the body starts; it goes on to the end of the array
     * @throws UndecodableEntryException whatever else the bytes are
     */
    @Override
    public Object decode(byte[] bytes, int offset) throws UndecodableEntryException {
        EntityHierarchy mapped = hierarchy();
        try {
            EntityState state = mapped.read(new WireInput(bytes, offset));
            return factory.getSessionFactoryOptions().isStructuredCacheEntriesEnabled()
                    ? state.toMap()
                    : state.toStandardEntry(factory);
        } catch (UndecodableEntryException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // A factory of the JDK, a converter or a format mapper refused what the bytes gave it, or lost itself in
            // it.
            throw new UndecodableEntryException("a value of " + rootEntityName + " was refused", e);
        }
    }

    /** Of the whole hierarchy's mapping: entity names, property names and wire types, sorted. Equal in every JVM for the same mapping. */
    @Override
    public long fingerprint() {
        return hierarchy().fingerprint();
    }

    /** Why entries of this hierarchy cannot be cached, naming entity, property and type; null if they can. */
    @Override
    public @Nullable String unsupportedReason() {
        return hierarchy().unsupportedReason();
    }

    private static EntityState stateOf(Object entry, EntityHierarchy mapped) {
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

    /** Two threads may both build it at first, to the same result. */
    private EntityHierarchy hierarchy() {
        EntityHierarchy built = hierarchy;
        if (built == null) {
            built = EntityHierarchy.of(rootEntityName, factory);
            hierarchy = built;
        }
        return built;
    }
}
