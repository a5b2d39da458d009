// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of the Redis Cluster specification. */
final class SlotTest {

    @Test
    void crc_is_the_one_of_the_specification() {
        byte[] text = "123456789".getBytes(UTF_8);

        assertThat(Slot.crc16(text, 0, text.length)).isEqualTo(0x31C3);
        assertThat(Slot.of(text)).isEqualTo(0x31C3);
    }

    @ParameterizedTest
    @CsvSource({"foo, 12182", "bar, 5061", "hello, 866", "'', 0"})
    void slot_of_a_key_without_tag_is_that_of_the_whole_key(String key, int slot) {
        assertThat(slot(key)).isEqualTo(slot);
    }

    @ParameterizedTest
    @CsvSource({
        "{user1000}.following, user1000",
        "foo{bar}{zap}, bar",
        "foo{{bar}}zap, {bar",
        "}a{bar}, bar",
    })
    void slot_of_a_key_with_a_tag_is_that_of_the_tag(String key, String tag) {
        byte[] bytes = tag.getBytes(UTF_8);
        assertThat(slot(key)).isEqualTo(Slot.crc16(bytes, 0, bytes.length) % 16384);
    }

    @ParameterizedTest
    @CsvSource({"foo{}{bar}", "{}", "foo{bar", "foo}bar{", "{"})
    void empty_or_open_tag_is_none(String key) {
        byte[] bytes = key.getBytes(UTF_8);
        assertThat(slot(key)).isEqualTo(Slot.crc16(bytes, 0, bytes.length) % 16384);
    }

    private static int slot(String key) {
        return Slot.of(key.getBytes(UTF_8));
    }
}
