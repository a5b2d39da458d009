// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LeaseTimingTest {

    @ParameterizedTest
    @CsvSource({
        // lease, node timeout, tick, V, hold, contact age, fits
        "1000, 15000, 250, 1000, 3000, 12250, true",
        "1000, 5000, 250, 1000, 3000, 2750, true",
        "1000, 2000, 250, 1000, 3000, -100, false",
        "375, 2000, 93, 375, 1125, 1150, true",
        "376, 2000, 94, 376, 1128, 1148, false",
        "1050, 5000, 262, 1050, 3150, 2650, true",
        "1051, 5000, 262, 1051, 3153, 2648, false",
    })
    void times_follow_from_lease_and_node_timeout(
            long lease, long nodeTimeout, long tick, long revalidateAfter, long hold, long contactAge, boolean fits) {
        LeaseTiming timing = LeaseTiming.of(Duration.ofMillis(lease), Duration.ofMillis(nodeTimeout));

        assertThat(timing).isEqualTo(new LeaseTiming(lease, tick, revalidateAfter, hold, contactAge, lease, 0));
        assertThat(timing.fits(Duration.ofMillis(nodeTimeout))).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"15000, 3300", "5000, 1050", "2000, 375", "400, 15", "100, 0"})
    void longest_lease(long nodeTimeout, long lease) {
        assertThat(LeaseTiming.longestLease(Duration.ofMillis(nodeTimeout))).isEqualTo(Duration.ofMillis(lease));
    }

    @Test
    void longest_lease_fits_and_the_next_longer_one_does_not() {
        for (int timeout = 350; timeout < 20_000; timeout++) {
            Duration nodeTimeout = Duration.ofMillis(timeout);
            Duration longest = LeaseTiming.longestLease(nodeTimeout);

            assertThat(LeaseTiming.of(longest, nodeTimeout).fits(nodeTimeout))
                    .as("%s", nodeTimeout)
                    .isTrue();
            assertThat(LeaseTiming.of(longest.plusMillis(2), nodeTimeout).fits(nodeTimeout))
                    .as("%s", nodeTimeout)
                    .isFalse();
        }
    }

    /** contact age + D + V + clock drift, of the protocol: over before the replica of a silent master can be promoted. */
    @Test
    void last_lease_and_last_check_are_over_within_the_node_timeout() {
        for (int timeout = 350; timeout < 20_000; timeout++) {
            LeaseTiming timing =
                    LeaseTiming.of(LeaseTiming.longestLease(Duration.ofMillis(timeout)), Duration.ofMillis(timeout));

            assertThat(timing.contactAge() + timing.lease() + timing.revalidateAfter() + timeout / 20)
                    .isLessThanOrEqualTo(timeout);
            assertThat(timing.hold()).isGreaterThanOrEqualTo(timing.revalidateAfter() + timing.lease());
        }
    }

    @Test
    void shortest_lease_still_has_a_tick() {
        assertThat(LeaseTiming.of(Duration.ofMillis(1), Duration.ofSeconds(5)).tick())
                .isEqualTo(1);
    }

    @Test
    void server_that_does_not_say_has_redis_own_default() {
        assertThat(LeaseTiming.DEFAULT_NODE_TIMEOUT).isEqualTo(Duration.ofSeconds(15));
    }

    /** A deposed master can have leases, and locks that count, for as long as locks of its successor do not. */
    @ParameterizedTest
    @CsvSource({"50, 0", "1000, 1", "2000, 2"})
    void sentinels_a_successor_waits_for_the_deposed(long lease, int followers) {
        LeaseTiming timing = LeaseTiming.withSentinel(Duration.ofMillis(lease), followers);

        long deposedServes = timing.contactAge() + timing.lease();
        assertThat(timing.provenAfter()).isGreaterThanOrEqualTo(deposedServes + deposedServes / 20);
        long stall = 2 * lease;
        assertThat(timing.hold()).isGreaterThanOrEqualTo(timing.provenAfter() + timing.revalidateAfter() + stall);
        assertThat(timing.contact()).isEqualTo(followers == 0 ? "3000" : "3000," + followers);
        assertThat(timing.retryWithin(10_000)).isEqualTo(followers == 0 ? 10_000 : lease / 2);
    }
}
