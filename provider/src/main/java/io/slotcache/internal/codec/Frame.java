// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The bytes of an entry: a header with fixed offsets, the same for every codec, that scripts read and write, and the body.
 *
 * <pre>
 *  0      'S'
 *  1      format version, 1
 *  2      format of the body: 1 binary, 2 JSON; of what, the fingerprint tells
 *  3      bits 0 and 1, what orders two values: 0 nothing, 1 a version, 2 the stamp of a query's tables; bit 2, a deadline follows the body
 *  4..25  term, set by the script that stores the entry
 * 26..33  sequence, likewise
 * 34..41  fingerprint of the mapping the body was encoded by
 * 42..49  order: of a version a number that grows with it, of a stamp its sequence
 * 50..53  CRC-32C of what the writer gave and of the key it is under: all but term, sequence and deadline
 * 54..    body; for a query's results first the stamp's term (22 bytes), since sequences compare in one term only
 * last 8  in regions with a max idle time: when the time to live ends, by the server's clock, likewise set by the script
 * </pre>
 *
 * @param format of the body
 * @param orderedBy what orders two values
 * @param order the larger is the newer; compared without sign
 */
public record Frame(BodyFormat format, OrderedBy orderedBy, long fingerprint, long order, byte[] body) {

    public static final int TERM_OFFSET = 4;
    public static final int HEADER_LENGTH = 54;

    private static final int FORMAT_OFFSET = 2;
    private static final int FLAGS_OFFSET = 3;
    private static final int SEQUENCE_OFFSET = 26;
    private static final int FINGERPRINT_OFFSET = 34;
    private static final int ORDER_OFFSET = 42;
    private static final int CHECKSUM_OFFSET = 50;
    private static final int TERM_LENGTH = 22;
    private static final byte FORMAT = 1;
    private static final int ORDERED_BY = 3;
    private static final int WITH_DEADLINE = 4;
    private static final int DEADLINE_LENGTH = 8;

    /** Where the results of a query begin. */
    public static final int RESULTS_OFFSET = HEADER_LENGTH + TERM_LENGTH;

    /** By what a script tells the newer of two values. */
    public enum OrderedBy {
        NOTHING,
        VERSION,
        STAMP
    }

    /** A value without a version. */
    public static Frame unordered(BodyFormat format, long fingerprint, byte[] body) {
        return new Frame(format, OrderedBy.NOTHING, fingerprint, 0, body);
    }

    /** A value whose version is in this place among all. */
    public static Frame versioned(BodyFormat format, long fingerprint, long order, byte[] body) {
        return new Frame(format, OrderedBy.VERSION, fingerprint, order, body);
    }

    /** A query's results, in binary, found by a session with this stamp of the tables' partition. */
    public static Frame stamped(long fingerprint, String term, long sequence, byte[] results) {
        byte[] body = ByteBuffer.allocate(TERM_LENGTH + results.length)
                .put(term.getBytes(US_ASCII), 0, TERM_LENGTH)
                .put(results)
                .array();
        return new Frame(BodyFormat.BINARY, OrderedBy.STAMP, fingerprint, sequence, body);
    }

    /** Of header and body, in bytes. */
    public int length() {
        return HEADER_LENGTH + body.length;
    }

    /**
     * The four bytes before the term.
     *
     * @param withDeadline whether the script is to add the end of the time to live
     */
    public byte[] head(boolean withDeadline) {
        int flags = orderedBy.ordinal() + (withDeadline ? WITH_DEADLINE : 0);
        return new byte[] {'S', FORMAT, format.number(), (byte) flags};
    }

    /**
     * Everything after the sequence, but for the deadline.
     *
     * @param key under which the frame will be: under another it is not intact
     */
    public byte[] tail(byte[] key) {
        byte[] tail = ByteBuffer.allocate(HEADER_LENGTH - FINGERPRINT_OFFSET + body.length)
                .putLong(fingerprint)
                .putLong(order)
                .putInt(0)
                .put(body)
                .array();
        int checksum = checksum(key, format.number(), orderedBy.ordinal(), tail, 0);
        ByteBuffer.wrap(tail).putInt(CHECKSUM_OFFSET - FINGERPRINT_OFFSET, checksum);
        return tail;
    }

    /** @param from where in the bytes the fingerprint stands */
    private static int checksum(byte[] key, int format, int orderedBy, byte[] bytes, int from) {
        int body = from + HEADER_LENGTH - FINGERPRINT_OFFSET;
        CRC32C checksum = new CRC32C();
        checksum.update(key);
        checksum.update(format);
        checksum.update(orderedBy);
        checksum.update(bytes, from, CHECKSUM_OFFSET - FINGERPRINT_OFFSET);
        checksum.update(bytes, body, bytes.length - body);
        return (int) checksum.getValue();
    }

    /** Whether these bytes have a header this version understands. */
    public static boolean isFrame(byte[] bytes) {
        return bytes.length >= HEADER_LENGTH
                && bytes[0] == 'S'
                && bytes[1] == FORMAT
                && (bytes[FLAGS_OFFSET] & ~(ORDERED_BY | WITH_DEADLINE)) == 0
                && (!hasDeadline(bytes) || bytes.length >= HEADER_LENGTH + DEADLINE_LENGTH);
    }

    private static boolean hasDeadline(byte[] bytes) {
        return (bytes[FLAGS_OFFSET] & WITH_DEADLINE) != 0;
    }

    /** A frame up to the end of its body. */
    public static byte[] withoutDeadline(byte[] bytes) {
        return hasDeadline(bytes) ? Arrays.copyOf(bytes, bytes.length - DEADLINE_LENGTH) : bytes;
    }

    /**
     * Checks that a frame, without its deadline, is what a node wrote under this key.
     *
     * @throws UndecodableEntryException if it is not
     */
    public static void requireIntact(byte[] bytes, byte[] key) throws UndecodableEntryException {
        if (bytes.length < HEADER_LENGTH
                || ByteBuffer.wrap(bytes).getInt(CHECKSUM_OFFSET)
                        != checksum(
                                key,
                                bytes[FORMAT_OFFSET],
                                bytes[FLAGS_OFFSET] & ORDERED_BY,
                                bytes,
                                FINGERPRINT_OFFSET)) {
            throw new UndecodableEntryException("the checksum is another");
        }
    }

    /** Whether this frame has a stamp. */
    public static boolean isStamped(byte[] bytes) {
        return bytes.length >= RESULTS_OFFSET && (bytes[FLAGS_OFFSET] & ORDERED_BY) == OrderedBy.STAMP.ordinal();
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

    /** The term of a stamp. */
    public static String stampTerm(byte[] bytes) {
        return new String(bytes, HEADER_LENGTH, TERM_LENGTH, US_ASCII);
    }

    /** The sequence of a stamp. */
    public static long stampSequence(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(ORDER_OFFSET);
    }
}
