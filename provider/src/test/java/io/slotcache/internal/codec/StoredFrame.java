// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it lies in Redis, with what reads it there.
 *
 * @param kind of entry and codec, for messages
 * @param deadline whether its region has a max idle time
 */
record StoredFrame(String kind, byte[] key, Frame frame, boolean deadline, Reader reader) {
    private static final byte[] TERM = "0123456789abcdefghijkl".getBytes(StandardCharsets.US_ASCII);

    /** Decodes a frame whose header is right. */
    private static final int FLAGS_OFFSET = 3;

    private static final int ORDERED_BY = 3;

    interface Reader {
        Object decode(byte[] frame) throws UndecodableEntryException;

        /** As Hibernate does it. */
        default void use(Object entry) {}
    }

    byte[] bytes() {
        return bytes(frame);
    }

    private byte[] bytes(Frame content) {
        byte[] tail = content.tail(key);
        return ByteBuffer.allocate(34 + tail.length + (deadline ? 8 : 0))
                .put(content.head(deadline))
                .put(TERM)
                .putLong(42)
                .put(tail)
                .array();
    }

    /** As one that has this body, with the right header and the right checksum. */
    byte[] forged(byte[] body) {
        return bytes(new Frame(frame.format(), frame.orderedBy(), frame.fingerprint(), frame.order(), body));
    }

    /** Whether only what the scripts fill in is different: term, sequence and deadline, which may be gone altogether with the bit that announces it. */
    boolean isSameContent(byte[] stored) {
        byte[] own = Frame.withoutDeadline(bytes());
        byte[] other = Frame.withoutDeadline(stored);
        return Arrays.equals(own, 0, FLAGS_OFFSET, other, 0, FLAGS_OFFSET)
                && ((own[FLAGS_OFFSET] ^ other[FLAGS_OFFSET]) & ORDERED_BY) == 0
                && Arrays.equals(own, 34, own.length, other, 34, other.length);
    }

    /**
     * What a node makes of these bytes under the key, step by step as {@code RedisStorage.read}, {@code EntryFrames.decode} and {@code
     * QueryAccess.get} do; null for a miss.
     */
    @Nullable
    Object read(byte[] stored) {
        if (!Frame.isFrame(stored)) {
            return null;
        }
        byte[] bytes = Frame.withoutDeadline(stored);
        boolean stamped = frame.orderedBy() == Frame.OrderedBy.STAMP;
        if (!Frame.isOf(frame.format(), bytes)
                || stamped && !Frame.isStamped(bytes)
                || Frame.fingerprint(bytes) != frame.fingerprint()) {
            return null;
        }
        try {
            Frame.requireIntact(bytes, key);
            return reader.decode(bytes);
        } catch (UndecodableEntryException e) {
            return null;
        }
    }
}
