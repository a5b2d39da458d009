// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.LOCK_MILLIS;
import static io.slotcache.internal.script.TestPartition.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.lease.Stamp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Locks on tables: any number of holders, each a field of its own. */
@ExtendWith(EmbeddedClusterExtension.class)
final class TableLockIT {

    private TestPartition partition;
    private Stamp stamp;

    @BeforeEach
    void begin(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
        stamp = partition.begin();
    }

    @Test
    void lock_and_unlock_both_count_as_changes() {
        TestPartition.Locked locked = partition.lockTable("a");

        assertThat(locked).isEqualTo(new TestPartition.Locked(stamp.term(), stamp.sequence() + 1, true, false));
        assertThat(partition.tableHolders()).isEqualTo(1);
        assertThat(partition.tableSequence()).isEqualTo(stamp.sequence() + 1);
        assertThat(partition.unlockTable("a")).isEqualTo(new Stamp(stamp.term(), stamp.sequence() + 2));
        assertThat(partition.control("l:" + TABLE)).isNull();
        assertThat(holder("a")).isNull();
        assertThat(partition.tableSequence()).isEqualTo(stamp.sequence() + 2);
    }

    @Test
    void lease_shows_the_sequence_of_a_lock() {
        partition.lockTable("a");

        assertThat(partition.lease()).startsWith(stamp.term() + "|" + (stamp.sequence() + 1) + "|");
        partition.unlockTable("a");
        assertThat(partition.lease()).startsWith(stamp.term() + "|" + (stamp.sequence() + 2) + "|");
    }

    @Test
    void same_lock_again_is_extended_and_counts_once() {
        partition.lockTable(TABLE, "a", 1_000, 60_000);
        long deadline = Long.parseLong(holder("a"));
        partition.lockTable("a");

        assertThat(Long.parseLong(holder("a"))).isGreaterThan(deadline);
        assertThat(partition.tableHolders()).isEqualTo(1);
        assertThat(partition.sequence()).isEqualTo(stamp.sequence() + 1);
    }

    @Test
    void table_is_locked_until_its_last_holder_has_gone() {
        partition.lockTable("a");
        partition.lockTable("b");
        assertThat(partition.tableHolders()).isEqualTo(2);

        partition.unlockTable("a");
        partition.unlockTable("a");
        assertThat(partition.tableHolders()).isEqualTo(1);
        assertThat(holder("b")).isNotNull();
        partition.unlockTable("b");
        assertThat(partition.control("l:" + TABLE)).isNull();
    }

    /** Its lock had expired, or never arrived; the table has changed all the same. */
    @Test
    void unlock_without_a_lock_counts_as_a_change() {
        partition.unlockTable("a");

        assertThat(partition.control("l:" + TABLE)).isNull();
        assertThat(partition.tableSequence()).isEqualTo(stamp.sequence() + 1);
    }

    /** Its holder may have committed. */
    @Test
    void lock_past_its_deadline_is_removed_by_the_next_renewal_and_counts_as_a_change() {
        partition.lockTable(TABLE, "dead", 0, 60_000);
        partition.lockTable("alive");
        long sequence = partition.sequence();
        partition.renew().seeing("1").call();

        assertThat(holder("dead")).isNull();
        assertThat(holder("alive")).isNotNull();
        assertThat(partition.tableHolders()).isEqualTo(1);
        assertThat(partition.tableSequence()).isEqualTo(sequence + 1);
        assertThat(partition.control("d")).isEqualTo(holder("alive"));
    }

    @Test
    void lock_is_extended_and_never_shortened_and_one_that_is_gone_stays_gone() {
        partition.lockTable("a");
        long deadline = Long.parseLong(holder("a"));

        assertThat(partition.extend(2 * LOCK_MILLIS, "h:" + TABLE, "a", "h:" + TABLE, "b"))
                .isEqualTo(1);
        long extended = Long.parseLong(holder("a"));
        assertThat(extended).isGreaterThan(deadline + LOCK_MILLIS / 2);
        assertThat(holder("b")).isNull();
        partition.extend(1, "h:" + TABLE, "a");
        assertThat(Long.parseLong(holder("a"))).isEqualTo(extended);
        assertThat(partition.tableHolders()).isEqualTo(1);
        assertThat(partition.sequence()).isEqualTo(stamp.sequence() + 1);
    }

    @Test
    void new_term_keeps_the_lock() {
        partition.lockTable("a");
        partition.beginNewTerm();

        assertThat(partition.tableHolders()).isEqualTo(1);
        assertThat(holder("a")).isNotNull();
    }

    /** An isolated master must not acknowledge what the promoted one's readers never see. */
    @Test
    void lock_without_a_lease_and_without_contact_proves_nothing() {
        partition.command("DEL", partition.leaseKey());

        assertThat(partition.lockTable(TABLE, "a", LOCK_MILLIS, -1_000_000).proven())
                .isFalse();
        assertThat(partition.tableHolders()).isEqualTo(1);
    }

    private String holder(String id) {
        return partition.control("h:" + TABLE + "|" + id);
    }
}
