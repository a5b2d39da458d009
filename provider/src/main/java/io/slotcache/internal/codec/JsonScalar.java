// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.function.Function;

/**
 * How the values of one scalar's class stand in JSON: never as an object, by which labelled values are known.
 *
 * @param label names the class where the mapping does not
 */
record JsonScalar<T>(String label, Class<T> javaClass, Writer<T> writer, Reader<T> reader) {

    interface Writer<T> {
        void write(T value, JsonOutput out);
    }

    interface Reader<T> {
        T read(JsonInput in);
    }

    /** As a string. */
    static <T> JsonScalar<T> text(
            String name, Class<T> javaClass, Function<T, String> toText, Function<String, T> ofText) {
        return new JsonScalar<>(
                JsonLabel.PREFIX + name,
                javaClass,
                (value, out) -> out.writeText(toText.apply(value)),
                in -> ofText.apply(in.readText()));
    }

    /** As a number. */
    static <T> JsonScalar<T> number(
            String name, Class<T> javaClass, Function<T, String> toDigits, Function<String, T> ofDigits) {
        return new JsonScalar<>(
                JsonLabel.PREFIX + name,
                javaClass,
                (value, out) -> out.writeNumber(toDigits.apply(value)),
                in -> ofDigits.apply(in.readNumber()));
    }

    void write(Object value, JsonOutput out) {
        writer.write(javaClass.cast(value), out);
    }

    Object read(JsonInput in) {
        return reader.read(in);
    }
}
