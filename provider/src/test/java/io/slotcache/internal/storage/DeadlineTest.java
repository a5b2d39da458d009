// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class DeadlineTest {

    private static final CompletableFuture<String> NO_ANSWER = new CompletableFuture<>();

    @Test
    void answer_in_time_is_returned() throws RedisFailure {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));

        assertThat(deadline.await(CompletableFuture.completedFuture("yes"))).isEqualTo("yes");
    }

    @Test
    void answer_that_is_there_is_returned_after_the_deadline_too() throws RedisFailure {
        Deadline deadline = Deadline.after(Duration.ofMinutes(-1));

        assertThat(deadline.await(CompletableFuture.completedFuture("yes"))).isEqualTo("yes");
    }

    @Test
    void all_waiting_together_takes_no_longer_than_the_deadline() {
        long start = System.nanoTime();
        Deadline deadline = Deadline.after(Duration.ofMillis(50));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> deadline.await(NO_ANSWER))
                    .isInstanceOf(RedisFailure.class)
                    .hasCauseInstanceOf(TimeoutException.class)
                    .hasMessageContaining("deadline");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(50), Duration.ofMillis(500));
    }

    @Test
    void failure_is_told_by_its_own_cause() {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));

        assertThatThrownBy(() -> deadline.await(CompletableFuture.failedFuture(new IOException("reset"))))
                .isInstanceOfSatisfying(
                        RedisFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo("java.io.IOException: reset"));
    }

    @Test
    void interrupt_ends_the_wait_and_stays_set() {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> deadline.await(NO_ANSWER)).isInstanceOf(RedisFailure.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
