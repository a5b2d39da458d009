// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static io.slotcache.internal.script.TestPartition.LEASE_MILLIS;
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

/** {@code renew.lua}: holds, terms, who of many renews, and the sweep of expired locks. */
@ExtendWith(EmbeddedClusterExtension.class)
final class RenewIT {

    private static final long HOLD = 30_000;

    private TestPartition partition;

    @BeforeEach
    void choose(EmbeddedCluster cluster) {
        partition = new TestPartition(cluster);
    }

    // ---- holds

    @Test
    void partition_without_a_term_is_held_once() {
        ScriptReply first = partition.renew().hold(HOLD).call();
        String until = partition.control("h");
        ScriptReply second = partition.renew().hold(2 * HOLD).call();

        assertThat(first.text(0)).isEqualTo("hold");
        assertThat(first.number(1)).isEqualTo(HOLD);
        assertThat(second.text(0)).isEqualTo("hold");
        assertThat(second.number(1)).isBetween(1L, HOLD);
        assertThat(partition.control("h")).isEqualTo(until);
        assertThat(Long.parseLong(until)).isLessThanOrEqualTo(partition.now() + HOLD);
        assertThat(partition.control("t")).isNull();
        assertThat(partition.lease()).isNull();
    }

    @Test
    void term_begins_after_the_hold() {
        partition.renew().hold(0).call();
        ScriptReply granted = partition
                .renew()
                .hold(HOLD)
                .beginning("0123456789012345678901")
                .granting("5")
                .call();

        assertThat(granted.text(0)).isEqualTo("lease");
        assertThat(granted.text(1)).isEqualTo("0123456789012345678901|0|0|5").isEqualTo(partition.lease());
        assertThat(partition.leaseMillisLeft()).isBetween(1L, LEASE_MILLIS);
        assertThat(partition.control("t")).isEqualTo("0123456789012345678901");
        assertThat(partition.control("n")).matches("[0-9a-f]{40}\\.[0-9a-f]{40}");
        assertThat(partition.control("h")).isNull();
        assertThat(partition.control("hn")).isNull();
    }

    @Test
    void new_owner_holds_the_partition_and_ends_its_lease_and_its_term() {
        Stamp stamp = partition.begin();
        partition.command("HSET", partition.controlKey(), "n", "another master");

        assertThat(partition.renew().seeing("1").hold(0).answer()).isEqualTo("hold");
        assertThat(partition.lease()).isNull();
        assertThat(partition.renew().answer()).isEqualTo("lease");
        assertThat(partition.stamp().term()).isNotEqualTo(stamp.term());
        assertThat(partition.control("n")).isNotEqualTo("another master");
    }

    @Test
    void hold_of_a_former_owner_does_not_count() {
        partition.begin();
        partition.command("HSET", partition.controlKey(), "n", "another master", "h", "1", "hn", "another master");
        partition.command("DEL", partition.leaseKey());

        assertThat(partition.renew().hold(HOLD).answer()).isEqualTo("hold");
        assertThat(Long.parseLong(partition.control("h"))).isGreaterThan(partition.now());
    }

    @Test
    void lost_control_hash_is_held_for_and_its_lease_ended() {
        partition.begin();
        partition.command("DEL", partition.controlKey());

        assertThat(partition.renew().seeing("1").hold(HOLD).answer()).isEqualTo("hold");
        assertThat(partition.lease()).isNull();
    }

    /** Whoever asks without having seen the lease would else take a partition for cleansed that still serves the old term. */
    @Test
    void lease_that_outlived_the_control_hash_is_handed_to_nobody() {
        partition.begin();
        partition.command("DEL", partition.controlKey());

        assertThat(partition.renew().hold(HOLD).answer()).isEqualTo("hold");
        assertThat(partition.lease()).isNull();
    }

    /** A lock alone makes a new control hash: without a term it is as good as lost. */
    @Test
    void lock_in_a_lost_control_hash_survives_the_hold() {
        Stamp stamp = partition.begin();
        partition.command("DEL", partition.controlKey());
        partition.lock("a", stamp);

        partition.begin();

        assertThat(partition.holders()).containsExactly(partition.holders().get(0));
        assertThat(partition.holderIds()).containsExactly("a");
        assertThat(partition.put(partition.stamp(), Frames.version(1))).isEqualTo("locked");
    }

    // ---- terms

    @Test
    void term_ends_only_if_it_is_the_one_to_end() {
        Stamp first = partition.begin();

        partition
                .renew()
                .ending(first.term())
                .beginning("aaaaaaaaaaaaaaaaaaaaaa")
                .call();
        assertThat(partition.stamp().term()).isEqualTo("aaaaaaaaaaaaaaaaaaaaaa");
        partition
                .renew()
                .ending(first.term())
                .beginning("bbbbbbbbbbbbbbbbbbbbbb")
                .call();

        assertThat(partition.stamp().term()).isEqualTo("aaaaaaaaaaaaaaaaaaaaaa");
        assertThat(partition.lease()).startsWith("aaaaaaaaaaaaaaaaaaaaaa|");
    }

    @Test
    void new_term_keeps_locks_sequences_and_evictions() {
        Stamp stamp = partition.begin();
        partition.lock("a", stamp);
        partition.lockRegion(REGION, "bulk");
        Holder holder = partition.holders().get(0);
        long sequence = partition.sequence();

        partition.beginNewTerm();

        assertThat(partition.holders()).containsExactly(holder);
        assertThat(partition.holders("R:" + REGION)).hasSize(1);
        assertThat(partition.sequence()).isEqualTo(sequence);
        assertThat(partition.evictionOf(REGION)).isEqualTo(sequence);
        assertThat(partition.lease()).isEqualTo(partition.stamp().term() + "|" + sequence + "|" + sequence + "|1");
    }

    @Test
    void new_term_voids_stamps() {
        Stamp stamp = partition.begin();
        Frame value = Frames.version(1);

        partition.beginNewTerm();

        assertThat(partition.put(stamp, value)).isEqualTo("term");
        assertThat(partition.put(partition.stamp(), value)).isEqualTo("stored");
    }

    // ---- who renews

    @Test
    void of_two_that_saw_the_same_lease_one_renews() {
        partition.begin();

        assertThat(partition.renew().seeing("1").granting("2").call().text(1)).endsWith("|2");
        assertThat(partition.renew().seeing("1").granting("3").call().text(1)).endsWith("|2");
        assertThat(partition.lease()).endsWith("|2");
    }

    @Test
    void renewal_prolongs_the_lease_and_a_late_one_does_not() {
        partition.begin();
        partition.command("PEXPIRE", partition.leaseKey(), "20000");

        partition.renew().seeing("0").granting("2").call();
        assertThat(partition.leaseMillisLeft()).isLessThanOrEqualTo(20_000);
        partition.renew().seeing("1").granting("2").call();

        assertThat(partition.leaseMillisLeft()).isGreaterThan(20_000);
    }

    @Test
    void who_saw_no_lease_does_not_renew_one_that_is_there() {
        partition.begin();

        assertThat(partition.renew().seeing("").granting("2").call().text(1)).endsWith("|1");
        assertThat(partition.lease()).endsWith("|1");
    }

    @Test
    void lease_that_is_gone_is_granted_whatever_the_caller_saw() {
        partition.begin();
        partition.command("DEL", partition.leaseKey());

        assertThat(partition.renew().seeing("9").granting("2").answer()).isEqualTo("lease");
        assertThat(partition.lease()).endsWith("|2");
    }

    // ---- expired locks

    @Test
    void expired_locks_are_swept_and_their_stripe_invalidated() {
        Stamp stamp = partition.begin();
        partition.lock("a", stamp, 0);
        stamp = partition.stamp();

        partition.renew().seeing("1").granting("2").call();

        assertThat(partition.control(partition.lockField())).isNull();
        assertThat(partition.control("d")).isNull();
        assertThat(partition.stripeSequence()).isEqualTo(stamp.sequence() + 1);
        assertThat(partition.lease()).isEqualTo(stamp.term() + "|" + (stamp.sequence() + 1) + "|0|2");
        assertThat(partition.put(stamp, Frames.version(1))).isEqualTo("invalidated");
    }

    @Test
    void expired_locks_of_regions_are_swept_and_the_region_voided() {
        Stamp stamp = partition.begin();
        partition.lockRegion(REGION, "bulk", 0);
        stamp = partition.stamp();

        partition.renew().seeing("1").granting("2").call();

        long evicted = stamp.sequence() + 1;
        assertThat(partition.control("R:" + REGION)).isNull();
        assertThat(partition.evictionOf(REGION)).isEqualTo(evicted);
        assertThat(partition.lease()).isEqualTo(stamp.term() + "|" + evicted + "|" + evicted + "|2");
    }

    @Test
    void live_locks_are_not_swept_and_the_earliest_of_them_is_noted() {
        Stamp stamp = partition.begin();
        partition.lock("a", stamp);
        partition.lock("b", stamp, 0);
        partition.lockRegion(REGION, "bulk", 10_000);

        partition.renew().seeing("1").call();

        assertThat(partition.holderIds()).containsExactly("a");
        assertThat(partition.holders("R:" + REGION)).hasSize(1);
        assertThat(partition.control("d"))
                .isEqualTo(Long.toString(partition.holders("R:" + REGION).get(0).deadline()));
    }
}
