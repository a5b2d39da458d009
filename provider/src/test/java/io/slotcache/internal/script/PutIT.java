// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.ALL;
import static io.slotcache.internal.script.TestPartition.NO_STAMP;
import static io.slotcache.internal.script.TestPartition.REGION;
import static io.slotcache.internal.script.TestPartition.TTL_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.codec.BodyFormat;
import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.Stamp;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code put.lua}: the refusal rule, reason by reason, and which entry a put replaces. */
@ExtendWith(EmbeddedClusterExtension.class)
final class PutIT {

    private static final Frame VALUE = Frames.version(7);

    private TestPartition partition;
    private Stamp stamp;

    @BeforeEach
    void begin(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
        stamp = partition.begin();
    }

    @Test
    void value_is_stored_with_term_sequence_and_time_to_live() {
        partition.evict();
        stamp = partition.stamp();

        assertThat(partition.put(stamp, VALUE)).isEqualTo("stored");
        assertThat(partition.stored()).isEqualTo(Frames.stored(VALUE, stamp.term(), stamp.sequence()));
        assertThat(partition.storedMillisLeft()).isBetween(1L, TTL_MILLIS);
        assertThat(partition.sequence()).as("a put is no invalidation").isEqualTo(stamp.sequence());
    }

    @Test
    void late_put_is_refused_after_a_new_term() {
        partition.beginNewTerm();

        assertRefused("term");
    }

    @Test
    void put_is_refused_without_a_stamp() {
        stamp = NO_STAMP;

        assertRefused("term");
    }

    @Test
    void put_is_refused_while_the_partition_has_no_term(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
        stamp = NO_STAMP;

        assertRefused("term");
    }

    @Test
    void put_is_refused_while_the_entry_is_locked() {
        partition.lock("a", stamp);
        stamp = partition.stamp();

        assertRefused("locked");
    }

    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void put_is_refused_while_the_region_is_locked(String region) {
        partition.lockRegion(region, "bulk");
        stamp = partition.stamp();

        assertRefused("region locked");
    }

    @Test
    void late_put_is_refused_after_an_unlock() {
        partition.lock("a", stamp);
        partition.unlock("a", stamp, null);

        assertRefused("invalidated");
    }

    @Test
    void late_put_is_refused_after_an_eviction() {
        partition.evict();

        assertRefused("invalidated");
    }

    /** A session that opened between the lock and the commit. */
    @Test
    void late_put_of_a_session_that_opened_under_the_lock_is_refused() {
        partition.lock("a", stamp);
        stamp = partition.stamp();
        partition.unlock("a", stamp, null);

        assertRefused("invalidated");
    }

    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void late_put_is_refused_after_an_eviction_of_the_region(String region) {
        partition.evictRegion(region);

        assertRefused("region evicted");
    }

    @Test
    void put_into_another_region_is_not_refused() {
        partition.evictRegion(REGION);
        partition.lockRegion(REGION, "bulk");
        partition.lock("a", stamp);

        assertThat(partition.put(partition.entryOfOtherRegion(), stamp, VALUE, false))
                .isEqualTo("stored");
        assertThat(partition.stored(partition.entryOfOtherRegion())).isNotNull();
    }

    /** The expired holder may have committed after the session read: only a session from after the expiry may put. */
    @Test
    void put_that_meets_an_expired_lock_removes_it_and_is_refused() {
        partition.lock("a", stamp, 0);
        stamp = partition.stamp();

        assertRefused("expired lock");
        assertThat(partition.holderIds()).isEmpty();
        assertThat(partition.stripeSequence()).isEqualTo(stamp.sequence() + 1);
        assertRefused("invalidated");
        stamp = partition.stamp();
        assertThat(partition.put(stamp, VALUE)).isEqualTo("stored");
    }

    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void put_that_meets_an_expired_lock_of_the_region_removes_it_and_is_refused(String region) {
        partition.lockRegion(region, "bulk", 0);
        stamp = partition.stamp();

        assertRefused("expired lock");
        assertThat(partition.holders("R:" + region)).isEmpty();
        assertThat(partition.evictionOf(region)).isEqualTo(stamp.sequence() + 1);
        assertRefused("region evicted");
        stamp = partition.stamp();
        assertThat(partition.put(stamp, VALUE)).isEqualTo("stored");
    }

    @Test
    void current_entry_is_kept() {
        partition.put(stamp, Frames.version(7, "first"));

        assertKept(Frames.version(7, "second"));
    }

    @Test
    void current_entry_without_a_version_is_kept() {
        partition.put(stamp, Frames.unversioned("first"));

        assertKept(new Frame(BodyFormat.BINARY, Frame.OrderedBy.NOTHING, Frames.MAPPING, 99, new byte[] {1}));
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000001, 0000000000000002",
        "00000001FFFFFFFF, 0000000200000000",
        "0000000000000005, 0000000100000001",
        "7FFFFFFFFFFFFFFF, 8000000000000000",
        "FFFFFFFFFFFFFFFE, FFFFFFFFFFFFFFFF",
    })
    void newer_version_replaces_an_older_one_and_not_the_other_way_round(String older, String newer) {
        Frame old = Frames.version(Long.parseUnsignedLong(older, 16));
        Frame young = Frames.version(Long.parseUnsignedLong(newer, 16));
        partition.put(stamp, old);

        assertReplacedBy(young);
        assertKept(old);
    }

    @Test
    void results_of_a_lagging_session_do_not_replace_newer_ones() {
        Stamp tables = new Stamp(TestPartition.newTerm(), 7);
        Stamp later = new Stamp(tables.term(), 8);
        partition.put(stamp, Frames.results(tables, "7"));

        assertKept(Frames.results(tables, "also 7"));
        assertReplacedBy(Frames.results(later, "8"));
        assertKept(Frames.results(tables, "7"));
        assertThat(partition.put(partition.entry(), stamp, Frames.results(tables, "7"), true))
                .as("not even by a refresh")
                .isEqualTo("kept");
        assertThat(partition.put(partition.entry(), stamp, Frames.results(later, "refreshed"), true))
                .isEqualTo("stored");
    }

    /** With a whole stamp, of which the deadline is a part. */
    @Test
    void results_cut_off_before_their_deadline_are_replaced() {
        Frame value = Frames.results(new Stamp(TestPartition.newTerm(), 7), "results");
        partition.put(partition.entry(), stamp, value, false, 60_000);
        partition.store(Arrays.copyOf(partition.stored(), Frame.RESULTS_OFFSET + 7));

        assertThat(partition.put(partition.entry(), stamp, value, false, 60_000))
                .isEqualTo("stored");
    }

    /** It may be newer by a stamp that is broken like the rest of it. */
    @Test
    void entry_that_could_not_be_read_is_replaced_whatever_its_stamp() {
        Stamp tables = new Stamp(TestPartition.newTerm(), 7);
        partition.put(stamp, Frames.results(new Stamp(tables.term(), Long.MAX_VALUE), "unreadable"));

        assertThat(partition.putForced(stamp, Frames.results(tables, "7"))).isEqualTo("stored");
    }

    /** To readers the greatest are negative: older than any eviction. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE, 1_000_000})
    void entry_of_a_sequence_still_to_come_is_replaced(long sequence) {
        partition.put(stamp, VALUE);
        byte[] there = partition.stored();
        ByteBuffer.wrap(there).putLong(26, sequence);
        partition.store(there);

        assertThat(partition.put(stamp, VALUE)).isEqualTo("stored");
    }

    /** No reader takes it for a frame, so no put may take it for a current one. */
    @Test
    void frame_cut_off_before_its_deadline_is_replaced() {
        Frame value = Frames.unversioned("value");
        partition.put(partition.entry(), stamp, value, false, 60_000);
        byte[] whole = partition.stored();
        partition.store(Arrays.copyOf(whole, Frame.HEADER_LENGTH + 7));

        assertThat(partition.put(partition.entry(), stamp, value, false, 60_000))
                .isEqualTo("stored");
    }

    /** Its sequences begin anew: the smaller one may be the newer. */
    @Test
    void results_from_another_term_of_their_tables_are_replaced() {
        partition.put(stamp, Frames.results(new Stamp(TestPartition.newTerm(), 1_000), "old"));

        assertReplacedBy(Frames.results(new Stamp(TestPartition.newTerm(), 1), "new"));
    }

    @Test
    void entry_of_another_mapping_is_replaced() {
        partition.put(stamp, Frames.otherMapping(VALUE));

        assertReplacedBy(VALUE);
    }

    @Test
    void entry_of_a_mapping_without_version_is_replaced_by_one_with() {
        partition.put(stamp, Frames.unversioned("first"));

        assertReplacedBy(Frames.version(0));
    }

    @Test
    void entry_of_another_term_is_replaced() {
        partition.put(stamp, VALUE);
        stamp = partition.beginNewTerm();

        assertReplacedBy(VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {REGION, ALL})
    void entry_from_before_an_eviction_of_its_region_is_replaced(String region) {
        partition.put(stamp, VALUE);
        partition.evictRegion(region);
        stamp = partition.stamp();

        assertReplacedBy(VALUE);
        assertKept(VALUE);
    }

    @Test
    void bytes_that_are_no_entry_are_replaced() {
        partition.store(new byte[] {'S', 1, 1, 1});

        assertReplacedBy(VALUE);
    }

    @Test
    void refresh_replaces_a_current_entry_even_by_an_older_version() {
        partition.put(stamp, VALUE);

        assertThat(partition.put(partition.entry(), stamp, Frames.version(6), true))
                .isEqualTo("stored");
        assertThat(partition.stored()).isEqualTo(Frames.stored(Frames.version(6), stamp.term(), stamp.sequence()));
    }

    @Test
    void refresh_is_refused_like_any_put() {
        partition.lock("a", stamp);

        assertThat(partition.put(partition.entry(), partition.stamp(), VALUE, true))
                .isEqualTo("locked");
        assertThat(partition.stored()).isNull();
    }

    private void assertRefused(String reason) {
        assertThat(partition.put(stamp, VALUE)).isEqualTo(reason);
        assertThat(partition.stored()).isNull();
    }

    private void assertKept(Frame value) {
        byte[] before = partition.stored();
        assertThat(partition.put(stamp, value)).isEqualTo("kept");
        assertThat(partition.stored()).isEqualTo(before);
    }

    private void assertReplacedBy(Frame value) {
        assertThat(partition.put(stamp, value)).isEqualTo("stored");
        assertThat(partition.stored()).isEqualTo(Frames.stored(value, stamp.term(), stamp.sequence()));
    }
}
