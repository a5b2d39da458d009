// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LeaseWatchTest {

    private static final long NEVER = 1_000_000;

    @Test
    void grant_is_alive_while_it_is_young() {
        LeaseWatch watch = new LeaseWatch(2, NEVER);

        assertThat(watch.isAlive(0, grant(1))).isTrue();
        assertThat(watch.isAlive(0, grant(1))).isTrue();
    }

    @Test
    void grant_seen_for_twice_the_lease_is_dead_until_there_is_a_new_one() {
        LeaseWatch watch = new LeaseWatch(2, 20);
        long start = System.nanoTime();
        watch.isAlive(0, grant(1));

        awaitDeath(watch, grant(1));

        assertThat(System.nanoTime() - start).isGreaterThan(40_000_000);
        assertThat(watch.isAlive(0, grant(1))).isFalse();
        assertThat(watch.isAlive(1, grant(1))).as("another partition").isTrue();
        assertThat(watch.isAlive(0, grant(2))).isTrue();
        awaitDeath(watch, grant(2));
    }

    private static void awaitDeath(LeaseWatch watch, Lease grant) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> !watch.isAlive(0, grant));
    }

    private static Lease grant(long nonce) {
        return Lease.parse(("AbCdEfGhIjKlMnOpQrSt-_|0|0|" + nonce).getBytes(US_ASCII));
    }
}
