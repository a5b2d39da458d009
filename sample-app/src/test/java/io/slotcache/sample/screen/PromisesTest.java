// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class PromisesTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Promises promises = new Promises(new Screen(new PrintStream(bytes, true, UTF_8), false, false));

    @Test
    void allHeld() {
        promises.check(true, "one");
        promises.check(true, "two");
        assertThat(promises.exitCode()).isZero();
        assertThat(bytes.toString(UTF_8)).contains("✔ one", "✔ two", "All 2 promises held");
    }

    @Test
    void oneThatDidNotHoldIsNamedAtTheEnd() {
        promises.check(false, "one");
        promises.check(true, "two");
        assertThat(promises.exitCode()).isEqualTo(1);
        String summary = bytes.toString(UTF_8);
        assertThat(summary.substring(summary.indexOf("1 of 2 promises did not hold")))
                .contains("✘ one")
                .doesNotContain("two");
    }
}
