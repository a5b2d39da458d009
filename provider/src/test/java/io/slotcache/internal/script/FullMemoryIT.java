// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.ALL;
import static io.slotcache.internal.script.TestPartition.LOCK_MILLIS;
import static io.slotcache.internal.script.TestPartition.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.cluster.RedisErrorException;
import io.slotcache.internal.lease.Stamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A master at {@code maxmemory}: it takes no value, and every lock and eviction. */
@ExtendWith(EmbeddedClusterExtension.class)
final class FullMemoryIT {

    private TestPartition partition;
    private Stamp stamp;

    @BeforeEach
    void fill(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
        stamp = partition.begin();
        partition.command("CONFIG", "SET", "maxmemory", "1");
    }

    @AfterEach
    void restore() {
        partition.command("CONFIG", "SET", "maxmemory", "0");
    }

    @Test
    void put_fails() {
        assertThatThrownBy(() -> partition.put(stamp, Frames.version(1)))
                .isInstanceOf(RedisErrorException.class)
                .hasMessageStartingWith("OOM");
    }

    @Test
    void locks_are_taken_extended_and_released() {
        partition.lock("a", stamp);
        partition.lockRegion(REGION, "bulk");
        assertThat(partition.extend(2 * LOCK_MILLIS, partition.lockField(), "a", "R:" + REGION, "bulk"))
                .isEqualTo(2);
        partition.unlock("a", stamp, null);
        partition.unlockRegion(REGION, "bulk");

        assertThat(partition.holders()).isEmpty();
        assertThat(partition.holders("R:" + REGION)).isEmpty();
        assertThat(partition.stripeSequence()).isPositive();
    }

    @Test
    void entries_and_regions_are_evicted() {
        assertThat(partition.evict().sequence()).isEqualTo(stamp.sequence() + 1);
        assertThat(partition.evictRegion(ALL).sequence()).isEqualTo(stamp.sequence() + 2);
    }

    @Test
    void leases_are_renewed() {
        assertThat(partition.renew().seeing("1").granting("2").answer()).isEqualTo("lease");
        assertThat(partition.lease()).endsWith("|2");
    }
}
