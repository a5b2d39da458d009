// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.ALL;
import static io.slotcache.internal.script.TestPartition.LOCK_MILLIS;
import static io.slotcache.internal.script.TestPartition.NO_STAMP;
import static io.slotcache.internal.script.TestPartition.OTHER_REGION;
import static io.slotcache.internal.script.TestPartition.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.script.TestPartition.Holder;
import io.slotcache.internal.script.TestPartition.Locked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lock.lua}: who may publish at the unlock, and what a lock does to the entry and the control hash. */
@ExtendWith(EmbeddedClusterExtension.class)
final class LockIT {

    private TestPartition partition;
    private Stamp stamp;

    @BeforeEach
    void begin(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
        stamp = partition.begin();
    }

    @Test
    void lock_is_clean_for_a_session_that_has_seen_every_change() {
        partition.evict();
        partition.evictRegion(REGION);
        stamp = partition.stamp();

        assertThat(partition.lock("a", stamp).clean()).isTrue();
        assertThat(partition.holders()).extracting(Holder::clean).containsExactly(true);
    }

    @Test
    void lock_is_unclean_in_another_term() {
        partition.beginNewTerm();

        assertUnclean();
    }

    /** A promoted master may have lost locks and invalidations of the term that its control hash shows. */
    @Test
    void lock_is_unclean_on_a_master_that_does_not_own_the_term() {
        partition.command("HSET", partition.controlKey(), "n", "another");

        assertUnclean();
    }

    @Test
    void lock_asked_for_again_on_a_master_that_does_not_own_the_term_is_unclean() {
        assertThat(partition.lock("a", stamp).clean()).isTrue();
        partition.command("HSET", partition.controlKey(), "n", "another");

        assertUnclean();
    }

    @Test
    void lock_is_unclean_without_a_stamp() {
        stamp = NO_STAMP;

        assertUnclean();
    }

    @Test
    void lock_is_unclean_after_an_invalidation_of_its_stripe() {
        partition.evict();

        assertUnclean();
    }

    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void lock_is_unclean_after_an_eviction_of_its_region(String region) {
        partition.evictRegion(region);

        assertUnclean();
    }

    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void lock_is_unclean_while_its_region_is_locked(String region) {
        partition.lockRegion(region, "bulk");
        stamp = partition.stamp();

        assertUnclean();
    }

    /** A bulk statement that has ended can have changed the row, and the holder's natural id with it, before its own statement ran. */
    @ParameterizedTest
    @ValueSource(strings = {TestPartition.REGION, "*"})
    void lock_is_unclean_when_asked_again_after_its_region_was_locked(String region) {
        assertThat(partition.lock("a", stamp).clean()).isTrue();
        partition.lockRegion(region, "bulk");
        partition.unlockRegion(region, "bulk");

        assertThat(partition.lock("a", stamp).clean()).isFalse();
        assertThat(partition.holders()).extracting(Holder::clean).containsExactly(false);
    }

    @Test
    void lock_is_clean_whatever_happens_in_another_region() {
        partition.lockRegion(OTHER_REGION, "bulk");
        partition.evictRegion(OTHER_REGION);

        assertThat(partition.lock("a", stamp).clean()).isTrue();
    }

    @Test
    void second_holder_makes_every_holder_unclean() {
        partition.lock("a", stamp);
        stamp = partition.stamp();

        assertThat(partition.lock("b", stamp).clean()).isFalse();
        assertThat(partition.holders()).extracting(Holder::id).containsExactly("a", "b");
        assertThat(partition.holders()).extracting(Holder::clean).containsOnly(false);
    }

    @Test
    void same_lock_again_extends_and_nothing_else() {
        partition.lock("a", stamp);
        long sequence = partition.sequence();
        Holder before = partition.holders().get(0);
        partition.store(new byte[] {1});

        Locked again = partition.lock("a", stamp, 2 * LOCK_MILLIS);

        assertThat(again.clean()).as("clean as at first").isTrue();
        assertThat(again.sequence()).isEqualTo(sequence);
        assertThat(partition.sequence()).isEqualTo(sequence);
        assertThat(partition.stored()).isNotNull();
        assertThat(partition.holders()).hasSize(1);
        assertThat(partition.holders().get(0).deadline()).isGreaterThan(before.deadline() + LOCK_MILLIS / 2);
    }

    @Test
    void same_lock_again_never_shortens() {
        partition.lock("a", stamp);
        Holder before = partition.holders().get(0);

        partition.lock("a", stamp, 1_000);

        assertThat(partition.holders()).containsExactly(before);
    }

    @Test
    void lock_removes_the_entry() {
        partition.store(new byte[] {1});

        partition.lock("a", stamp);

        assertThat(partition.stored()).isNull();
    }

    @Test
    void lock_invalidates_its_stripe_and_says_so() {
        Locked locked = partition.lock("a", stamp);

        assertThat(locked.term()).isEqualTo(stamp.term());
        assertThat(locked.sequence()).isEqualTo(stamp.sequence() + 1).isEqualTo(partition.sequence());
        assertThat(partition.stripeSequence()).isEqualTo(locked.sequence());
        assertThat(locked.proven()).isTrue();
    }

    @Test
    void lock_ends_by_the_servers_clock() {
        long before = partition.now();
        partition.lock("a", stamp);

        assertThat(partition.holders().get(0).deadline())
                .isBetween(before + LOCK_MILLIS, partition.now() + LOCK_MILLIS);
    }

    @Test
    void control_hash_knows_the_earliest_deadline() {
        partition.lock("a", stamp);
        partition.lock("b", stamp, 1_000);
        partition.lock("c", stamp, 2_000);

        assertThat(partition.control("d"))
                .isEqualTo(Long.toString(partition.holders().get(1).deadline()));
    }

    /** The expired holder may have committed: the session's stamp, from after its lock, does not say so. */
    @Test
    void holder_past_its_deadline_is_dropped_and_leaves_the_next_lock_unclean() {
        partition.lock("a", stamp, 0);
        stamp = partition.stamp();

        Locked locked = partition.lock("b", stamp);

        assertThat(locked.clean()).isFalse();
        assertThat(partition.holderIds()).containsExactly("b");
        assertThat(locked.sequence()).as("one for the expiry, one for the lock").isEqualTo(stamp.sequence() + 2);
        assertThat(partition.stripeSequence()).isEqualTo(locked.sequence());
    }

    /** No script leaves a clean holder beside another; were one to, the expired one may have changed the row all the same. */
    @Test
    void holder_past_its_deadline_leaves_a_clean_one_unclean() {
        partition.lock("a", stamp);
        String field = partition.lockField();
        partition.command("HSET", partition.controlKey(), field, partition.control(field) + ";b,1,0");

        partition.lock("a", stamp);

        assertThat(partition.holderIds()).containsExactly("a");
        assertThat(partition.holders()).extracting(Holder::clean).containsExactly(false);
    }

    @Test
    void holder_that_comes_back_after_its_deadline_is_unclean() {
        partition.lock("a", stamp, 0);

        assertThat(partition.lock("a", stamp).clean()).isFalse();
        assertThat(partition.holderIds()).containsExactly("a");
    }

    @Test
    void lock_is_accepted_before_there_is_a_term(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);

        Locked locked = partition.lock("a", NO_STAMP);

        assertThat(locked.term()).isEmpty();
        assertThat(locked.clean()).isFalse();
        assertThat(locked.proven()).as("by contact, without a lease").isTrue();
        assertThat(partition.holderIds()).containsExactly("a");
    }

    private void assertUnclean() {
        assertThat(partition.lock("a", stamp).clean()).isFalse();
        assertThat(partition.holders()).extracting(Holder::clean).containsExactly(false);
    }
}
