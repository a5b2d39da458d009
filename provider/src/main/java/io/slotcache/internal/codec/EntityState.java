// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hibernate.cache.spi.entry.StructuredCacheEntry;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** The content of one cache entry: a concrete class, a version, and the disassembled properties in the persister's order. */
record EntityState(
        EntityLayout layout,
        @Nullable Object version,
        @Nullable Object[] values) {

    static EntityState ofMap(EntityLayout layout, Map<?, ?> structured) {
        Object[] values = layout.names().stream().map(structured::get).toArray();
        return new EntityState(layout, structured.get(StructuredCacheEntry.VERSION_KEY), values);
    }

    /** The form that {@link StructuredCacheEntry#structure} gives. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put(StructuredCacheEntry.SUBCLASS_KEY, layout.entityName());
        map.put(StructuredCacheEntry.VERSION_KEY, version);
        for (int i = 0; i < values.length; i++) {
            map.put(layout.names().get(i), values[i]);
        }
        return map;
    }

    /** A {@code StandardCacheEntryImpl}, whose constructor is Hibernate's own: {@link StructuredCacheEntry} calls it, given a map. */
    Object toStandardEntry(SessionFactoryImplementor factory) {
        return new StructuredCacheEntry(layout.persister()).destructure(new View(), factory);
    }

    /** What {@code destructure} asks of a map, and no more, without filling one. */
    private final class View extends AbstractMap<String, @Nullable Object> {
        @Override
        public @Nullable Object get(@Nullable Object key) {
            if (StructuredCacheEntry.SUBCLASS_KEY.equals(key)) {
                return layout.entityName();
            }
            if (StructuredCacheEntry.VERSION_KEY.equals(key)) {
                return version;
            }
            Integer position = layout.positionOf(key);
            return position == null ? null : values[position];
        }

        @Override
        public Set<Entry<String, @Nullable Object>> entrySet() {
            return toMap().entrySet();
        }
    }
}
