// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What may become of the bytes of a frame: by accident, or because somebody writes there who should not. */
public final class FrameMutations {
    /** Numbers and lengths that promise more than there is, nesting, and what parsers take long for. */
    private static final List<byte[]> EXTREMES = List.of(
            bytes(0xFF, 0xFF, 0xFF, 0xFF, 0x07),
            bytes(0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01),
            bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02),
            bytes(0x7F, 0xFF, 0xFF, 0xFF),
            bytes(0x80, 0x00, 0x00, 0x00),
            bytes(0x3F, 0xFF, 0xFF, 0xFF),
            bytes(0xFF, 0xFF),
            text("2147483647"),
            text("-9223372036854775808"),
            text("1e999999999"),
            text("\"AQ==:2147483647\""),
            text("9".repeat(399)),
            text("[".repeat(1_100)),
            text("{\"@serialized\":"),
            text("\"@unfetched\":true}"),
            text("{\"a\":".repeat(300)),
            text("\\ud83d"),
            text("P-999999999999999999D"),
            text("+1000000000-12-31T23:59:59.999999999Z"));

    private final Random random;

    public FrameMutations(Random random) {
        this.random = random;
    }

    /**
     * The bytes, changed, or others altogether.
     *
     * @param other of which a part may get among them
     */
    public byte[] of(byte[] frame, byte[] other) {
        if (random.nextInt(10) == 0) {
            return random(random.nextInt(300));
        }
        byte[] mutant = frame.clone();
        for (int times = random.nextBoolean() ? 1 : 1 + random.nextInt(3); times > 0; times--) {
            mutant = once(mutant, other);
        }
        return mutant;
    }

    private byte[] once(byte[] frame, byte[] other) {
        int at = random.nextInt(frame.length + 1);
        int end = Math.min(frame.length, at + 1 + random.nextInt(40));
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> flipped(frame);
            case 3, 10, 11 -> set(frame);
            case 4 -> Arrays.copyOf(frame, at);
            case 5 -> joined(frame, random(random.nextInt(20)));
            case 6 -> joined(Arrays.copyOf(frame, at), tail(other, random.nextInt(other.length + 1)));
            case 7 -> joined(Arrays.copyOf(frame, at), tail(frame, end));
            case 8 -> joined(Arrays.copyOf(frame, end), tail(frame, at));
            case 9 -> overwritten(frame, at, EXTREMES.get(random.nextInt(EXTREMES.size())));
            default -> joined(Arrays.copyOf(frame, at), EXTREMES.get(random.nextInt(EXTREMES.size())), tail(frame, at));
        };
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] flipped(byte[] frame) {
        for (int flips = 1 + random.nextInt(4); flips > 0 && frame.length > 0; flips--) {
            frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return frame;
    }

    /** Often to what is a tag, a small length, or the greatest and the least of something. */
    private byte[] set(byte[] frame) {
        for (int sets = 1 + random.nextInt(4); sets > 0 && frame.length > 0; sets--) {
            frame[random.nextInt(frame.length)] = (byte)
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt();
                        case 1 -> random.nextInt(110);
                        case 2 -> random.nextInt(4);
                        default -> 0x7F + random.nextInt(2) * 0x80;
                    };
        }
        return frame;
    }

    private static byte[] overwritten(byte[] frame, int at, byte[] piece) {
        byte[] longEnough = Arrays.copyOf(frame, Math.max(frame.length, at + piece.length));
        System.arraycopy(piece, 0, longEnough, at, piece.length);
        return longEnough;
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
