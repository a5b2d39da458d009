// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecentTouchesTest {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int PLACES = 16_384;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);
    private final RecentTouches touches = new RecentTouches(INTERVAL, nanos::get);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MIN_VALUE, 123_456_789})
    void entry_is_touched_once_per_interval_however_often_it_is_read(int hash) {
        int due = 0;
        for (int i = 0; i < 100_000; i++) {
            due += touches.isDue(hash) ? 1 : 0;
            pass(Duration.ofMillis(1));
        }
        // Every ten seconds of a hundred, the first at once. The clock comes round meanwhile.
        assertThat(due).isBetween(9, 10);
    }

    @Test
    void no_two_touches_lie_closer_than_the_interval_and_none_is_later_than_a_thousandth_after_it() {
        touches.isDue(7);
        pass(INTERVAL);
        assertThat(touches.isDue(7)).isFalse();
        pass(INTERVAL.dividedBy(500));
        assertThat(touches.isDue(7)).isTrue();
        assertThat(touches.isDue(7)).isFalse();
    }

    @Test
    void entries_are_told_apart() {
        assertThat(IntStream.range(0, 4_000).filter(touches::isDue).count()).isEqualTo(4_000);
        assertThat(IntStream.range(0, 4_000).filter(touches::isDue).count()).isZero();
    }

    /** Eight to a set come before one is forgotten, and then not always the same. */
    @Test
    void busy_entry_among_more_than_there_is_room_for_is_touched_seldom() {
        int busy = 0;
        int others = 0;
        for (int i = 0; i < 10 * PLACES; i++) {
            others += touches.isDue(i) ? 1 : 0;
            busy += touches.isDue(-7) ? 1 : 0;
        }
        assertThat(others).isEqualTo(10 * PLACES);
        assertThat(busy).isBetween(2, 40);
    }

    @Test
    void entry_is_due_again_however_long_nobody_read_it() {
        touches.isDue(7);
        for (long ticks : new long[] {1L << 31, (1L << 31) - 1, 1L << 33}) {
            pass(Duration.ofNanos(ticks * (INTERVAL.toNanos() / 1024)));
            pass(INTERVAL.plus(INTERVAL));
            assertThat(touches.isDue(7)).as("after %s ticks", ticks).isTrue();
        }
    }

    @Test
    void longest_and_shortest_interval_count() {
        for (Duration interval : new Duration[] {
            Duration.ofDays(36_500).dividedBy(4), Duration.ofMillis(1).dividedBy(4)
        }) {
            RecentTouches table = new RecentTouches(interval, nanos::get);
            assertThat(table.isDue(7)).isTrue();
            assertThat(table.isDue(7)).isFalse();
            pass(interval.plus(interval.dividedBy(100)));
            assertThat(table.isDue(7)).isTrue();
        }
    }

    /** Both threads read the same entry at the same moment, again and again. */
    @Test
    void one_of_two_threads_touches() throws Exception {
        int rounds = 5_000;
        RecentTouches[] tables = Stream.generate(() -> new RecentTouches(INTERVAL, System::nanoTime))
                .limit(20)
                .toArray(RecentTouches[]::new);
        AtomicInteger arrived = new AtomicInteger();
        Callable<Integer> reader = () -> {
            int due = 0;
            for (int round = 0; round < rounds; round++) {
                arrived.incrementAndGet();
                while (arrived.get() < 2 * (round + 1)) {
                    Thread.onSpinWait();
                }
                due += tables[round % tables.length].isDue(round / tables.length) ? 1 : 0;
            }
            return due;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = threads.submit(reader);
            Future<Integer> other = threads.submit(reader);
            assertThat(one.get() + other.get()).isEqualTo(rounds);
        } finally {
            threads.shutdownNow();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
