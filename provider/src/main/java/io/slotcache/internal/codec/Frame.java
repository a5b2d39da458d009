// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.nio.ByteBuffer;

/**
 * The bytes of an entry: a header with fixed offsets, the same for every codec, that scripts read and write, and the body.
 *
 * <pre>
 *  0      'S'
 *  1      format version, 1
 *  2      format of the body: 1 binary, 2 JSON
 *  3      1 if the entity is versioned, else 0
 *  4..25  term, set by the script that stores the entry
 * 26..33  sequence, likewise
 * 34..41  fingerprint of the mapping the body was encoded by
 * 42..49  order of the version: a number that grows with it, 0 without a version
 * 50..    body
 * </pre>
 *
 * @param format of the body
 * @param versioned whether {@code versionOrder} means anything
 */
public record Frame(BodyFormat format, boolean versioned, long fingerprint, long versionOrder, byte[] body) {

    public static final int TERM_OFFSET = 4;
    public static final int HEADER_LENGTH = 50;

    private static final int FORMAT_OFFSET = 2;
    private static final int SEQUENCE_OFFSET = 26;
    private static final int FINGERPRINT_OFFSET = 34;
    private static final byte FORMAT = 1;

    /** One with a binary body. */
    public Frame(boolean versioned, long fingerprint, long versionOrder, byte[] body) {
        this(BodyFormat.BINARY, versioned, fingerprint, versionOrder, body);
    }

    /** Of header and body, in bytes. */
    public int length() {
        return HEADER_LENGTH + body.length;
    }

    /** The four bytes before the term. */
    public byte[] head() {
        return new byte[] {'S', FORMAT, format.number(), (byte) (versioned ? 1 : 0)};
    }

    /** Everything after the sequence. */
    public byte[] tail() {
        return ByteBuffer.allocate(16 + body.length)
                .putLong(fingerprint)
                .putLong(versionOrder)
                .put(body)
                .array();
    }

    /** Whether these bytes have a header this version understands. */
    public static boolean isFrame(byte[] bytes) {
        return bytes.length >= HEADER_LENGTH && bytes[0] == 'S' && bytes[1] == FORMAT;
    }

    /** Whether the body of an entry is of this format. */
    public static boolean isOf(BodyFormat format, byte[] bytes) {
        return bytes[FORMAT_OFFSET] == format.number();
    }

    /** The sequence of an entry. */
    public static long sequence(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(SEQUENCE_OFFSET);
    }

    /** The fingerprint of an entry's mapping. */
    public static long fingerprint(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(FINGERPRINT_OFFSET);
    }
}
