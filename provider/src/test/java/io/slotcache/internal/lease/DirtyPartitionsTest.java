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
        dirty.enter(1);
        assertThat(dirty.isDirty(1)).isTrue();
        assertThat(dirty.isToCleanse(1)).isFalse();
        dirty.enter(1);
        dirty.leave(1);
        assertThat(dirty.isDirty(1)).isTrue();
        assertThat(dirty.isToCleanse(1)).isFalse();

        dirty.leave(1);
        assertThat(dirty.isToCleanse(1)).isTrue();
    }

    @Test
    void partition_stays_dirty_if_something_was_missed_since_the_mark_was_read() {
        dirty.mark(1);
        int mark = dirty.markOf(1);
        dirty.mark(1);

        dirty.cleansed(1, mark);

        assertThat(dirty.isDirty(1)).isTrue();
    }

    /** A term that began before the transaction's end could hold what a reader stored in between. */
    @Test
    void partition_stays_dirty_if_a_transaction_ended_since_the_mark_was_read() {
        dirty.enter(1);
        int mark = dirty.markOf(1);
        dirty.leave(1);

        dirty.cleansed(1, mark);

        assertThat(dirty.isToCleanse(1)).isTrue();
    }
}
