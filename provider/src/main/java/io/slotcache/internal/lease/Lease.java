// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a partition's lease says: {@code term|s|rseq|nonce}. While it lives, entries of its term are valid; it is on the owning master only, so a
 * replica that is promoted serves nothing until the partition has been looked at.
 */
public final class Lease {

    /** Characters of a term: 128 random bits in base64. */
    public static final int TERM_LENGTH = 22;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] text;
    private final long sequence;
    private final long regionSequence;
    private final long nonce;

    private Lease(byte[] text, long sequence, long regionSequence, long nonce) {
        this.text = text;
        this.sequence = sequence;
        this.regionSequence = regionSequence;
        this.nonce = nonce;
    }

    /** The lease in these bytes, null if there is none or it is not one. */
    public static @Nullable Lease parse(byte @Nullable [] text) {
        if (text == null || text.length <= TERM_LENGTH || text[TERM_LENGTH] != '|') {
            return null;
        }
        long[] numbers = new long[3];
        int field = 0;
        boolean empty = true;
        for (int i = TERM_LENGTH + 1; i < text.length; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9 && numbers[field] <= (Long.MAX_VALUE - digit) / 10) {
                numbers[field] = numbers[field] * 10 + digit;
                empty = false;
            } else if (text[i] == '|' && !empty && field < 2) {
                field++;
                empty = true;
            } else {
                return null;
            }
        }
        return field == 2 && !empty ? new Lease(text, numbers[0], numbers[1], numbers[2]) : null;
    }

    static String newTerm() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    static long newNonce() {
        return RANDOM.nextLong() & Long.MAX_VALUE;
    }

    /** Whether the frame's term, at this offset, is the lease's. */
    public boolean isTerm(byte[] frame, int offset) {
        return Arrays.equals(frame, offset, offset + TERM_LENGTH, text, 0, TERM_LENGTH);
    }

    public String term() {
        return new String(text, 0, TERM_LENGTH, US_ASCII);
    }

    /** Sequence of the partition's last eviction of a region: what was written later is not affected by any. */
    public long regionSequence() {
        return regionSequence;
    }

    /** Changes with each grant. */
    public long nonce() {
        return nonce;
    }

    /** How far the partition had come. */
    public Stamp stamp() {
        return new Stamp(term(), sequence);
    }
}
