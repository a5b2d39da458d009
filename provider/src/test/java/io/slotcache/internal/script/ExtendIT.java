// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.LOCK_MILLIS;
import static io.slotcache.internal.script.TestPartition.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.script.TestPartition.Holder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code extend.lua}: a lock that is there lasts longer, one that is gone stays gone. */
@ExtendWith(EmbeddedClusterExtension.class)
final class ExtendIT {

    private TestPartition partition;
    private Stamp stamp;

    @BeforeEach
    void begin(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
        stamp = partition.begin();
    }

    @Test
    void locks_of_entries_and_regions_last_longer_and_stay_as_they_are() {
        partition.lock("a", stamp);
        partition.lockRegion(REGION, "bulk");
        Holder before = partition.holders().get(0);
        long sequence = partition.sequence();

        assertThat(partition.extend(2 * LOCK_MILLIS, partition.lockField(), "a", "R:" + REGION, "bulk"))
                .isEqualTo(2);

        Holder after = partition.holders().get(0);
        assertThat(after.deadline()).isGreaterThan(before.deadline() + LOCK_MILLIS / 2);
        assertThat(after.clean()).isTrue();
        assertThat(partition.control(partition.lockField()))
                .startsWith(partition.entry().stripe() + "|");
        assertThat(partition.holders("R:" + REGION).get(0).deadline()).isGreaterThan(before.deadline());
        assertThat(partition.sequence()).isEqualTo(sequence);
    }

    @Test
    void lock_is_never_shortened() {
        partition.lock("a", stamp);
        Holder before = partition.holders().get(0);

        partition.extend(1, partition.lockField(), "a");

        assertThat(partition.holders()).containsExactly(before);
    }

    @Test
    void lock_that_is_gone_stays_gone() {
        partition.lock("a", stamp);
        partition.unlock("a", stamp, null);

        assertThat(partition.extend(LOCK_MILLIS, partition.lockField(), "a")).isZero();
        assertThat(partition.control(partition.lockField())).isNull();
    }

    @Test
    void lock_of_another_holder_is_not_extended_and_none_is_added() {
        partition.lock("a", stamp);
        Holder before = partition.holders().get(0);

        assertThat(partition.extend(2 * LOCK_MILLIS, partition.lockField(), "b"))
                .isZero();
        assertThat(partition.holders()).containsExactly(before);
    }

    /** Its holder may commit without another look; what was put in the meantime is not its to revoke. */
    @Test
    void lock_past_its_deadline_is_dropped_and_its_stripe_invalidated() {
        partition.lock("a", stamp, 0);
        stamp = partition.stamp();

        assertThat(partition.extend(LOCK_MILLIS, partition.lockField(), "a")).isZero();
        assertThat(partition.control(partition.lockField())).isNull();
        assertThat(partition.stripeSequence()).isEqualTo(stamp.sequence() + 1);
    }

    @Test
    void live_holder_beside_an_expired_one_is_extended_unclean() {
        partition.lock("a", stamp);
        partition.lock("b", stamp, 0);

        assertThat(partition.extend(2 * LOCK_MILLIS, partition.lockField(), "a"))
                .isEqualTo(1);
        assertThat(partition.holders()).extracting(Holder::id).containsExactly("a");
        assertThat(partition.holders()).extracting(Holder::clean).containsExactly(false);
        assertThat(partition.stripeSequence()).isEqualTo(partition.sequence());
    }
}
