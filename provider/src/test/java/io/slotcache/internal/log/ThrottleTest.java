// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ThrottleTest {

    @Test
    void first_message_passes_and_the_next_does_not() {
        Throttle throttle = new Throttle();

        assertThat(throttle.mayPass()).isTrue();
        assertThat(throttle.mayPass()).isFalse();
    }

    @Test
    void one_of_many_threads_passes() {
        for (int i = 0; i < 1_000; i++) {
            Throttle throttle = new Throttle();
            assertThat(IntStream.range(0, 64)
                            .parallel()
                            .filter(n -> throttle.mayPass())
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void throttles_do_not_hinder_each_other() {
        assertThat(new Throttle().mayPass()).isTrue();
        assertThat(new Throttle().mayPass()).isTrue();
    }
}
