// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.type.BasicPluralType;
import org.hibernate.type.BasicType;
import org.hibernate.type.CustomType;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.java.spi.FormatMapperBasedJavaType;
import org.jspecify.annotations.Nullable;

/**
 * The classes of column values that are no scalars and that the mapping knows how to write: enums, JSON and XML documents, user types. They are
 * sorted by name; the wire has a class's place, never its name. A class that is mapped in two different ways is left out: its value does not say
 * which of them it came from. Immutable.
 */
final class MappedValues {
    static final int ABSENT = -1;

    private final List<WireType> types = new ArrayList<>();
    private final List<ArrayWire> arrays = new ArrayList<>();
    private final List<String> descriptions = new ArrayList<>();
    private final Map<Class<?>, Integer> places = new HashMap<>();

    private MappedValues(Collection<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (candidate.wire != null) {
                places.put(candidate.valueClass, types.size());
                types.add(candidate.wire);
                arrays.add(new ArrayWire(candidate.valueClass, candidate.wire));
                descriptions.add(candidate.origin + ": " + candidate.wire.description());
            }
        }
    }

    /** Of all column types of a mapping. */
    static MappedValues of(Collection<BasicType<?>> columnTypes) {
        Map<String, Candidate> byName = new TreeMap<>();
        for (BasicType<?> type : columnTypes) {
            collect(type, byName);
        }
        return new MappedValues(byName.values());
    }

    /** The class by which a value is found here: of an enum constant with a body of its own, the enum. */
    static Class<?> classOf(Object value) {
        return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    }

    int placeOf(Class<?> valueClass) {
        return places.getOrDefault(valueClass, ABSENT);
    }

    WireType at(long place) {
        return types.get(checked(place));
    }

    ArrayWire arrayAt(long place) {
        return arrays.get(checked(place));
    }

    /** One line for each place. */
    List<String> descriptions() {
        return List.copyOf(descriptions);
    }

    private int checked(long place) {
        if (place < 0 || place >= types.size()) {
            throw new UndecodableEntryException("no mapped class " + Long.toUnsignedString(place));
        }
        return (int) place;
    }

    private static void collect(BasicType<?> type, Map<String, Candidate> byName) {
        if (type instanceof BasicPluralType<?, ?> plural) {
            collect(plural.getElementType(), byName);
            return;
        }
        WireType wire = wireOf(type);
        if (wire != null) {
            Class<?> valueClass = type.getJdbcJavaType().getJavaTypeClass();
            String origin = type instanceof CustomType<?> custom
                    ? custom.getUserType().getClass().getName()
                    : type.getJdbcJavaType().getClass().getName();
            byName.merge(valueClass.getName(), new Candidate(valueClass, origin, wire), Candidate::unlessDifferent);
        }
    }

    private static @Nullable WireType wireOf(BasicType<?> type) {
        JavaType<?> javaType = type.getJdbcJavaType();
        Class<?> valueClass = javaType.getJavaTypeClass();
        if (valueClass.isEnum()) {
            return new EnumWire(valueClass);
        }
        if (valueClass.isPrimitive() || Scalars.tagOf(valueClass) != Tag.NULL) {
            return null;
        }
        if (type instanceof CustomType<?> custom) {
            return type.getValueConverter() == null ? ConvertedWire.by(custom.getUserType()) : null;
        }
        return javaType instanceof FormatMapperBasedJavaType<?> document ? ConvertedWire.by(document) : null;
    }

    /**
     * @param origin the user type or the Java type that gives the wire its meaning
     * @param wire null if the class is mapped in two ways
     */
    private record Candidate(
            Class<?> valueClass, String origin, @Nullable WireType wire) {

        static Candidate unlessDifferent(Candidate one, Candidate other) {
            return one.origin.equals(other.origin) ? one : new Candidate(one.valueClass, "", null);
        }
    }
}
