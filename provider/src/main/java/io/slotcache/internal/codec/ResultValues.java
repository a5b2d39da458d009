// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the values of a result's rows, as they came out of JDBC: what a converter turns into a domain value is its column's value
 * here, an entity its columns. Nothing but the value itself says what it is, so every value carries its tag.
 *
 * <ul>
 *   <li>scalars, and arrays of their classes;
 *   <li>lists and sets;
 *   <li>the values of an aggregate, an {@code Object[]};
 *   <li>enums, documents and user types that the mapping knows ({@link MappedValues}), and arrays of them.
 * </ul>
 *
 * Anything else has no form here, and a result that holds it is not cached. What is read shares nothing with anyone: the application may change
 * an array or a date that it is given.
 */
final class ResultValues {
    /** Of arrays and collections in each other: aggregates nest as the mapping does, and no sensible one comes near. */
    private static final int MAX_DEPTH = 16;

    private final MappedValues mapped;

    ResultValues(MappedValues mapped) {
        this.mapped = mapped;
    }

    /** @throws UnencodableValueException if the value has no form */
    void write(@Nullable Object value, WireOutput out) {
        write(value, out, 0);
    }

    /** @throws UndecodableEntryException if the bytes are no value's */
    @Nullable
    Object read(WireInput in) {
        return read(in, 0);
    }

    private void write(@Nullable Object value, WireOutput out, int depth) {
        if (value == null) {
            out.writeByte(Tag.NULL);
        } else if (value.getClass() == Object[].class) {
            writeAll(Tag.OBJECT_ARRAY, Arrays.asList((Object[]) value), out, depth);
        } else if (value instanceof Object[] array) {
            writeArray(array, out);
        } else if (value.getClass() == ArrayList.class) {
            writeAll(Tag.LIST, (Collection<?>) value, out, depth);
        } else if (value.getClass() == HashSet.class || value.getClass() == LinkedHashSet.class) {
            writeAll(Tag.SET, (Collection<?>) value, out, depth);
        } else {
            writeSingle(value, out);
        }
    }

    private @Nullable Object read(WireInput in, int depth) {
        int tag = in.readByte();
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.OBJECT_ARRAY -> readAll(in, depth).toArray();
            case Tag.SCALAR_ARRAY -> scalarArray(in.readByte()).read(in.readByte(), in);
            case Tag.MAPPED_ARRAY -> mapped.arrayAt(in.readVarint()).read(in.readByte(), in);
            case Tag.LIST -> readAll(in, depth);
            case Tag.SET -> readSet(in, depth);
            case Tag.MAPPED -> mapped.at(in.readVarint()).read(in.readByte(), in);
            default -> ScalarWire.ANY.read(tag, in);
        };
    }

    private void writeAll(int tag, Collection<?> values, WireOutput out, int depth) {
        if (depth == MAX_DEPTH) {
            throw new UnencodableValueException("a value nested more than " + MAX_DEPTH + " deep");
        }
        out.writeByte(tag);
        out.writeVarint(values.size());
        for (Object value : values) {
            write(value, out, depth + 1);
        }
    }

    private ArrayList<@Nullable Object> readAll(WireInput in, int depth) {
        if (depth == MAX_DEPTH) {
            throw new UndecodableEntryException("a value nested more than " + MAX_DEPTH + " deep");
        }
        int count = in.readCount(1);
        ArrayList<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(read(in, depth + 1));
        }
        return values;
    }

    private LinkedHashSet<@Nullable Object> readSet(WireInput in, int depth) {
        ArrayList<@Nullable Object> values = readAll(in, depth);
        LinkedHashSet<@Nullable Object> set = new LinkedHashSet<>(values);
        if (set.size() != values.size()) {
            throw new UndecodableEntryException("a set with equal elements");
        }
        return set;
    }

    private void writeSingle(Object value, WireOutput out) {
        int place = mapped.placeOf(MappedValues.classOf(value));
        if (place == MappedValues.ABSENT) {
            ScalarWire.ANY.write(value, out);
        } else {
            out.writeByte(Tag.MAPPED);
            out.writeVarint(place);
            mapped.at(place).write(value, out);
        }
    }

    private void writeArray(Object[] array, WireOutput out) {
        Class<?> component = array.getClass().getComponentType();
        int place = mapped.placeOf(component);
        int scalar = Scalars.tagOf(component);
        if (place != MappedValues.ABSENT) {
            out.writeByte(Tag.MAPPED_ARRAY);
            out.writeVarint(place);
            mapped.arrayAt(place).write(array, out);
        } else if (scalar != Tag.NULL) {
            out.writeByte(Tag.SCALAR_ARRAY);
            out.writeByte(scalar);
            scalarArray(scalar).write(array, out);
        } else {
            throw new UnencodableValueException("an array of " + component.getName());
        }
    }

    private static ArrayWire scalarArray(int tag) {
        Scalar<?> scalar = Scalars.ofTag(tag);
        if (scalar == null) {
            throw new UndecodableEntryException("an array of the tag " + tag);
        }
        return new ArrayWire(scalar.javaClass(), new ScalarWire(scalar.javaClass()));
    }
}
