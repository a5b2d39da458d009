// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.ALL;
import static io.slotcache.internal.script.TestPartition.NO_STAMP;
import static io.slotcache.internal.script.TestPartition.OTHER_REGION;
import static io.slotcache.internal.script.TestPartition.REGION;
import static io.slotcache.internal.script.TestPartition.TTL_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.script.TestPartition.Unlocked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code unlock.lua}: when the holder's value is published, and that the entry is gone whenever it is not. */
@ExtendWith(EmbeddedClusterExtension.class)
final class UnlockIT {

    private static final Frame VALUE = Frames.version(7);

    private TestPartition partition;
    private Stamp stamp;

    @BeforeEach
    void begin(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
        stamp = partition.begin();
    }

    @Test
    void sole_clean_holder_publishes_its_value() {
        partition.lock("a", stamp);

        Unlocked unlocked = partition.unlock("a", stamp, VALUE);

        assertThat(unlocked).isEqualTo(new Unlocked(stamp.term(), stamp.sequence() + 2, true));
        assertThat(partition.stored()).isEqualTo(Frames.stored(VALUE, stamp.term(), unlocked.sequence()));
        assertThat(partition.storedMillisLeft()).isBetween(1L, TTL_MILLIS);
        assertThat(partition.control(partition.lockField())).isNull();
        assertThat(partition.sequence()).isEqualTo(unlocked.sequence());
        assertThat(partition.stripeSequence()).isEqualTo(unlocked.sequence());
    }

    @Test
    void nothing_is_published_without_a_value() {
        partition.lock("a", stamp);

        assertNotPublished("a", null);
    }

    @Test
    void unclean_holder_does_not_publish() {
        partition.evict();
        partition.lock("a", stamp);

        assertNotPublished("a", VALUE);
    }

    @Test
    void holder_made_unclean_by_an_eviction_does_not_publish() {
        partition.lock("a", stamp);
        partition.evict();

        assertNotPublished("a", VALUE);
    }

    @Test
    void neither_of_two_holders_publishes() {
        partition.lock("a", stamp);
        partition.lock("b", partition.stamp());

        assertNotPublished("a", VALUE, "b");
        stamp = partition.stamp();
        assertNotPublished("b", VALUE);
    }

    /** No script leaves the flags like this; were one to, the other holder's change must still not be overwritten. */
    @Test
    void clean_holder_beside_another_does_not_publish() {
        partition.lock("a", stamp);
        String field = partition.lockField();
        String deadline = Long.toString(partition.holders().get(0).deadline());
        partition.command("HSET", partition.controlKey(), field, partition.control(field) + ";b," + deadline + ",0");

        assertNotPublished("a", VALUE, "b");
    }

    @Test
    void holder_whose_term_has_ended_does_not_publish() {
        partition.lock("a", stamp);
        partition.beginNewTerm();

        assertNotPublished("a", VALUE);
    }

    @Test
    void holder_does_not_publish_once_the_term_is_lost() {
        partition.lock("a", stamp);
        partition.command("HDEL", partition.controlKey(), "t");

        assertNotPublished("a", VALUE);
    }

    /** The stamp is from the future, so that only the lock is in the way, not the eviction that comes with it. */
    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void holder_does_not_publish_while_its_region_is_locked(String region) {
        partition.lock("a", stamp);
        partition.lockRegion(region, "bulk");
        stamp = new Stamp(stamp.term(), stamp.sequence() + 1_000);

        assertNotPublished("a", VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void holder_does_not_publish_after_an_eviction_of_its_region(String region) {
        partition.lock("a", stamp);
        partition.evictRegion(region);

        assertNotPublished("a", VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void holder_does_not_publish_after_a_bulk_statement_in_its_region(String region) {
        partition.lock("a", stamp);
        partition.lockRegion(region, "bulk");
        partition.unlockRegion(region, "bulk");

        assertNotPublished("a", VALUE);
    }

    @Test
    void bulk_statement_in_another_region_does_not_keep_a_holder_from_publishing() {
        partition.lock("a", stamp);
        partition.lockRegion(OTHER_REGION, "bulk");

        assertThat(partition.unlock("a", stamp, VALUE).published()).isTrue();
    }

    @Test
    void eviction_before_the_stamp_does_not_keep_a_holder_from_publishing() {
        partition.evictRegion(REGION);
        stamp = partition.stamp();
        partition.lock("a", stamp);

        assertThat(partition.unlock("a", stamp, VALUE).published()).isTrue();
    }

    @Test
    void holder_past_its_deadline_does_not_publish() {
        partition.lock("a", stamp, 0);

        assertNotPublished("a", VALUE);
    }

    @Test
    void second_unlock_does_not_publish_and_removes_what_the_first_published() {
        partition.lock("a", stamp);
        partition.unlock("a", stamp, VALUE);

        assertNotPublished("a", VALUE);
    }

    @Test
    void unlock_of_a_stranger_leaves_the_holder() {
        partition.lock("a", stamp);

        assertNotPublished("b", VALUE, "a");
    }

    @Test
    void unlock_without_a_stamp_releases() {
        partition.lock("a", NO_STAMP);
        stamp = NO_STAMP;

        assertNotPublished("a", null);
    }

    private void assertNotPublished(String id, Frame value, String... left) {
        long sequence = partition.sequence();
        partition.store(new byte[] {1});

        Unlocked unlocked = partition.unlock(id, stamp, value);

        assertThat(unlocked.published()).isFalse();
        assertThat(partition.stored()).isNull();
        assertThat(partition.holderIds()).containsExactly(left);
        assertThat(unlocked.sequence()).isGreaterThan(sequence).isEqualTo(partition.sequence());
        assertThat(partition.stripeSequence()).isEqualTo(unlocked.sequence());
        assertThat(unlocked.term()).isEqualTo(partition.stamp().term());
    }
}
