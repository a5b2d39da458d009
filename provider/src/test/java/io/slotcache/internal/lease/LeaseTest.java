// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class LeaseTest {

    private static final String TERM = "AbCdEfGhIjKlMnOpQrSt-_";

    @Test
    void parts_are_read() {
        Lease lease = parse(TERM + "|12|7|9223372036854775807");

        assertThat(lease.term()).isEqualTo(TERM);
        assertThat(lease.stamp()).isEqualTo(new Stamp(TERM, 12));
        assertThat(lease.regionSequence()).isEqualTo(7);
        assertThat(lease.nonce()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void term_is_compared_in_place() {
        Lease lease = parse(TERM + "|0|0|1");
        byte[] frame = ("head" + TERM + "rest").getBytes(US_ASCII);

        assertThat(lease.isTerm(frame, 4)).isTrue();
        frame[25]++;
        assertThat(lease.isTerm(frame, 4)).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "garbage",
                TERM,
                TERM + "|",
                TERM + "|1",
                TERM + "|1|2",
                TERM + "|1|2|",
                TERM + "|||",
                TERM + "||2|3",
                TERM + "|1||3",
                TERM + "|1|2|3|4",
                TERM + "|1|2|x",
                TERM + "|-1|2|3",
                TERM + "|1|2|3 ",
                TERM + "|1|2|99999999999999999999",
                TERM + "x|1|2|3",
                "x|1|2|3"
            })
    void bytes_that_are_no_lease_are_none(String text) {
        assertThat(parse(text)).isNull();
    }

    @Test
    void random_bytes_never_throw() {
        Random random = new Random(20260801);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 22 && random.nextBoolean()) {
                bytes[22] = '|';
            }
            for (int k = 23; k < bytes.length; k++) {
                bytes[k] = random.nextInt(20) == 0 ? bytes[k] : (byte) "0123456789||".charAt(random.nextInt(12));
            }

            Lease lease = Lease.parse(bytes);

            if (lease != null) {
                assertThat(new String(bytes, 22, bytes.length - 22, US_ASCII)).matches("\\|\\d+\\|\\d+\\|\\d+");
            }
        }
    }

    @Test
    void terms_and_nonces_are_new_each_time_and_survive_their_own_text() {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String term = Lease.newTerm();
            long nonce = Lease.newNonce();

            assertThat(term).hasSize(Lease.TERM_LENGTH).doesNotContain("|");
            assertThat(nonce).isNotNegative();
            assertThat(parse(term + "|0|0|" + nonce).nonce()).isEqualTo(nonce);
            assertThat(seen.add(term)).isTrue();
            assertThat(seen.add(nonce)).isTrue();
        }
    }

    private static Lease parse(String text) {
        return Lease.parse(text == null ? null : text.getBytes(US_ASCII));
    }
}
