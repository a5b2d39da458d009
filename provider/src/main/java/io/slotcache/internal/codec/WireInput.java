// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link WireOutput} wrote, trusting nothing: a length is compared with the bytes left before anything of that length is
 * allocated, and whatever does not fit is an {@link UndecodableEntryException}. Not thread-safe.
 */
final class WireInput implements ValueInput {
    private static final int VARINT_BITS = 64;

    private final byte[] bytes;
    private int position;

    WireInput(byte[] bytes, int offset) {
        if (offset < 0 || offset > bytes.length) {
            throw new UndecodableEntryException("no body: " + bytes.length + " bytes");
        }
        this.bytes = bytes;
        this.position = offset;
    }

    @Override
    public void expectEnd() {
        if (position != bytes.length) {
            throw new UndecodableEntryException((bytes.length - position) + " bytes left over");
        }
    }

    @Override
    public int readTag() {
        return readByte();
    }

    @Override
    public Object readScalar(Scalar<?> scalar) {
        return scalar.read(this);
    }

    @Override
    public byte[] readSerialized() {
        return readBytes();
    }

    @Override
    public String readText() {
        return readUtf8();
    }

    @Override
    public int readOneOf(List<String> names) {
        long index = readVarint();
        if (index < 0 || index >= names.size()) {
            throw new UndecodableEntryException("there is no number " + Long.toUnsignedString(index) + " of " + names);
        }
        return (int) index;
    }

    @Override
    public <T extends @Nullable Object> List<T> readList(int leastBytes, Supplier<T> element) {
        int count = readCount(leastBytes);
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return elements;
    }

    @Override
    public void startObject() {}

    @Override
    public void name(String name) {}

    @Override
    public void endObject() {}

    /** The next byte, 0 to 255. */
    int readByte() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    int readFixed16() {
        return readByte() << 8 | readByte();
    }

    int readFixed32() {
        return readFixed16() << 16 | readFixed16();
    }

    long readFixed64() {
        return (long) readFixed32() << 32 | readFixed32() & 0xFFFFFFFFL;
    }

    long readVarint() {
        long value = 0;
        for (int shift = 0; shift < VARINT_BITS; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (shift == VARINT_BITS - 1 && next > 1) {
                    break;
                }
                return value;
            }
        }
        throw new UndecodableEntryException("a number of more than 64 bits");
    }

    long readSigned() {
        long value = readVarint();
        return value >>> 1 ^ -(value & 1);
    }

    /** A signed number within the given bounds, inclusive. */
    int readSigned(int least, int greatest) {
        long value = readSigned();
        if (value < least || value > greatest) {
            throw new UndecodableEntryException(value + " is not within " + least + " and " + greatest);
        }
        return (int) value;
    }

    /** A count of things that take at least {@code width} bytes each, all of which must still be there. */
    int readCount(int width) {
        long count = readVarint();
        if (count < 0 || count > (bytes.length - position) / width) {
            throw new UndecodableEntryException("a length of " + Long.toUnsignedString(count) + " runs over the end");
        }
        return (int) count;
    }

    byte[] readBytes() {
        int count = readCount(1);
        byte[] value = Arrays.copyOfRange(bytes, position, position + count);
        position += count;
        return value;
    }

    String readUtf8() {
        int count = readCount(1);
        String value = new String(bytes, position, count, StandardCharsets.UTF_8);
        if (value.indexOf('\uFFFD') >= 0) {
            requireUtf8(position, count);
        }
        position += count;
        return value;
    }

    char[] readUtf16() {
        char[] value = new char[readCount(2)];
        for (int i = 0; i < value.length; i++) {
            value[i] = (char) readFixed16();
        }
        return value;
    }

    /** Malformed input became U+FFFD just as a real one does: only the strict decoder tells them apart. */
    private void requireUtf8(int offset, int count) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, count));
        } catch (CharacterCodingException e) {
            throw new UndecodableEntryException("not UTF-8", e);
        }
    }

    private void require(int count) {
        if (bytes.length - position < count) {
            throw new UndecodableEntryException("cut off after " + bytes.length + " bytes");
        }
    }
}
