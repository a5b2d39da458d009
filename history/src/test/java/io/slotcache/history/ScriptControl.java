// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

/** Rules that the scripts keep, each taken out of a script; tests of the scripts see it. */
enum ScriptControl implements Control.Directed {
    LATE_PUTS(
            "A put older than the last invalidation of its stripe is refused",
            o -> o.script("prelude", "tonumber(v[5]) > stamp", "false"),
            "PutIT#late_put_is_refused_after_an_unlock",
            "PutIT#late_put_is_refused_after_an_eviction"),
    LOCKED_PUTS(
            "A put is refused while a transaction holds the entry's lock",
            o -> o.script("prelude", "for i = 2, 4 do", "for i = 3, 4 do"),
            "PutIT#put_is_refused_while_the_entry_is_locked"),
    REGION_LOCKED_PUTS(
            "A put is refused while a statement holds its region's lock",
            o -> o.script("prelude", "for i = 2, 4 do", "for i = 2, 2 do"),
            "PutIT#put_is_refused_while_the_region_is_locked"),
    LATE_REGION_PUTS(
            "A put older than the last eviction of its region is refused",
            o -> o.script("prelude", "for i = 6, 7 do", "for i = 6, 5 do"),
            "PutIT#late_put_is_refused_after_an_eviction_of_the_region"),
    PUTS_OF_ANOTHER_TERM(
            "⚔5 A new term voids stamps: sessions open across it store nothing",
            o -> o.script("prelude", "if not v[1] or v[1] ~= term then", "if not v[1] then"),
            "PutIT#late_put_is_refused_after_a_new_term",
            "RenewIT#new_term_voids_stamps"),
    PUTS_WITHOUT_A_TERM(
            "⚔6 Without a term nothing is stored",
            o -> o.script("prelude", "if not v[1] or v[1] ~= term then", "if v[1] and v[1] ~= term then"),
            "PutIT#put_is_refused_while_the_partition_has_no_term"),
    LATE_REFRESHES(
            "A put that replaces is refused like any other",
            o -> o.script("put", "if why then", "if why and ARGV[9] ~= \"1\" then"),
            "PutIT#refresh_is_refused_like_any_put"),
    OLDER_VERSIONS(
            "⚔11 A put leaves a current entry alone, unless its version is newer",
            o -> o.script("put", "if isCurrent(there) and isKept(there) then", "if false then"),
            "PutIT#current_entry_is_kept"),
    OLDER_RESULTS(
            "⚔17 Results of a session that lags do not replace newer ones",
            o -> o.script("put", "(newer(theirs, mine) or", "(false or"),
            "PutIT#results_of_a_lagging_session_do_not_replace_newer_ones"),
    EXPIRED_WITHOUT_TRACE(
            "A lock past its deadline is an invalidation: its holder may have committed",
            o -> o.script(
                    "prelude",
                    "    write(field, stripe, list)\n    invalidated(field, stripe)\n  end\n  return list",
                    "    write(field, stripe, list)\n  end\n  return list"),
            "ExtendIT#lock_past_its_deadline_is_dropped_and_its_stripe_invalidated",
            "LockIT#holder_past_its_deadline_is_dropped_and_leaves_the_next_lock_unclean"),
    EXPIRED_BESIDE_CLEAN(
            "A lock past its deadline leaves the other holders unclean",
            o -> o.script(
                    "prelude",
                    "  if #list < #all then\n    for _, holder in ipairs(list) do\n      holder.clean = false\n    end",
                    "  if #list < #all then"),
            "LockIT#holder_past_its_deadline_leaves_a_clean_one_unclean"),
    EXPIRED_NOT_SWEPT(
            "renew sweeps locks past their deadline",
            o -> o.script("renew", "if first and tonumber(first) <= at then", "if false then"),
            "RenewIT#expired_locks_are_swept_and_their_stripe_invalidated",
            "RenewIT#expired_locks_of_regions_are_swept_and_the_region_voided"),
    LOCK_IS_NO_INVALIDATION(
            "A lock is an invalidation",
            o -> o.script("lock", "  invalidated(field, stripe)\n  for", "  for"),
            "LockIT#lock_invalidates_its_stripe_and_says_so"),
    LOCK_LEAVES_ENTRY(
            "A lock removes the entry",
            o -> o.script("lock", "  removeEntry()\n", ""),
            "LockIT#lock_removes_the_entry"),
    UNLOCK_IS_NO_INVALIDATION(
            "An unlock is an invalidation: what was read under the lock is late",
            o -> o.script(
                    "unlock",
                    "local s = invalidated(field, stripe)",
                    "local s = tonumber(redis.call(\"HGET\", c, \"s\"))"),
            "PutIT#late_put_of_a_session_that_opened_under_the_lock_is_refused"),
    ALL_LOCKS_CLEAN(
            "⚔12 Whether an unlock may publish is decided when the lock is taken, by the session's stamp",
            o -> o.script(
                    "lock",
                    "local clean = refusal(at, name, region, stripe, ARGV[6], ARGV[7]) == nil and ownsTerm()",
                    "local clean = true"),
            "LockIT#lock_is_unclean_in_another_term",
            "LockIT#lock_is_unclean_without_a_stamp",
            "LockIT#lock_is_unclean_after_an_invalidation_of_its_stripe"),
    UNCLEAN_UNLOCKS(
            "⚔12 What an unclean holder has is not published",
            o -> o.script("unlock", "own and own.clean and #rest == 0", "own and #rest == 0"),
            "UnlockIT#unclean_holder_does_not_publish",
            "UnlockIT#holder_made_unclean_by_an_eviction_does_not_publish"),
    SECOND_HOLDER_CLEAN(
            "A second holder leaves all unclean",
            o -> o.script("lock", "  for _, holder in ipairs(list) do\n    holder.clean = false\n  end\n", ""),
            "LockIT#second_holder_makes_every_holder_unclean"),
    UNLOCKS_BESIDE_OTHERS(
            "Nothing is published beside another holder",
            o -> o.script("unlock", "own and own.clean and #rest == 0", "own and own.clean"),
            "UnlockIT#clean_holder_beside_another_does_not_publish"),
    UNLOCKS_WITHOUT_LOCK(
            "Nothing is published by a holder whose lock is gone",
            o -> o.script("unlock", "own and own.clean and #rest == 0", "(not own or own.clean) and #rest == 0"),
            "UnlockIT#holder_past_its_deadline_does_not_publish",
            "UnlockIT#second_unlock_does_not_publish_and_removes_what_the_first_published"),
    UNLOCKS_IN_ANOTHER_TERM(
            "Nothing is published in another term than the stamp's",
            o -> o.script("prelude", "v[1] and v[1] == term and", "v[1] and"),
            "UnlockIT#holder_whose_term_has_ended_does_not_publish"),
    UNLOCKS_UNDER_A_STATEMENT(
            "Nothing is published while a statement holds the region's lock",
            o -> o.script("prelude", "and not v[2] and not v[3]", ""),
            "UnlockIT#holder_does_not_publish_while_its_region_is_locked"),
    UNLOCKS_AFTER_A_STATEMENT(
            "Nothing is published that is older than the last eviction of its region",
            o -> o.script(
                    "prelude",
                    "    and (not v[4] or tonumber(v[4]) <= stamp) and (not v[5] or tonumber(v[5]) <= stamp)",
                    ""),
            "UnlockIT#holder_does_not_publish_after_an_eviction_of_its_region"),
    LOCKS_STAY_CLEAN(
            "A lock that is asked for again is unclean if its region was locked or evicted meanwhile",
            o -> o.script(
                    "lock", "  own.clean = own.clean and ownsTerm() and regionUntouched(region, ARGV[6], ARGV[7])", ""),
            "LockIT#lock_is_unclean_when_asked_again_after_its_region_was_locked"),
    FOREIGN_TERMS_CLEAN(
            "A lock is clean only on the master that owns the term: another may have lost what was locked in it (0010)",
            o -> o.script("lock", " == nil and ownsTerm()", " == nil"),
            "LockIT#lock_is_unclean_on_a_master_that_does_not_own_the_term"),
    FOREIGN_TERMS_STAY_CLEAN(
            "The same when it is asked for again (0010)",
            o -> o.script("lock", "own.clean and ownsTerm() and", "own.clean and"),
            "LockIT#lock_asked_for_again_on_a_master_that_does_not_own_the_term_is_unclean"),
    ONE_STATEMENT_A_REGION(
            "⚔4 A region's lock is a set: two statements do not release each other's",
            o -> o.script("unlock_region", "if holder.id ~= ARGV[2] then", "if false then"),
            "EvictIT#two_statements_do_not_release_each_others_lock"),
    REGION_UNLOCK_IS_NO_INVALIDATION(
            "The release of a region's lock voids the region once more",
            o -> o.script(
                    "unlock_region",
                    "local s = invalidated(field, \"\")",
                    "local s = tonumber(redis.call(\"HGET\", c, \"s\"))"),
            "EvictIT#unlock_of_a_region_invalidates_it_again"),
    REGION_LOCK_LEAVES_ENTRIES(
            "A region's lock voids its entries",
            o -> o.script("lock_region", "  invalidated(field, \"\")\n", ""),
            "EvictIT#lock_of_a_region_voids_its_entries_and_says_so"),
    EVICTION_LEAVES_CLEAN(
            "An eviction leaves the holders of the lock unclean",
            o -> o.script("evict", "    holder.clean = false\n", ""),
            "EvictIT#eviction_leaves_locks_in_place_and_their_holders_unclean"),
    EVICTION_RELEASES(
            "An eviction leaves locks in place",
            o -> o.script("evict", "  write(field, ARGV[2], list)", "  write(field, ARGV[2], {})"),
            "EvictIT#eviction_leaves_locks_in_place_and_their_holders_unclean"),
    EXTENSION_REVIVES(
            "⚔9 An extension puts no expired lock back",
            o -> o.script("extend", "local list = live(ARGV[i], value, at)", "local list = parse(value)"),
            "ExtendIT#lock_past_its_deadline_is_dropped_and_its_stripe_invalidated"),
    EXTENSION_SHORTENS(
            "A lock is extended, never shortened",
            o -> o.script("extend", "math.max(holder.deadline, deadline)", "deadline"),
            "ExtendIT#lock_is_never_shortened"),
    REFRESH_MISSING(
            "⚔7 Whatever moves the sequence tells the lease",
            o -> o.script(
                    "prelude",
                    "  local lease, left = redis.call(\"GET\", e), redis.call(\"PTTL\", e)\n  endLease()",
                    "  local lease, left = redis.call(\"GET\", e), redis.call(\"PTTL\", e)\n  if lease and string.match(lease, \"^[^|]*\") == redis.call(\"HGET\", c, \"t\") then return true end\n  endLease()"),
            "LeaseIT#lease_shows_the_new_sequences_and_lives_no_longer"),
    REFRESH_MAKES_LEASES(
            "⚔7 A refresh makes no lease",
            o -> o.script(
                    "prelude",
                    "  if not lease or left <= 0 then\n    return false\n  end",
                    "  if not lease or left <= 0 then\n    lease, left = (redis.call(\"HGET\", c, \"t\") or \"\") .. \"|0|0|1\", 1000\n  end"),
            "LeaseIT#lease_is_never_made"),
    REFRESH_PROLONGS(
            "⚔7 A refresh keeps the lease's time",
            o -> o.script("prelude", "nonce, \"PX\", left)", "nonce, \"PX\", left + 60000)"),
            "LeaseIT#lease_shows_the_new_sequences_and_lives_no_longer"),
    REFRESH_OF_ANOTHER_TERM(
            "⚔7 A lease of another term, or that outlived c, is ended",
            o -> o.script(
                    "prelude",
                    "  if not term or term ~= at[1] then\n    return false\n  end",
                    "  if not term then\n    return false\n  end"),
            "LeaseIT#lease_of_another_term_is_ended",
            "LeaseIT#lease_that_outlived_the_control_hash_is_ended"),
    LEASES_REPLICATED(
            "⚔7 A lease is never replicated",
            o -> o.script("prelude", "  redis.set_repl(redis.REPL_NONE)\n", "")
                    .script("renew", "redis.set_repl(redis.REPL_NONE)\n", ""),
            "LeaseIT#lease_is_not_on_the_replica",
            "LeaseIT#lease_is_not_in_the_append_only_file"),
    NO_HOLD(
            "⚔6 After a loss of c, and on a new owner, no lease before the hold is over",
            o -> o.script("renew", "if at < tonumber(v[3]) then", "if false then"),
            "RenewIT#partition_without_a_term_is_held_once"),
    OWNER_NOT_COMPARED(
            "⚔8 Another master than the one that began the term must hold first",
            o -> o.script("renew", "if not term or v[2] ~= owner then", "if not term then"),
            "RenewIT#new_owner_holds_the_partition_and_ends_its_lease_and_its_term"),
    HOLD_OF_ANOTHER(
            "⚔6 A former owner's hold does not count",
            o -> o.script("renew", "if not v[3] or v[4] ~= owner then", "if not v[3] then"),
            "RenewIT#hold_of_a_former_owner_does_not_count"),
    LOCKS_REFUSED_IN_HOLD(
            "⚔6 Locks are accepted without a term",
            o -> o.script(
                    "lock",
                    "local own\nfor",
                    "local own\nif not redis.call(\"HGET\", c, \"t\") then return redis.error_reply(\"HOLD\") end\nfor"),
            "LockIT#lock_is_accepted_before_there_is_a_term",
            "RenewIT#lock_in_a_lost_control_hash_survives_the_hold"),
    TERMS_COUNTED(
            "⚔3 A term is never derived from c",
            o -> o.script(
                    "renew",
                    "  term = ARGV[3]\n  redis.call(\"HSET\", c, \"t\", term, \"n\", owner)",
                    "  term = string.format(\"%022d\", redis.call(\"HINCRBY\", c, \"terms\", 1))\n  redis.call(\"HSET\", c, \"t\", term, \"n\", owner)"),
            "RenewIT#term_begins_after_the_hold"),
    TERM_DROPS_LOCKS(
            "⚔5 A new term keeps locks",
            o -> o.script(
                    "renew",
                    "  term = ARGV[3]\n  redis.call(\"HSET\", c, \"t\", term)",
                    "  term = ARGV[3]\n  redis.call(\"DEL\", c)\n  redis.call(\"HSET\", c, \"t\", term, \"n\", owner)"),
            "RenewIT#new_term_keeps_locks_sequences_and_evictions"),
    TERMS_ENDED_BLINDLY(
            "⚔5 A term is ended only if it is the one to end",
            o -> o.script("renew", "elseif ARGV[4] == term then", "elseif ARGV[4] ~= \"\" then"),
            "RenewIT#term_ends_only_if_it_is_the_one_to_end"),
    LEASES_RENEWED_TWICE(
            "Of those that saw one grant, one renews",
            o -> o.script("renew", "if lease and ARGV[4] == \"\" and string.match", "if false and string.match"),
            "RenewIT#of_two_that_saw_the_same_lease_one_renews");

    private final Spec spec;

    /** @param tests of package {@code internal.script} */
    ScriptControl(String rule, Change change, String... tests) {
        spec = Spec.of(rule, change, "internal.script.", tests);
    }

    @Override
    public Spec spec() {
        return spec;
    }
}
