// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of an entry: a header with fixed offsets, the same for every codec, that scripts read and write, and the body.
 *
 * <pre>
 *  0      'S'
 *  1      format version, 1
 *  2      codec of the body, 1: the wire types of entities and collections; which of them, the fingerprint tells
 *  3      flags: 1 the entity is versioned, 2 a deadline follows the body
 *  4..25  term, set by the script that stores the entry
 * 26..33  sequence, likewise
 * 34..41  fingerprint of the mapping the body was encoded by
 * 42..49  order of the version: a number that grows with it, 0 without a version
 * 50..    body
 * last 8  in regions with a max idle time: when the time to live ends, by the server's clock, likewise set by the script
 * </pre>
 *
 * @param versioned whether {@code versionOrder} means anything
 */
public record Frame(boolean versioned, long fingerprint, long versionOrder, byte[] body) {

    public static final int TERM_OFFSET = 4;
    public static final int HEADER_LENGTH = 50;

    private static final int FLAGS_OFFSET = 3;
    private static final int SEQUENCE_OFFSET = 26;
    private static final int FINGERPRINT_OFFSET = 34;
    private static final byte FORMAT = 1;
    private static final byte STATE_CODEC = 1;
    private static final int VERSIONED = 1;
    private static final int WITH_DEADLINE = 2;
    private static final int DEADLINE_LENGTH = 8;

    /**
     * The four bytes before the term.
     *
     * @param withDeadline whether the script is to add the end of the time to live
     */
    public byte[] head(boolean withDeadline) {
        int flags = (versioned ? VERSIONED : 0) + (withDeadline ? WITH_DEADLINE : 0);
        return new byte[] {'S', FORMAT, STATE_CODEC, (byte) flags};
    }

    /** Everything after the sequence, but for the deadline. */
    public byte[] tail() {
        return ByteBuffer.allocate(16 + body.length)
                .putLong(fingerprint)
                .putLong(versionOrder)
                .put(body)
                .array();
    }

    /** Whether these bytes have a header this version understands. */
    public static boolean isFrame(byte[] bytes) {
        return bytes.length >= HEADER_LENGTH
                && bytes[0] == 'S'
                && bytes[1] == FORMAT
                && bytes[2] == STATE_CODEC
                && (bytes[FLAGS_OFFSET] & ~(VERSIONED | WITH_DEADLINE)) == 0
                && (!hasDeadline(bytes) || bytes.length >= HEADER_LENGTH + DEADLINE_LENGTH);
    }

    private static boolean hasDeadline(byte[] bytes) {
        return (bytes[FLAGS_OFFSET] & WITH_DEADLINE) != 0;
    }

    /** A frame up to the end of its body. */
    public static byte[] withoutDeadline(byte[] bytes) {
        return hasDeadline(bytes) ? Arrays.copyOf(bytes, bytes.length - DEADLINE_LENGTH) : bytes;
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
