// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of a query's parameters in a {@link QueryName}. They are only ever compared, never read back, so a class may be named. */
final class ParameterValues {
    /** By which Hibernate combines the hash codes of a query's parameters. */
    private static final int HASH_FACTOR = 37;

    /** Against a list that holds itself. */
    private static final int MAX_DEPTH = 8;

    /** @throws UnencodableValueException if the value has no form that is the same in every JVM and tells it from all others */
    static void write(@Nullable Object value, WireOutput out) {
        write(value, out, 0);
    }

    private static void write(@Nullable Object value, WireOutput out, int depth) {
        if (depth > MAX_DEPTH) {
            throw new UnencodableValueException("a parameter nested more than " + MAX_DEPTH + " deep");
        }
        if (value instanceof Enum<?> constant) {
            out.writeByte(Tag.ENUM);
            out.writeUtf8(constant.getDeclaringClass().getName());
            out.writeUtf8(constant.name());
        } else if (value instanceof Object[] array) {
            out.writeByte(Tag.ARRAY);
            out.writeUtf8(array.getClass().getName());
            writeAll(Arrays.asList(array), out, depth);
        } else if (value instanceof List<?> list) {
            out.writeByte(Tag.COLLECTION);
            writeAll(list, out, depth);
        } else {
            ScalarWire.ANY.writeNullable(value, out);
        }
    }

    private static void writeAll(List<?> elements, WireOutput out, int depth) {
        out.writeVarint(elements.size());
        for (Object element : elements) {
            write(element, out, depth + 1);
        }
    }

    /**
     * Hibernate's hash code of the values without the part of enum constants, whose own hash codes are different in every JVM. (Those inside an
     * array keep theirs: such a query is found by the JVM that stored it only.)
     */
    static int stableHash(@Nullable Object[] values, int hash) {
        int stable = hash;
        int factor = 1;
        for (int i = values.length - 1; i >= 0; i--) {
            if (values[i] instanceof Enum<?> constant) {
                stable -= factor * constant.hashCode();
            }
            factor *= HASH_FACTOR;
        }
        return stable;
    }

    private ParameterValues() {}
}
