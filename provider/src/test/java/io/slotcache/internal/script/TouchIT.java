// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.TTL_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.Stamp;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code touch.lua}, and what {@code put.lua} and {@code unlock.lua} prepare for it. A key's expiry is set back as if time had passed. */
@ExtendWith(EmbeddedClusterExtension.class)
final class TouchIT {

    private static final Frame VALUE = Frames.version(7);
    private static final long IDLE_MILLIS = 50_000;

    private TestPartition partition;
    private Stamp stamp;

    @BeforeEach
    void begin(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
        stamp = partition.begin();
    }

    @Test
    void put_lets_the_entry_go_after_its_idle_time_and_notes_when_its_time_to_live_ends() {
        long before = partition.now();
        put(VALUE);
        assertEntry(stamp.sequence(), before);
    }

    @Test
    void unlock_does_as_put_does() {
        partition.lock("a", stamp);
        long before = partition.now();
        assertThat(partition.unlock("a", stamp, VALUE, IDLE_MILLIS).published()).isTrue();
        assertEntry(partition.sequence(), before);
    }

    private void assertEntry(long sequence, long before) {
        byte[] stored = partition.stored();
        byte[] expected = Frames.stored(VALUE, stamp.term(), sequence);
        expected[3] = 3;
        assertThat(Frame.isFrame(stored)).isTrue();
        assertThat(Frame.withoutDeadline(stored)).isEqualTo(expected);
        assertThat(deadline()).isBetween(before + TTL_MILLIS, partition.now() + TTL_MILLIS);
        assertThat(partition.storedMillisLeft()).isBetween(1L, IDLE_MILLIS);
    }

    @Test
    void idle_time_longer_than_the_time_to_live_does_not_prolong_that() {
        assertThat(partition.put(partition.entry(), stamp, VALUE, false, 2 * TTL_MILLIS))
                .isEqualTo("stored");
        assertThat(partition.storedMillisLeft()).isBetween(1L, TTL_MILLIS);
    }

    @Test
    void entry_is_the_same_byte_by_byte_without_an_idle_time() {
        partition.put(stamp, VALUE);
        assertThat(partition.stored()).isEqualTo(Frames.stored(VALUE, stamp.term(), stamp.sequence()));
    }

    @Test
    void touched_entry_lives_for_another_idle_time() {
        put(VALUE);
        byte[] stored = partition.stored();
        partition.expireStored(5_000);
        assertThat(partition.touch(IDLE_MILLIS)).isTrue();
        assertThat(partition.storedMillisLeft()).isBetween(5_001L, IDLE_MILLIS);
        assertThat(partition.stored()).isEqualTo(stored);
    }

    @Test
    void touched_entry_does_not_live_beyond_its_time_to_live() {
        put(VALUE);
        partition.expireStored(5_000);
        assertThat(partition.touch(10 * TTL_MILLIS)).isTrue();
        assertThat(partition.now() + partition.storedMillisLeft())
                .isBetween(deadline() - 100, deadline() + 100)
                .isGreaterThan(partition.now() + IDLE_MILLIS);
    }

    /** Its clock may have been set forward since. */
    @Test
    void entry_whose_time_to_live_is_over_is_not_extended() {
        put(VALUE);
        byte[] late = ByteBuffer.wrap(partition.stored())
                .putLong(partition.stored().length - 8, partition.now())
                .array();
        partition.store(late);
        partition.expireStored(5_000);
        assertThat(partition.touch(IDLE_MILLIS)).isFalse();
        assertThat(partition.storedMillisLeft()).isBetween(1L, 5_000L);
    }

    @Test
    void touch_of_a_node_with_a_shorter_idle_time_does_not_shorten() {
        put(VALUE);
        assertThat(partition.touch(1_000)).isFalse();
        assertThat(partition.storedMillisLeft()).isGreaterThan(1_000);
    }

    @Test
    void what_is_gone_stays_gone() {
        put(VALUE);
        partition.lock("a", stamp);
        assertThat(partition.touch(IDLE_MILLIS)).isFalse();
        assertThat(partition.storedMillisLeft()).isEqualTo(-2);
    }

    @Test
    void entry_without_a_deadline_is_left_alone() {
        partition.put(stamp, VALUE);
        partition.expireStored(5_000);
        assertThat(partition.touch(IDLE_MILLIS)).isFalse();
        assertThat(partition.storedMillisLeft()).isBetween(1L, 5_000L);
    }

    @Test
    void other_bytes_are_left_alone() {
        byte[] flagged = {'S', 1, 1, 2};
        for (byte[] bytes : new byte[][] {{}, {'S', 1, 1}, flagged, Arrays.copyOf(flagged, 57)}) {
            partition.store(bytes);
            partition.expireStored(5_000);
            assertThat(partition.touch(IDLE_MILLIS)).isFalse();
            assertThat(partition.storedMillisLeft()).isBetween(1L, 5_000L);
        }
    }

    @Test
    void touch_is_no_invalidation() {
        put(VALUE);
        partition.expireStored(5_000);
        partition.touch(IDLE_MILLIS);
        assertThat(partition.stamp()).isEqualTo(stamp);
    }

    /** Otherwise the entry would be gone after a failover that it should have outlived. */
    @Test
    void replica_extends_too(EmbeddedCluster cluster) {
        put(VALUE);
        partition.expireStored(20_000);
        partition.touch(IDLE_MILLIS);
        ClusterNode replica = cluster.replicasOf(partition.master()).get(0);
        await("replication").atMost(Duration.ofSeconds(5)).until(() -> partition.storedMillisLeftOn(replica) > 20_000);
    }

    @Test
    void current_entry_is_kept_by_a_late_put_and_replaced_by_a_newer_version() {
        put(VALUE);
        assertThat(partition.put(partition.entry(), stamp, VALUE, false, IDLE_MILLIS))
                .isEqualTo("kept");
        put(Frames.version(8));
        assertThat(partition.put(partition.entry(), stamp, VALUE, false, IDLE_MILLIS))
                .isEqualTo("kept");
    }

    /** So that a changed setting takes hold. */
    @Test
    void current_entry_with_another_kind_of_life_is_replaced() {
        partition.put(stamp, VALUE);
        put(VALUE);
        assertThat(partition.put(stamp, VALUE)).isEqualTo("stored");
    }

    private void put(Frame value) {
        assertThat(partition.put(partition.entry(), stamp, value, false, IDLE_MILLIS))
                .isEqualTo("stored");
    }

    private long deadline() {
        byte[] stored = partition.stored();
        return ByteBuffer.wrap(stored).getLong(stored.length - 8);
    }
}
