// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.jspecify.annotations.Nullable;

/**
 * How the disassembled values of one mapped type are written: not the attribute's Java type, but what {@code Type.disassemble} makes of it.
 *
 * <p>A wire type is a finite tree made from the mapping, and reading follows that tree: bytes can nest no deeper than the mapping does.
 */
sealed interface WireType
        permits AbsentWire,
                AnyWire,
                ArrayWire,
                CollectionWire,
                ComponentWire,
                ConvertedWire,
                EnumWire,
                OpenWire,
                ScalarWire {

    /** The form in one line, equal in every JVM: what {@link MappingFingerprint} compares. */
    String description();

    /**
     * Writes the tag and the payload.
     *
     * @throws UnencodableValueException if this value is not of the described form, or would not come back equal
     */
    void write(Object value, ValueOutput out);

    /**
     * Reads the payload behind a tag.
     *
     * @param tag {@link Tag#UNTOLD} if the input says that this type knows best
     * @throws UndecodableEntryException if the tag is not one of this type's
     */
    Object read(int tag, ValueInput in);

    /** Writes a value that may be null. */
    default void writeNullable(@Nullable Object value, ValueOutput out) {
        if (value == null) {
            out.writeTag(Tag.NULL);
        } else {
            write(value, out);
        }
    }

    default @Nullable Object readNullable(ValueInput in) {
        int tag = in.readTag();
        return tag == Tag.NULL ? null : read(tag, in);
    }

    default UnencodableValueException unencodable(Object value) {
        return new UnencodableValueException(value.getClass().getName() + " where the mapping has " + description());
    }

    default UndecodableEntryException unexpected(int tag) {
        return new UndecodableEntryException("tag " + tag + " where the mapping has " + description());
    }

    default void expect(int expected, int tag) {
        if (tag != expected && tag != Tag.UNTOLD) {
            throw unexpected(tag);
        }
    }
}
