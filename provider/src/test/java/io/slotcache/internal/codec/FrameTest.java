// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The header at the offsets that scripts use too. */
final class FrameTest {

    private static final byte[] KEY = {'k'};
    private static final byte[] TERM = "0123456789012345678901".getBytes();

    private final Frame frame =
            Frame.versioned(BodyFormat.BINARY, 0x0102030405060708L, 0x1112131415161718L, new byte[] {9, 8, 7});
    private final byte[] bytes = stored(frame, 0x2122232425262728L);

    @Test
    void parts_are_at_their_documented_offsets() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);

        assertThat(bytes).hasSize(57).startsWith('S', 1, 1, 1);
        assertThat(buffer.slice(4, 22)).isEqualTo(ByteBuffer.wrap(TERM));
        assertThat(buffer.getLong(26)).isEqualTo(0x2122232425262728L);
        assertThat(buffer.getLong(34)).isEqualTo(0x0102030405060708L);
        assertThat(buffer.getLong(42)).isEqualTo(0x1112131415161718L);
        assertThat(buffer.slice(54, 3)).isEqualTo(ByteBuffer.wrap(frame.body()));
    }

    @Test
    void readers_find_what_scripts_wrote() {
        assertThat(Frame.isFrame(bytes)).isTrue();
        assertThat(Frame.TERM_OFFSET).isEqualTo(4);
        assertThat(Frame.HEADER_LENGTH).isEqualTo(54);
        assertThat(Frame.sequence(bytes)).isEqualTo(0x2122232425262728L);
        assertThat(Frame.fingerprint(bytes)).isEqualTo(0x0102030405060708L);
    }

    @Test
    void head_tells_whether_there_is_a_version() {
        assertThat(Frame.unordered(BodyFormat.BINARY, 0, new byte[0]).head(false))
                .containsExactly('S', 1, 1, 0);
    }

    @Test
    void stamp_stands_where_its_readers_look() {
        String term = new String(TERM, java.nio.charset.StandardCharsets.US_ASCII);
        byte[] results = stored(Frame.stamped(7, term, 42, new byte[] {9, 8}), 1);

        assertThat(results).startsWith('S', 1, 1, 2);
        assertThat(Frame.isStamped(results)).isTrue();
        assertThat(Frame.isStamped(bytes)).isFalse();
        assertThat(Frame.stampTerm(results)).isEqualTo(term);
        assertThat(Frame.stampSequence(results)).isEqualTo(42);
        assertThat(java.util.Arrays.copyOfRange(results, Frame.RESULTS_OFFSET, results.length))
                .containsExactly(9, 8);
        assertThat(Frame.isStamped(java.util.Arrays.copyOf(results, Frame.RESULTS_OFFSET - 1)))
                .isFalse();
    }

    @Test
    void format_of_the_body_is_in_the_head() {
        Frame json = Frame.unordered(BodyFormat.JSON, 0, new byte[0]);
        assertThat(json.head(false)).containsExactly('S', 1, 2, 0);
        assertThat(Frame.isFrame(stored(json, 0))).isTrue();
        assertThat(Frame.isOf(BodyFormat.JSON, stored(json, 0))).isTrue();
        assertThat(Frame.isOf(BodyFormat.BINARY, stored(json, 0))).isFalse();
        assertThat(Frame.isOf(BodyFormat.BINARY, bytes)).isTrue();
    }

    @Test
    void body_may_be_empty() {
        assertThat(Frame.isFrame(stored(Frame.unordered(BodyFormat.BINARY, 0, new byte[0]), 0)))
                .isTrue();
    }

    @Test
    void other_bytes_are_no_frame() {
        assertThat(Frame.isFrame(new byte[0])).isFalse();
        assertThat(Frame.isFrame(Arrays.copyOf(bytes, 53))).isFalse();
        for (int i = 0; i < 2; i++) {
            byte[] other = bytes.clone();
            other[i]++;
            assertThat(Frame.isFrame(other)).as("byte %s differs", i).isFalse();
        }
    }

    @Test
    void deadline_after_the_body_is_announced_and_taken_off() {
        byte[] withDeadline = Arrays.copyOf(bytes, bytes.length + 8);
        withDeadline[3] = frame.head(true)[3];

        assertThat(frame.head(true)).containsExactly('S', 1, 1, 5);
        assertThat(Frame.isFrame(withDeadline)).isTrue();
        assertThat(Frame.withoutDeadline(withDeadline)).startsWith('S', 1, 1, 5).hasSameSizeAs(bytes);
        assertThat(Frame.withoutDeadline(bytes)).isSameAs(bytes);
        assertThat(Frame.isFrame(Arrays.copyOf(withDeadline, 61)))
                .as("no room for a deadline")
                .isFalse();
    }

    @Test
    void flag_of_a_later_version_is_not_understood() {
        byte[] other = bytes.clone();
        other[3] |= 4;
        assertThat(Frame.isFrame(other)).isFalse();
    }

    /** Term and sequence are the script's; it cannot compute a checksum. */
    @Test
    void whatever_the_writer_gave_is_checked() {
        Frame.requireIntact(bytes, KEY);
        for (int i = 2; i < bytes.length; i++) {
            byte[] other = bytes.clone();
            other[i] ^= 1;
            boolean scripts = i >= Frame.TERM_OFFSET && i < 34;
            assertThat(isIntact(other, KEY)).as("byte %s differs", i).isEqualTo(scripts);
        }
        for (int length = 0; length <= bytes.length + 1; length++) {
            assertThat(isIntact(Arrays.copyOf(bytes, length), KEY)).isEqualTo(length == bytes.length);
        }
    }

    @Test
    void frame_of_another_key_is_not_intact() {
        assertThat(isIntact(bytes, new byte[] {'l'})).isFalse();
        assertThat(isIntact(bytes, new byte[] {})).isFalse();
    }

    @Test
    void announced_deadline_does_not_change_the_checksum() {
        byte[] withDeadline = Arrays.copyOf(bytes, bytes.length + 8);
        withDeadline[3] = frame.head(true)[3];

        Frame.requireIntact(Frame.withoutDeadline(withDeadline), KEY);
    }

    private static boolean isIntact(byte[] frame, byte[] key) {
        try {
            Frame.requireIntact(frame, key);
            return true;
        } catch (UndecodableEntryException e) {
            return false;
        }
    }

    private static byte[] stored(Frame frame, long sequence) {
        return ByteBuffer.allocate(34 + frame.tail(KEY).length)
                .put(frame.head(false))
                .put(TERM)
                .putLong(sequence)
                .put(frame.tail(KEY))
                .array();
    }
}
