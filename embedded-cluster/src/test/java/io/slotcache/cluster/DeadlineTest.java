// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DeadlineTest {

    @Test
    void theErrorSaysWhatWasMissing() {
        assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(1)).await("tea", () -> Optional.of("no water")))
                .isInstanceOf(EmbeddedClusterException.class)
                .hasMessage("Gave up waiting for tea after 1 ms: no water");
    }

    @Test
    void pollsUntilNothingIsMissing() {
        AtomicInteger polls = new AtomicInteger();

        Deadline.in(Duration.ofMinutes(1))
                .await("the third poll", () -> polls.incrementAndGet() < 3 ? Optional.of("more") : Optional.empty());

        assertThat(polls).hasValue(3);
    }

    @Test
    void aNodeThatDoesNotAnswerYetIsWaitedFor() {
        AtomicInteger polls = new AtomicInteger();

        Deadline.in(Duration.ofMinutes(1)).await("an answer", () -> {
            if (polls.incrementAndGet() == 1) {
                throw new NodeUnreachableException("not yet", new IllegalStateException());
            }
            return Optional.empty();
        });

        assertThat(polls).hasValue(2);
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Deadline.in(Duration.ofMinutes(1)).await("tea", () -> Optional.of("no water")))
                .hasMessageStartingWith("Interrupted while waiting for tea");
        assertThat(Thread.interrupted()).isTrue();
    }
}
