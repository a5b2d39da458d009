// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StampBoardTest {

    private final StampBoard board = new StampBoard(3);

    @Test
    void partition_without_a_look_has_no_stamp() {
        assertThat(board.current().get(0)).isNull();
        assertThat(board.current().count()).isZero();
    }

    @Test
    void later_stamp_replaces_an_earlier_one_of_the_same_term_and_not_the_other_way_round() {
        board.note(1, new Stamp("t", 5));
        board.note(1, new Stamp("t", 7));
        board.note(1, new Stamp("t", 6));

        assertThat(board.current().get(1)).isEqualTo(new Stamp("t", 7));
        assertThat(board.current().get(0)).isNull();
        assertThat(board.current().count()).isEqualTo(1);
    }

    @Test
    void stamp_of_another_term_replaces_whatever_its_sequence() {
        board.note(1, new Stamp("old", 50));
        board.note(1, new Stamp("new", 0));

        assertThat(board.current().get(1)).isEqualTo(new Stamp("new", 0));
    }

    @Test
    void own_call_advances_the_term_last_seen_only() {
        board.note(1, new Stamp("t", 5));
        board.advance(1, new Stamp("other", 9));
        assertThat(board.current().get(1)).isEqualTo(new Stamp("t", 5));

        board.advance(1, new Stamp("t", 8));
        board.advance(1, new Stamp("t", 7));
        assertThat(board.current().get(1)).isEqualTo(new Stamp("t", 8));
    }

    /** A lock taken during a hold says nothing about a lease. */
    @Test
    void own_call_gives_no_stamp_to_a_partition_without_lease() {
        board.advance(0, new Stamp("t", 8));
        assertThat(board.current().get(0)).isNull();

        board.note(1, new Stamp("t", 5));
        board.clear(1);
        board.advance(1, new Stamp("t", 8));
        assertThat(board.current().get(1)).isNull();
    }

    @Test
    void stamps_taken_do_not_change() {
        board.note(1, new Stamp("t", 5));
        Stamps taken = board.current();
        board.note(1, new Stamp("t", 6));
        board.clear(1);

        assertThat(taken.get(1)).isEqualTo(new Stamp("t", 5));
        assertThat(board.current().get(1)).isNull();
    }

    @Test
    void partition_that_lost_its_lease_has_no_stamp() {
        board.note(1, new Stamp("t", 5));
        board.current();

        board.clear(1);

        assertThat(board.current().get(1)).isNull();
    }

    @Test
    void stamps_are_the_same_object_until_something_changes() {
        board.note(1, new Stamp("t", 5));
        Stamps taken = board.current();
        board.note(1, new Stamp("t", 5));

        assertThat(board.current()).isSameAs(taken);
    }

    @Test
    void no_stamps_at_all_are_none_for_any_partition() {
        assertThat(Stamps.NONE.get(0)).isNull();
        assertThat(Stamps.NONE.get(16_383)).isNull();
        assertThat(Stamps.NONE.count()).isZero();
    }
}
