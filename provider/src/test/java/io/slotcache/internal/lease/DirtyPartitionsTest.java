// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DirtyPartitionsTest {

    private final DirtyPartitions dirty = new DirtyPartitions(4);

    @Test
    void partition_is_clean_at_first() {
        assertThat(dirty.isDirty(1)).isFalse();
        assertThat(dirty.isToCleanse(1)).isFalse();
    }

    @Test
    void marked_partition_is_dirty_until_cleansed_and_no_other_is() {
        dirty.mark(1);
        assertThat(dirty.isDirty(1)).isTrue();
        assertThat(dirty.isToCleanse(1)).isTrue();
        assertThat(dirty.isDirty(2)).isFalse();

        dirty.cleansed(1, dirty.markOf(1));
        assertThat(dirty.isDirty(1)).isFalse();
    }

    @Test
    void partition_is_not_cleansed_while_a_transaction_that_missed_a_lock_is_open() {
        HeldLock one = lock(60_000);
        HeldLock other = lock(60_000);
        dirty.enter(one);
        assertThat(dirty.isDirty(1)).isTrue();
        assertThat(dirty.isToCleanse(1)).isFalse();
        dirty.enter(other);
        dirty.leave(one);
        assertThat(dirty.isDirty(1)).isTrue();
        assertThat(dirty.isToCleanse(1)).isFalse();

        dirty.leave(other);
        assertThat(dirty.isToCleanse(1)).isTrue();
    }

    @Test
    void partition_stays_dirty_if_something_was_missed_since_the_mark_was_read() {
        dirty.mark(1);
        long mark = dirty.markOf(1);
        dirty.mark(1);

        dirty.cleansed(1, mark);

        assertThat(dirty.isDirty(1)).isTrue();
    }

    /** A term that began before the transaction's end could hold what a reader stored in between. */
    @Test
    void partition_stays_dirty_if_a_transaction_ended_since_the_mark_was_read() {
        HeldLock missed = lock(60_000);
        dirty.enter(missed);
        long mark = dirty.markOf(1);
        dirty.leave(missed);

        dirty.cleansed(1, mark);

        assertThat(dirty.isToCleanse(1)).isTrue();
    }

    /** Hibernate does not always tell: its connection may fail in the rollback. */
    @Test
    void transaction_whose_end_is_never_told_counts_as_open_for_the_lock_timeout_only() {
        dirty.enter(lock(-1));

        assertThat(dirty.isToCleanse(1)).isTrue();
    }

    @Test
    void mark_of_an_earlier_cleansing_does_not_cleanse_a_later_one() {
        dirty.mark(1);
        long early = dirty.markOf(1);
        dirty.cleansed(1, early);
        dirty.mark(1);

        dirty.cleansed(1, early);

        assertThat(dirty.isDirty(1)).isTrue();
    }

    private static HeldLock lock(long timeoutMillis) {
        return new HeldLock(1, "l:book:1", "id", timeoutMillis);
    }
}
