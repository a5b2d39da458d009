// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

/** Rules that sessions and their locks keep, each taken out of a class; tests with several nodes see it. */
enum SessionControl implements Control.Directed {
    STAMP_OF_NOW(
            "⚔10 A session's stamp is that of its opening, older than any snapshot it reads from (0004)",
            o -> o.source(
                    "access/SessionContext",
                    "node.storage().put(put.region(), put.key(), stamps.get(",
                    "node.storage().put(put.region(), put.key(), node.storage().stamps().get("),
            "it.LoadRaceIT#old_state_is_refused",
            "it.LoadRaceIT#snapshot_opened_by_another_query_is_as_old_as_its_session"),
    STAMP_OF_NOW_AT_LOCKS(
            "⚔10 ⚔12 A lock is judged by the stamp of the session's opening (0004)",
            o -> o.source(
                    "access/SessionContext",
                    "kind.isConnectionOwn() ? stamps.get(",
                    "kind.isConnectionOwn() ? node.storage().stamps().get("),
            "it.WriterRaceIT#state_older_than_the_row_is_not_published"),
    STAMP_ON_SUPPLIED_CONNECTION(
            "⚔10 A session on a connection that it was given stores nothing",
            o -> o.source(
                    "access/SessionContext",
                    "kind.isChild() || !kind.isConnectionOwn() || hasLocked",
                    "kind.isChild() || hasLocked"),
            "it.SharedConnectionIT#session_on_a_supplied_connection_reads_the_cache_and_stores_nothing"),
    CHILDREN_STORE(
            "⚔10 A child session stores nothing",
            o -> o.source(
                    "access/SessionContext",
                    "kind.isChild() || !kind.isConnectionOwn() || hasLocked",
                    "!kind.isConnectionOwn() || hasLocked"),
            "it.SharedConnectionIT#child_does_not_store_what_a_snapshot_shows_that_is_older_than_itself"),
    PUTS_AT_ONCE(
            "What a transaction loads waits for its commit (0002)",
            o -> o.source(
                    "access/SessionContext",
                    "if (kind.isOutsideTransaction() && !committing) {\n            return kind.readsCommittedRows() &&",
                    "if (!committing) {\n            return"),
            "it.StatelessSessionIT#own_rolled_back_insert_is_not_stored",
            "it.SharedConnectionIT#parent_does_not_store_what_its_stateless_child_inserted_and_nobody_committed"),
    UNCOMMITTED_PUTS_OUTSIDE(
            "Outside a transaction a session that may not have committed stores nothing (0002)",
            o -> o.source(
                    "access/SessionContext", "return kind.readsCommittedRows() && send(put);", "return send(put);"),
            "it.StatelessSessionIT#own_insert_outside_a_transaction_is_stored_if_the_connection_committed_it"),
    ROLLED_BACK_PUTS(
            "What a transaction loaded is dropped when it rolls back (0002)",
            o -> o.source(
                    "access/SessionContext",
                    "        if (committed) {\n            for (PendingPut",
                    "        {\n            for (PendingPut"),
            "it.StatelessSessionIT#own_rolled_back_insert_is_not_stored"),
    OWN_LOCKS_READ(
            "⚔15 What a transaction has locked is a miss for itself",
            o -> o.source(
                    "access/DataAccess",
                    "return context.hasLocked(storageRegion, key) ? null : read(key);",
                    "return read(key);"),
            "it.RoundTripsIT#row_locked_by_the_own_transaction_is_not_asked_for_and_not_put"),
    OWN_LOCKS_PUT(
            "⚔15 What a transaction has locked it does not store",
            o -> o.source("access/SessionContext", " || hasLocked(put.region(), put.key())", "")
                    .source("access/SessionContext", "if (!locks.covers(put.region(), put.key())) {", "if (true) {"),
            "it.RoundTripsIT#row_locked_by_the_own_transaction_is_not_asked_for_and_not_put"),
    OWN_TABLES_READ(
            "⚔15 ⚔17 Results from a table that the transaction changes are a miss for itself",
            o -> o.source("access/TableAccess", "context.hasLockedOneOf(tables)", "false"),
            "it.QueryRaceIT#transaction_does_not_find_what_it_has_changed_itself"),
    LOCKS_NOT_AWAITED(
            "A commit waits for its locks",
            o -> o.source(
                    "access/TransactionLocks",
                    "        await(deadline);\n        if (askAgain",
                    "        if (askAgain"),
            "it.LockFailureIT#strict_transaction_fails_and_leaves_the_database_as_it_was",
            "it.RoundTripsIT#transaction_that_updates_fifty_entities_waits_once_for_its_locks"),
    OLD_LOCKS_COUNT(
            "Before the commit a lock older than V is asked for once more",
            o -> o.source("access/TransactionLocks", "if (lock.isOld() || lock.isGuard()) {", "if (lock.isGuard()) {"),
            "it.RoundTripsIT#transaction_older_than_the_lease_asks_again_for_its_locks",
            "it.QueryRoundTripsIT#transaction_older_than_the_lease_asks_again_for_its_tables"),
    OLD_REGION_LOCKS_COUNT(
            "Before the commit a statement's locks older than V are asked for once more",
            o -> o.source(
                    "access/RegionLock", "return parts.stream().anyMatch(part -> part.lock.isOld());", "return false;"),
            "it.RoundTripsIT#bulk_statement_older_than_the_lease_asks_again_for_its_regions"),
    NOT_IN_PLACE(
            "⚔16 Where nobody would wait before the commit, a lock waits in place",
            o -> o.source("access/SessionContext", "            locks.forEach(lock -> lock.await(deadline));\n", ""),
            "it.QueryFailureIT#strict_stateless_session_fails_before_its_statement",
            "it.LockFailureIT#strict_stateless_change_outside_a_transaction_fails_before_its_statement"),
    STATELESS_NOT_COMPLETED(
            "Stateless sessions are completed by an observer (0006)",
            o -> o.source(
                    "access/SessionKind",
                    "session.getTransactionCoordinator().addObserver(new Completion(context));",
                    ""),
            "it.StatelessSessionIT#committed_update_is_seen_and_leaves_no_lock",
            "it.StatelessSessionIT#own_committed_insert_is_stored_by_the_load_that_followed"),
    LOCKS_NOT_EXTENDED(
            "⚔9 The keeper extends the locks of transactions that run",
            o -> o.source(
                    "lease/LockExtension",
                    "due.forEach((partition, byTimeout) -> byTimeout.values().forEach(arguments -> send(partition, arguments)));",
                    ""),
            "it.WriterRaceIT#lock_of_a_long_transaction_does_not_expire",
            "it.QueryRaceIT#lock_of_a_long_transaction_does_not_expire"),
    UNPROVEN_LOCKS_COUNT(
            "A lock that proves nothing counts as missed (0003, 0009)",
            o -> o.source(
                    "storage/RedisStorage",
                    "            requireProof(reply);\n            return new Acknowledgement",
                    "            return new Acknowledgement"),
            "it.PromotedMasterIT#strict_transaction_does_not_commit_within_a_lease_of_the_promotion"),
    UNPROVEN_EVICTIONS_COUNT(
            "An eviction that proves nothing counts as missed (0020)",
            o -> o.source(
                    "storage/RedisStorage",
                    "own.await(answer.thenAccept(RedisStorage::requireProof));",
                    "own.await(answer);"),
            "it.PromotedMasterIT#eviction_within_a_lease_of_the_promotion_counts_as_missed"),
    NONSTRICT_EVICTS(
            "⚔13 NONSTRICT_READ_WRITE locks; an eviction before the commit is not enough",
            o -> o.source(
                    "access/EntityAccess",
                    "        SoftLock lock = super.lockItem(session, key, version);",
                    "        if (this instanceof EntityNonStrictReadWriteAccess) {\n            evict(key);\n            return null;\n        }\n        SoftLock lock = super.lockItem(session, key, version);"),
            "it.LoadRaceIT#old_state_is_refused"),
    READ_ONLY_EVICTS(
            "⚔13 A delete of READ_ONLY locks; an eviction before the commit is not enough",
            o -> o.source(
                    "access/EntityAccess",
                    "        SoftLock lock = super.lockItem(session, key, version);",
                    "        if (this instanceof EntityReadOnlyAccess) {\n            evict(key);\n            return null;\n        }\n        SoftLock lock = super.lockItem(session, key, version);"),
            "it.LoadRaceIT#deleted_row_is_refused"),
    NO_TICKETS(
            "⚔14 Only what the last change brought is published (0005)",
            o -> o.source(
                    "access/KeyLock",
                    "boolean publish = committed && !shared && valueTicket == tickets;",
                    "boolean publish = committed && !shared;"),
            "it.AccessTypeIT#committed"),
    SHARED_LOCKS_PUBLISH(
            "⚔14 Of a row that two sessions of a transaction change, nothing is published",
            o -> o.source(
                    "access/KeyLock",
                    "boolean publish = committed && !shared && valueTicket",
                    "boolean publish = committed && valueTicket"),
            "it.SharedConnectionIT#neither_publishes_a_row_that_parent_and_child_change"),
    ONE_LOCK_A_FLUSH(
            "⚔14 A transaction has one lock for a key, however many flushes",
            o -> o.source(
                    "access/TransactionLocks",
                    "return keys.computeIfAbsent(key, k -> request.get());",
                    "KeyLock lock = request.get();\n        keys.put(key, lock);\n        return lock;"),
            "it.RoundTripsIT#update_in_two_flushes_is_one_lock_and_one_unlock"),
    UNKNOWN_OUTCOME_UNLOCKS(
            "After an unknown outcome the locks are left to their deadlines",
            o -> o.source(
                    "access/SessionContext",
                    "boolean unknown = committing && !successful;",
                    "boolean unknown = false;"),
            "it.UnknownOutcomeIT#locks_are_left_to_their_deadlines");

    private final Spec spec;

    /** @param tests below {@code io.slotcache} */
    SessionControl(String rule, Change change, String... tests) {
        spec = Spec.of(rule, change, "", tests);
    }

    @Override
    public Spec spec() {
        return spec;
    }
}
