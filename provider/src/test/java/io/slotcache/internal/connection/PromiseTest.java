// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.internal.config.LockFailureMode;
import io.slotcache.internal.config.Topology;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log of the start says of the promise. */
final class PromiseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CLUSTER|0|No read after a commit is stale, failovers included",
                "SINGLE|0|No read after a commit is stale, restarts of the server included",
                "MASTER_SLAVE|0|No read after a commit is stale, restarts of the master included, as long as no other"
                        + " server is made master",
                "SENTINEL|0|No read after a commit is stale, failovers included, except from a deposed master until its"
                        + " clients learn of its successor (min-replicas-to-write 1 on all servers prevents that)",
                "SENTINEL|2|No read after a commit is stale, failovers included, except from a deposed master that keeps"
                        + " min-replicas-to-write = 2 replicas on its side of a partition",
            })
    void promise_is_that_of_the_topology(Topology topology, int followers, String promise) {
        assertThat(Promise.of(topology, followers, LockFailureMode.STRICT)).isEqualTo(promise);
        assertThat(Promise.of(topology, followers, LockFailureMode.AVAILABLE))
                .isEqualTo(promise + "; after a commit whose lock was missed, from the next contact with its master on"
                        + " (on_lock_failure=available)");
    }
}
