// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ThrottleTest {

    @Test
    void first_message_passes_and_the_next_does_not() {
        Throttle throttle = new Throttle();

        assertThat(throttle.mayPass()).isTrue();
        assertThat(throttle.mayPass()).isFalse();
    }

    /** Both threads ask at the same moment, again and again. */
    @Test
    void one_of_two_threads_passes() throws Exception {
        int rounds = 5_000;
        Throttle[] throttles = Stream.generate(Throttle::new).limit(rounds).toArray(Throttle[]::new);
        AtomicInteger arrived = new AtomicInteger();
        Callable<Integer> asker = () -> {
            int passed = 0;
            for (int round = 0; round < rounds; round++) {
                arrived.incrementAndGet();
                while (arrived.get() < 2 * (round + 1)) {
                    Thread.onSpinWait();
                }
                passed += throttles[round].mayPass() ? 1 : 0;
            }
            return passed;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = threads.submit(asker);
            Future<Integer> two = threads.submit(asker);

            assertThat(one.get() + two.get()).isEqualTo(rounds);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void throttles_do_not_hinder_each_other() {
        assertThat(new Throttle().mayPass()).isTrue();
        assertThat(new Throttle().mayPass()).isTrue();
    }
}
