// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.cache.spi.entry.StructuredCacheEntry;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.internal.PropertyAccessStrategyBackRefImpl;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * One concrete entity class on the wire: the version, if it has one, then its properties sorted by name, so that the fingerprint, which is
 * sorted too, says all there is to know about the order.
 */
final class EntityLayout {
    private final int index;
    private final EntityPersister persister;
    private final String[] names;
    private final String[] labels;
    private final WireType[] types;
    private final @Nullable WireType version;
    private final int[] wireOrder;
    private final Map<String, Integer> positions = new HashMap<>();

    EntityLayout(int index, EntityPersister persister, WireTypes wireTypes) {
        this.index = index;
        this.persister = persister;
        this.names = persister.getPropertyNames();
        this.labels = new String[names.length];
        this.types = new WireType[names.length];
        Type[] mapped = persister.getPropertyTypes();
        for (int i = 0; i < names.length; i++) {
            String path = entityName() + "." + names[i];
            labels[i] = MappingFingerprint.label(names[i], mapped[i]);
            types[i] = isNeverCached(i) ? AbsentWire.INSTANCE : wireTypes.disassembled(mapped[i], path);
            refuseReserved(path, names[i]);
            positions.put(names[i], i);
        }
        this.version = persister.isVersioned()
                ? wireTypes.basic().undisassembled(persister.getVersionType(), entityName() + " (version)")
                : null;
        this.wireOrder = IntStream.range(0, names.length)
                .boxed()
                .sorted(Comparator.comparing(i -> names[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The place in its {@link EntityHierarchy}. */
    int index() {
        return index;
    }

    EntityPersister persister() {
        return persister;
    }

    String entityName() {
        return persister.getEntityName();
    }

    List<String> names() {
        return Arrays.asList(names);
    }

    /** Where a property stands in the state, or null. */
    @Nullable
    Integer positionOf(@Nullable Object name) {
        return positions.get(name);
    }

    String description() {
        StringJoiner properties = new StringJoiner("\n  ", entityName() + "\n  ", "\n");
        properties.add("(version): " + (version == null ? "none" : version.description()));
        for (int i : wireOrder) {
            properties.add(labels[i] + ": " + types[i].description());
        }
        return properties.toString();
    }

    void write(EntityState state, ValueOutput out) {
        if (state.values().length != names.length || version == null && state.version() != null) {
            throw new UnencodableValueException("an entry of another mapping of " + entityName());
        }
        if (version != null) {
            out.name("version");
            version.writeNullable(state.version(), out);
        }
        out.name("attributes");
        out.startObject();
        for (int i : wireOrder) {
            out.name(names[i]);
            writeProperty(types[i], state.values()[i], out);
        }
        out.endObject();
    }

    @SuppressWarnings("NullAway") // elements may be null, as in Hibernate's own array
    EntityState read(ValueInput in) {
        Object versionValue = version == null ? null : readVersion(version, in);
        Object[] values = new Object[names.length];
        in.name("attributes");
        in.startObject();
        for (int i : wireOrder) {
            in.name(names[i]);
            values[i] = readProperty(types[i], in);
        }
        in.endObject();
        return new EntityState(this, versionValue, values);
    }

    private static @Nullable Object readVersion(WireType version, ValueInput in) {
        in.name("version");
        return version.readNullable(in);
    }

    /** Hibernate compares both markers by identity. */
    private static void writeProperty(WireType type, @Nullable Object value, ValueOutput out) {
        if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            out.writeTag(Tag.UNFETCHED);
        } else if (value == PropertyAccessStrategyBackRefImpl.UNKNOWN) {
            out.writeTag(Tag.UNKNOWN_BACK_REFERENCE);
        } else {
            type.writeNullable(value, out);
        }
    }

    private static @Nullable Object readProperty(WireType type, ValueInput in) {
        int tag = in.readTag();
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.UNFETCHED -> LazyPropertyInitializer.UNFETCHED_PROPERTY;
            case Tag.UNKNOWN_BACK_REFERENCE -> PropertyAccessStrategyBackRefImpl.UNKNOWN;
            default -> type.read(tag, in);
        };
    }

    private boolean isNeverCached(int property) {
        return !persister.isLazyPropertiesCacheable() && persister.getPropertyLaziness()[property];
    }

    /** {@link StructuredCacheEntry} keeps the properties in one map with two names of its own. */
    private static void refuseReserved(String path, String name) {
        if (name.equals(StructuredCacheEntry.SUBCLASS_KEY) || name.equals(StructuredCacheEntry.VERSION_KEY)) {
            throw new UnsupportedMappingException(path, "Hibernate's structured entries reserve this name");
        }
    }
}
