// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FormatTest {

    @Test
    void barsHaveOneWidthAndAreFullAtTheEnd() {
        assertThat(Format.bar(0, 4)).isEqualTo("    ");
        assertThat(Format.bar(0.5, 4)).isEqualTo("██  ");
        assertThat(Format.bar(0.53125, 4)).isEqualTo("██▏ ");
        assertThat(Format.bar(1, 4)).isEqualTo("████");
        assertThat(Format.bar(7, 4)).isEqualTo("████");
    }

    @Test
    void numbersAreTheSameInEveryLocale() {
        assertThat(Format.count(16_384)).isEqualTo("16,384");
        assertThat(Format.percent(1.0 / 3)).isEqualTo("33.3 %");
        assertThat(Format.percent(1)).isEqualTo("100 %");
        assertThat(Format.ratio(1.0239)).isEqualTo("1.024");
    }

    /** 9,999.9 of 10,000 round to 100.0: the decimal tells them from all. */
    @Test
    void onlyAllOfItReadsAsAHundredPercentWithoutDecimal() {
        assertThat(Format.percent(0.99999)).isEqualTo("100.0 %");
    }

    @Test
    void durationsTakeSecondsFromASecondOn() {
        assertThat(Format.duration(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(Format.duration(Duration.ofMillis(7_940))).isEqualTo("7.9 s");
        assertThat(Format.millis(0.424)).isEqualTo("0.42");
        assertThat(Format.millis(420.4)).isEqualTo("420");
    }
}
