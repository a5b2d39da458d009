// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BreakerTest {

    private final Breaker breaker = new Breaker();

    @Test
    void is_closed_at_first() {
        assertThat(breaker.isClosed()).isTrue();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.lookAnswered()).isNegative();
    }

    @Test
    void one_read_without_an_answer_keeps_others_from_waiting_but_not_locks() {
        breaker.noAnswer();
        assertThat(breaker.isClosed()).isFalse();
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void third_failure_is_suspect() {
        breaker.failed();
        breaker.failed();
        assertThat(breaker.isClosed()).isTrue();
        breaker.failed();
        assertThat(breaker.isClosed()).isFalse();
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void answered_look_closes_it_and_forgets_failures() {
        breaker.failed();
        breaker.failed();
        assertThat(breaker.lookAnswered()).isNegative();
        breaker.failed();
        assertThat(breaker.isClosed()).isTrue();
        breaker.noAnswer();
        assertThat(breaker.lookAnswered()).isNegative();
        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void failed_look_opens_it_once() {
        assertThat(breaker.lookFailed()).isTrue();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.lookFailed()).isFalse();
        breaker.noAnswer();
        breaker.failed();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.lookAnswered()).isNotNegative();
        assertThat(breaker.isClosed()).isTrue();
    }
}
