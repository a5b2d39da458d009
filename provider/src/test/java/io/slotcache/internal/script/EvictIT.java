// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.ALL;
import static io.slotcache.internal.script.TestPartition.LOCK_MILLIS;
import static io.slotcache.internal.script.TestPartition.OTHER_REGION;
import static io.slotcache.internal.script.TestPartition.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.script.TestPartition.Holder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code evict.lua}, {@code evict_region.lua}, {@code lock_region.lua} and {@code unlock_region.lua}. */
@ExtendWith(EmbeddedClusterExtension.class)
final class EvictIT {

    private static final Frame VALUE = Frames.version(7);

    private TestPartition partition;
    private Stamp stamp;

    @BeforeEach
    void begin(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
        stamp = partition.begin();
    }

    @Test
    void eviction_removes_the_entry_and_invalidates_its_stripe() {
        partition.put(stamp, VALUE);

        Stamp evicted = partition.evict();

        assertThat(partition.stored()).isNull();
        assertThat(evicted).isEqualTo(new Stamp(stamp.term(), stamp.sequence() + 1));
        assertThat(partition.stripeSequence()).isEqualTo(evicted.sequence());
    }

    @Test
    void eviction_leaves_locks_in_place_and_their_holders_unclean() {
        partition.lock("a", stamp);
        Holder before = partition.holders().get(0);

        partition.evict();

        assertThat(partition.holders()).containsExactly(new Holder("a", before.deadline(), false));
        assertThat(partition.control(partition.lockField()))
                .as("the stripe, for the day it expires")
                .startsWith(partition.entry().stripe() + "|");
    }

    @Test
    void eviction_drops_holders_past_their_deadline() {
        partition.lock("a", stamp, 0);

        partition.evict();

        assertThat(partition.control(partition.lockField())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void eviction_of_a_region_is_a_sequence_and_deletes_nothing(String region) {
        partition.put(stamp, VALUE);

        Stamp evicted = partition.evictRegion(region);

        assertThat(evicted).isEqualTo(new Stamp(stamp.term(), stamp.sequence() + 1));
        assertThat(partition.evictionOf(region)).isEqualTo(evicted.sequence());
        assertThat(partition.control("r")).isEqualTo(Long.toString(evicted.sequence()));
        assertThat(partition.stored()).as("void by its sequence").isNotNull();
    }

    @Test
    void lock_of_a_region_voids_its_entries_and_says_so() {
        ScriptReply reply = partition.lockRegion(REGION, "bulk");

        assertThat(reply.text(0)).isEqualTo(stamp.term());
        assertThat(reply.number(1)).isEqualTo(stamp.sequence() + 1).isEqualTo(partition.sequence());
        assertThat(reply.flag(2)).isTrue();
        assertThat(partition.evictionOf(REGION)).isEqualTo(partition.sequence());
        assertThat(partition.evictionOf(OTHER_REGION)).isZero();
        assertThat(partition.control("r")).isEqualTo(Long.toString(partition.sequence()));
        assertThat(partition.control("d"))
                .isEqualTo(Long.toString(partition.holders("R:" + REGION).get(0).deadline()));
    }

    @Test
    void same_lock_of_a_region_again_extends_and_nothing_else() {
        partition.lockRegion(REGION, "bulk");
        long sequence = partition.sequence();
        long deadline = partition.holders("R:" + REGION).get(0).deadline();

        assertThat(partition.lockRegion(REGION, "bulk", 2 * LOCK_MILLIS).number(1))
                .isEqualTo(sequence);
        partition.lockRegion(REGION, "bulk", 1);

        assertThat(partition.sequence()).isEqualTo(sequence);
        assertThat(partition.holders("R:" + REGION)).hasSize(1);
        assertThat(partition.holders("R:" + REGION).get(0).deadline()).isGreaterThan(deadline + LOCK_MILLIS / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void two_statements_do_not_release_each_others_lock(String region) {
        partition.lockRegion(region, "one");
        partition.lockRegion(region, "two");
        partition.unlockRegion(region, "one");
        stamp = partition.stamp();
        assertThat(partition.put(stamp, VALUE)).isEqualTo("region locked");

        partition.unlockRegion(region, "two");
        stamp = partition.stamp();
        assertThat(partition.put(stamp, VALUE)).isEqualTo("stored");
    }

    @Test
    void lock_of_all_regions_and_lock_of_one_do_not_release_each_other() {
        partition.lockRegion(ALL, "bulk");
        partition.unlockRegion(REGION, "bulk");

        assertThat(partition.put(partition.stamp(), VALUE)).isEqualTo("region locked");
    }

    @Test
    void unlock_of_a_region_invalidates_it_again() {
        partition.lockRegion(REGION, "bulk");
        stamp = partition.stamp();

        Stamp unlocked = partition.unlockRegion(REGION, "bulk");

        assertThat(unlocked).isEqualTo(new Stamp(stamp.term(), stamp.sequence() + 1));
        assertThat(partition.evictionOf(REGION)).isEqualTo(unlocked.sequence());
        assertThat(partition.control("R:" + REGION)).isNull();
        assertThat(partition.put(stamp, VALUE)).isEqualTo("region evicted");
    }

    @Test
    void unlock_of_a_region_never_locked_invalidates_it_too() {
        partition.unlockRegion(REGION, "bulk");

        assertThat(partition.put(stamp, VALUE)).isEqualTo("region evicted");
    }

    @Test
    void statement_past_its_deadline_is_dropped_by_the_next() {
        partition.lockRegion(REGION, "one", 0);
        stamp = partition.stamp();

        partition.lockRegion(REGION, "two");

        assertThat(partition.holders("R:" + REGION)).extracting(Holder::id).containsExactly("two");
        assertThat(partition.sequence())
                .as("one for the expiry, one for the lock")
                .isEqualTo(stamp.sequence() + 2);
    }

    @Test
    void statement_that_comes_back_after_its_deadline_voids_the_region_again() {
        partition.lockRegion(REGION, "bulk", 0);
        stamp = partition.stamp();

        partition.lockRegion(REGION, "bulk");

        assertThat(partition.evictionOf(REGION)).isGreaterThan(stamp.sequence());
        assertThat(partition.holders("R:" + REGION)).hasSize(1);
    }

    /** Another master may have been promoted in its place, and serve what was evicted here. */
    @Test
    void eviction_of_a_master_without_lease_and_contact_proves_nothing() {
        assertThat(partition.evictionIsProven(-1)).isTrue();
        assertThat(partition.regionEvictionIsProven(-1)).isTrue();

        partition.command("DEL", partition.leaseKey());

        assertThat(partition.evictionIsProven(-1)).isFalse();
        assertThat(partition.regionEvictionIsProven(-1)).isFalse();
        assertThat(partition.evictionIsProven(60_000)).isTrue();
        assertThat(partition.regionEvictionIsProven(60_000)).isTrue();
    }
}
