// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** A growing array of bytes: big-endian numbers, LEB128 varints (signed ones zigzag), strings as UTF-8 behind their length. Not thread-safe. */
final class WireOutput implements ValueOutput {
    private byte[] bytes;
    private int size;

    WireOutput(int expectedSize) {
        bytes = new byte[expectedSize];
    }

    @Override
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public void writeTag(int tag) {
        writeByte(tag);
    }

    @Override
    public void writeScalar(Scalar<?> scalar, Object value, boolean told) {
        scalar.write(value, this);
    }

    @Override
    public void writeSerialized(byte[] value) {
        writeByte(Tag.SERIALIZED);
        writeBytes(value);
    }

    @Override
    public void writeText(String text) {
        writeUtf8(text);
    }

    @Override
    public void writeOneOf(int index, String name) {
        writeVarint(index);
    }

    @Override
    public void writeList(int count, IntConsumer element) {
        writeVarint(count);
        for (int i = 0; i < count; i++) {
            element.accept(i);
        }
    }

    @Override
    public void startObject() {}

    @Override
    public void name(String name) {}

    @Override
    public void endObject() {}

    void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void writeFixed16(int value) {
        writeByte(value >>> 8);
        writeByte(value);
    }

    void writeFixed32(int value) {
        writeFixed16(value >>> 16);
        writeFixed16(value);
    }

    void writeFixed64(long value) {
        writeFixed32((int) (value >>> 32));
        writeFixed32((int) value);
    }

    /** Unsigned: a negative value takes ten bytes. */
    void writeVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            writeByte((int) rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    void writeSigned(long value) {
        writeVarint(value << 1 ^ value >> 63);
    }

    void writeBytes(byte[] value) {
        writeVarint(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Refuses a string that UTF-8 would not give back: see {@link #isUtf8}. */
    void writeUtf8(String value) {
        if (!isUtf8(value)) {
            throw new UnencodableValueException("a string with an unpaired surrogate");
        }
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void writeUtf16(char[] value) {
        writeVarint(value.length);
        for (char c : value) {
            writeFixed16(c);
        }
    }

    /** Whether each surrogate of the string stands in a pair; an encoder would put {@code ?} for one that does not. */
    static boolean isUtf8(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                if (i + 1 == length || !Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private void reserve(int count) {
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), size + (size >> 1)));
        }
    }
}
