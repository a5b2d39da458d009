// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

/** How the values of one final class are written behind one tag. The class is matched exactly: a subclass may carry more than is written. */
record Scalar<T>(int tag, Class<T> javaClass, Writer<T> writer, Reader<T> reader) {

    interface Writer<T> {
        void write(T value, WireOutput out);
    }

    interface Reader<T> {
        T read(WireInput in);
    }

    /** Writes the tag and a value known to be of {@link #javaClass}. */
    void write(Object value, WireOutput out) {
        out.writeByte(tag);
        writer.write(javaClass.cast(value), out);
    }

    Object read(WireInput in) {
        return reader.read(in);
    }
}
