// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

/** Rules for reads, leases, missed locks and names, each taken out of a class or a script; tests see it that kill, stop and promote servers, too. */
enum ClusterControl implements Control.Directed {
    READS_WITHOUT_LEASE_TERM(
            "An entry counts only in the term of a live lease",
            o -> o.source(
                    "storage/RedisStorage",
                    "if (!Frame.isFrame(entry) || !lease.isTerm(entry, Frame.TERM_OFFSET)) {",
                    "if (!Frame.isFrame(entry)) {"),
            "it.FailoverIT#lost_unlock_is_not_followed_by_a_stale_read"),
    VOIDED_ENTRIES_READ(
            "An entry older than the last eviction of its region does not count",
            o -> o.source("storage/RedisStorage", "        return written >= evicted;", "        return true;"),
            "it.EvictionIT#evicted_entry_is_a_miss_on_both_nodes_and_can_be_stored_again"),
    EVICTIONS_OF_ANOTHER_TERM(
            "⚔6 Evictions are read in the lease's term only: a lost c remembers none",
            o -> o.source("storage/RedisStorage", "            return Long.MAX_VALUE;", "            return 0;"),
            "it.LostControlHashIT#entry_that_was_voided_with_its_region_does_not_come_back"),
    LEASES_OF_ANOTHER_RUN(
            "A lease counts only over the connection on which it was checked (0014)",
            o -> o.source(
                            "lease/Keeper",
                            "line == link.line(master) ? line : null;",
                            "true ? link.line(master) : null;")
                    .source("lease/Keeper", "if (proven.get(look.partition) == look.line) {", "if (true) {"),
            "it.SingleServerIT#restart_from_a_snapshot_with_live_leases_is_not_followed_by_a_stale_read"),
    LEASES_FOR_EVER(
            "A grant seen for twice the lease's length is dead, whatever the server says",
            o -> o.source(
                    "lease/LeaseWatch", "return System.nanoTime() - seen.firstNanos <= tooOldNanos;", "return true;"),
            "internal.lease.LeaseWatchTest#grant_seen_for_twice_the_lease_is_dead_until_there_is_a_new_one"),
    STAMPS_OUTLIVE_LEASES(
            "⚔10 A partition that lost its lease has no stamp",
            o -> o.source("lease/StampBoard", "        newest.set(partition, null);\n", ""),
            "internal.lease.StampBoardTest#partition_that_lost_its_lease_has_no_stamp"),
    STAMPS_RETURN(
            "⚔10 No older stamp replaces a newer one of its term",
            o -> o.source(
                    "lease/StampBoard",
                    "!known.term().equals(stamp.term()) || known.sequence() < stamp.sequence()) {",
                    "!known.term().equals(stamp.term()) || known.sequence() != stamp.sequence()) {"),
            "internal.lease.StampBoardTest#later_stamp_replaces_an_earlier_one_of_the_same_term_and_not_the_other_way_round"),
    DIRTY_PARTITIONS_READ(
            "A node does not read a partition in which it missed a lock",
            o -> o.source(
                    "storage/RedisStorage",
                    "if (keeper.dirtyPartitions().isDirty(key.partition()) || readFailures",
                    "if (readFailures"),
            "it.LockFailureIT#node_that_missed_a_lock_does_not_read_the_old_state_itself"),
    DIRTY_PARTITIONS_KEPT(
            "A partition that missed a lock gets a new term",
            o -> o.source(
                    "lease/Keeper",
                    "boolean cleanse = dirty.isToCleanse(p) && unsettled.get(p) == 0;",
                    "boolean cleanse = false;\n            if (dirty.isToCleanse(p)) dirty.cleansed(p, mark);"),
            "it.LockFailureIT#partition_that_missed_a_lock_gets_a_new_term"),
    CLEANSED_TOO_EARLY(
            "A partition is not cleansed while a transaction that missed a lock in it is open",
            o -> o.source("lease/DirtyPartitions", "return open == null || open.isEmpty();", "return true;"),
            "internal.lease.DirtyPartitionsTest#partition_is_not_cleansed_while_a_transaction_that_missed_a_lock_is_open"),
    CLEANSED_BY_AN_OLD_LOOK(
            "It is cleansed only of a term read after the last mark",
            o -> o.source(
                    "lease/DirtyPartitions",
                    "cleansed.accumulateAndGet(partition, mark, Math::max);",
                    "cleansed.set(partition, marks.get(partition));"),
            "internal.lease.DirtyPartitionsTest#partition_stays_dirty_if_something_was_missed_since_the_mark_was_read"),
    NO_SUSPICION(
            "What the cluster refused for a while gets a new term (0008)",
            o -> o.source("lease/Keeper", "        unsettled.set(partition, 1);\n        dirty.mark(partition);", ""),
            "it.SuspicionIT#what_a_healthy_master_refused_for_a_while_gets_a_new_term"),
    TIMINGS_TOO_LONG(
            "The last lease and the last check are over before another master can be promoted",
            o -> o.source("lease/LeaseTiming", "3 * d, timeout - 2 * d - clockDrift, d, 0);", "3 * d, timeout, d, 0);"),
            "internal.lease.LeaseTimingTest#last_lease_and_last_check_are_over_within_the_node_timeout"),
    TERMS_REPEAT(
            "⚔3 A term is random, never used before",
            o -> o.source("lease/Lease", "        RANDOM.nextBytes(bits);\n", ""),
            "internal.lease.LeaseTest#terms_and_nonces_are_new_each_time_and_survive_their_own_text"),
    NAMES_NOT_ESCAPED(
            "⚔1 What separates the parts of a key is escaped within them",
            o -> o.source(
                    "partition/KeyText",
                    "return ch <= ' ' || ch == 0x7F || Character.isSurrogate(ch) || RESERVED.indexOf(ch) >= 0;",
                    "return false;"),
            "internal.partition.KeyTextTest#no_two_entries_have_one_key"),
    LAYOUT_NOT_CHECKED(
            "⚔2 Keepers write and compare the layout at every tick",
            o -> o.source(
                    "connection/Layout",
                    "            if (found != null && !keys.layout().equals(found)) {",
                    "            if (false) {"),
            "it.ProviderStartIT#cache_is_disabled_once_the_layout_is_another"),
    ANOTHER_LAYOUT_STARTS(
            "⚔2 A node of another layout does not start",
            o -> o.source(
                    "connection/Layout",
                    "        if (!keys.layout().equals(found)) {\n            throw",
                    "        if (false) {\n            throw"),
            "it.ProviderStartIT#another_layout_is_refused_with_both_values"),
    TYPES_NOT_NAMED(
            "⚔1 Identifiers of different types are different keys",
            o -> o.source("partition/KeyText", "type + '~' + escape(text(id))", "escape(text(id))"),
            "internal.partition.KeyTextTest#types_of_one_text_are_told_apart"),
    TENANTS_NOT_NAMED(
            "⚔1 Tenants have different keys",
            o -> o.source("partition/KeyText", "if (tenant != null) {", "if (false) {"),
            "internal.partition.KeyTextTest#role_and_tenant_are_named_where_they_matter",
            "it.NaturalIdTenancyIT#one_natural_id_of_two_tenants_is_two"),
    LAYOUT_NOT_REPEATED(
            "⚔2 Keepers write and compare the layout at every tick",
            o -> o.source(
                    "connection/Layout",
                    "        link.setIfAbsent(keys.layoutKey(), keys.layout()).thenAccept(",
                    "        java.util.concurrent.CompletableFuture.completedFuture(keys.layout()).thenAccept("),
            "it.ProviderStartIT#cache_is_disabled_once_the_layout_is_another",
            "it.ProviderStartIT#layout_that_is_lost_is_written_again"),
    COPIES_LIVE_ON(
            "An invalidation ends what a full resync has copied of the lease (0020)",
            o -> o.script(
                    "prelude",
                    "  redis.call(\"SET\", e, \"\")\n  redis.call(\"DEL\", e)",
                    "  redis.set_repl(redis.REPL_NONE)\n  redis.call(\"DEL\", e)\n  redis.set_repl(redis.REPL_ALL)"),
            "internal.script.CopiedLeaseIT#invalidation_ends_the_copy"),
    COPIES_PROVE(
            "A lease proves a lock only on the master that owns the term (0020)",
            o -> o.script("prelude", "if leased and v[1] == me then", "if leased then"),
            "internal.script.CopiedLeaseIT#copy_proves_nothing_on_the_master_that_was_its_replica"),
    COPIES_REASSURE(
            "⚔8 A lease that renew did not grant here is not handed on (0020)",
            o -> o.script(
                    "renew",
                    "if string.match(lease, \"^[^|]*\") == own[1] and own[2] == (identity()) then",
                    "if true then"),
            "internal.script.CopiedLeaseIT#copy_reassures_nobody_who_renews",
            "internal.script.RenewIT#lease_that_outlived_the_control_hash_is_handed_to_nobody"),
    NO_CONTACT_TO_RENEW(
            "⚔8 A master that does not hear a majority grants no lease (0003)",
            o -> o.script(
                            "renew",
                            "elseif not contact then\n  return {\"isolated\"}\nend\nlocal owner",
                            "end\nlocal owner")
                    .script("renew", "elseif not contact then\n  return {\"isolated\"}\nelseif", "elseif"),
            "internal.script.ContactIT#isolated_master_grants_no_lease_and_proves_no_lock"),
    NO_CONTACT_TO_LOCK(
            "A lock on a master that does not hear a majority proves nothing (0003)",
            o -> o.script("prelude", "  if not inContact(at, contact) then\n    return false\n  end\n", ""),
            "internal.script.ContactIT#isolated_master_grants_no_lease_and_proves_no_lock",
            "internal.script.ContactIT#live_lease_proves_a_lock_without_contact",
            "internal.script.EvictIT#eviction_of_a_master_without_lease_and_contact_proves_nothing"),
    PROMOTED_PROVES(
            "A lock on a master promoted less than a lease ago proves nothing (0009)",
            o -> o.script(
                    "prelude",
                    "return not promoted or v[1] == me or (v[2] == me and at - tonumber(v[3]) >= provenAfter)",
                    "return true"),
            "internal.script.CopiedLeaseIT#copy_proves_nothing_on_the_master_that_was_its_replica",
            "it.PromotedMasterIT#strict_transaction_does_not_commit_within_a_lease_of_the_promotion"),
    IDS_WITH_ZERO(
            "That a master was promoted is seen whatever its predecessor's replication id",
            o -> o.script(
                    "prelude",
                    "string.find(string.match(info, \"master_replid2:(%x+)\"), \"[^0]\") ~= nil",
                    "string.match(info, \"master_replid2:0+%f[^0]\") == nil"),
            "internal.script.CopiedLeaseIT#copy_proves_nothing_on_the_master_that_was_its_replica"),
    MOVING_LEASE_STAYS(
            "While a slot moves, the lease is gone before a lock counts (0026)",
            o -> o.source(
                    "redis/MovingSlot",
                    "List<byte[]> others = call.keys().subList(1, call.keys().size());",
                    "List<byte[]> others = List.of();"),
            "it.MovingSlotIT#change_succeeds_and_nothing_older_is_read"),
    MOVING_SLOT_NOT_FOLLOWED(
            "While a slot moves, locks follow it (0026)",
            o -> o.source("redis/MovingSlot", "if (!call.script().runsAlone() ||", "if (true ||"),
            "it.MovingSlotIT#change_succeeds_and_nothing_older_is_read"),
    MOVING_LEASE_DEMANDED(
            "In a slot that is leaving, a lease that cannot be put back fails nothing (0026)",
            o -> o.script("prelude", "local set = redis.pcall(", "local set = redis.call("),
            "it.MovingSlotIT#change_succeeds_and_nothing_older_is_read"),
    NOT_FOLLOWED(
            "With Sentinels a master serves only while replicas follow it (0015)",
            o -> o.script(
                    "prelude",
                    "if mark.length < length and mark.ms <= at and at - mark.ms <= maxAge then",
                    "if true then"),
            "internal.script.FollowedIT#master_whose_replica_is_silent_stops_to_serve_and_to_prove_locks"),
    MARKS_OF_ANOTHER(
            "Another master's marks prove nothing (0015)",
            o -> o.script("prelude", "  if string.match(value, \"^[^|]*\") == owner then", "  if true then"),
            "internal.script.FollowedIT#marks_of_another_master_do_not_count");

    private final Spec spec;

    /** @param tests below {@code io.slotcache} */
    ClusterControl(String rule, Change change, String... tests) {
        spec = Spec.of(rule, change, "", tests);
    }

    @Override
    public Spec spec() {
        return spec;
    }
}
