// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slotcache.internal.codec.BodyFormat;
import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.Stamp;
import java.nio.ByteBuffer;

/** Values to store, and how they look once a script has filled in term and sequence. */
final class Frames {

    /** Fingerprint of the mapping that all of them share. */
    static final long MAPPING = 0xF1F2F3F4F5F6F7F8L;

    /** Scripts do not look at the checksum. */
    static final byte[] KEY = {};

    private Frames() {}

    static Frame unversioned(String body) {
        return Frame.unordered(BodyFormat.BINARY, MAPPING, body.getBytes(US_ASCII));
    }

    static Frame version(long order) {
        return version(order, "v" + Long.toHexString(order));
    }

    static Frame version(long order, String body) {
        return Frame.versioned(BodyFormat.BINARY, MAPPING, order, body.getBytes(US_ASCII));
    }

    /** A query's results by a session of this stamp of their tables. */
    static Frame results(Stamp stamp, String body) {
        return Frame.stamped(MAPPING, stamp.term(), stamp.sequence(), body.getBytes(US_ASCII));
    }

    static Frame otherMapping(Frame frame) {
        return new Frame(frame.format(), frame.orderedBy(), MAPPING + 1, frame.order(), frame.body());
    }

    /** The entry's bytes as {@link Frame} documents them. */
    static byte[] stored(Frame frame, String term, long sequence) {
        byte[] tail = frame.tail(KEY);
        return ByteBuffer.allocate(34 + tail.length)
                .put(frame.head(false))
                .put(term.getBytes(US_ASCII))
                .putLong(sequence)
                .put(tail)
                .array();
    }
}
