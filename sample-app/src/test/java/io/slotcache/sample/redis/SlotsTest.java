// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SlotsTest {

    /** The vector of the cluster specification. */
    @Test
    void crc16OfTheSpecification() {
        assertThat(Slots.crc16("123456789".getBytes(US_ASCII))).isEqualTo(0x31C3);
    }

    @Test
    void slotIsTheRemainderBy16384() {
        assertThat(Slots.of("123456789")).isEqualTo(0x31C3);
        assertThat(Slots.of("foo")).isEqualTo(12182);
    }

    @Test
    void onlyTheFirstTagCounts() {
        assertThat(Slots.of("{user1000}.following")).isEqualTo(Slots.of("{user1000}.followers"));
        assertThat(Slots.hashTag("foo{bar}{zap}")).isEqualTo("bar");
        assertThat(Slots.hashTag("foo{{bar}}zap")).isEqualTo("{bar");
    }

    @Test
    void emptyTagIsNone() {
        assertThat(Slots.hashTag("foo{}{bar}")).isEqualTo("foo{}{bar}");
        assertThat(Slots.hashTag("foo}bar{")).isEqualTo("foo}bar{");
    }
}
