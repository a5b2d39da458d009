// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

/** Rules for regions, natural ids and tables, each taken out of a class; tests with several nodes see it. */
enum RegionControl implements Control.Directed {
    REGION_LOCK_NOT_ADOPTED(
            "A statement's lock on regions lasts until its transaction has ended",
            o -> o.source(
                    "access/TransactionLocks",
                    "regions.add(RegionLock.take(node, asked));",
                    "RegionLock.take(node, asked).release(true);"),
            "it.StatelessSessionIT#bulk_update_holds_its_region_until_the_commit"),
    REGION_LOCK_EVICTS_ONLY(
            "A statement locks its regions; an eviction is not enough",
            o -> o.source(
                    "storage/RedisStorage",
                    "return acknowledged(lock, calls.lockRegion(region, lock), reply -> false);",
                    "return acknowledged(lock, calls.evictRegion(region, lock.partition()), reply -> false);"),
            "it.BulkStatementIT#readers_on_the_other_node_see_what_is_committed"),
    REGION_LOCK_NOT_AWAITED(
            "A statement waits for its locks on regions",
            o -> o.source("access/RegionLock", "            lock.await(Deadline.after(node.commandTimeout()));", ""),
            "it.LockFailureIT#strict_bulk_statement_fails_before_it_runs"),
    SUPPLIED_CONNECTION_UNLOCKS(
            "On a supplied connection a statement's lock is left to its deadline",
            o -> o.source(
                    "access/SessionContext",
                    "lock.take(node, !session.isEventSource() || !kind.isConnectionOwn());",
                    "lock.take(node, false);"),
            "it.SharedConnectionIT#stateless_bulk_statement_on_a_supplied_connection_keeps_its_region_locked"),
    COLLECTIONS_LEFT(
            "A statement locks the regions of its entity's collections too",
            o -> o.source(
                    "access/EntityAccess",
                    "return lockRegionWith(collections.regions());",
                    "return super.lockRegion();"),
            "it.CollectionIT#bulk_statement_voids_the_collections_that_its_entity_owns"),
    NATURAL_ID_OF_DELETE_EVICTED(
            "The natural id of a deleted row is locked (0010)",
            o -> o.source(
                    "access/SessionContext",
                    "        if (!owner.kind.isOutsideTransaction()) {\n            lock(region, key, wide);\n        } else if (!owner",
                    "        if (!owner"),
            "it.NaturalIdRaceIT#resolution_is_not_stored_between_statement_and_commit"),
    NATURAL_IDS_NOT_GUARDED(
            "Where somebody else may have changed the row, its region of natural ids is locked (0010)",
            o -> o.source("access/NaturalIdGuard", "if (!failsIfOld(root)) {", "if (false) {"),
            "it.NaturalIdRaceIT#writer_that_knows_an_old_natural_id_leaves_the_new_one_to_nobody"),
    NATURAL_IDS_GUARDED_EARLY(
            "That is decided by a lock asked for after the statements (0010)",
            o -> o.source("access/TransactionLocks", "if (lock.isOld() || lock.isGuard()) {", "if (lock.isOld()) {"),
            "it.NaturalIdRaceIT#writer_whose_row_is_renamed_after_its_lock_leaves_the_new_one_to_nobody"),
    STATELESS_NATURAL_IDS_LEFT(
            "A stateless session locks the natural id that its row has (0010)",
            o -> o.source(
                    "access/NaturalIdGuard",
                    "        if (!session.isEventSource()) {\n            lockCurrent",
                    "        if (false) {\n            lockCurrent"),
            "it.NaturalIdStatelessIT#committed",
            "it.NaturalIdStatelessIT#resolution_is_not_stored_between_statement_and_commit"),
    TABLES_NOT_LOCKED(
            "⚔17 A table is locked while a transaction changes it",
            o -> o.source(
                    "access/TableAccess",
                    "        SessionContext.of(session).lockTables(storageRegion, keys.of(tables));\n",
                    ""),
            "it.QueryIT#query_sees_what_is_committed",
            "it.QueryRaceIT#late_put_of_an_old_result_does_not_count"),
    STATELESS_TABLES_LEFT(
            "⚔17 A stateless session locks the tables that it changes",
            o -> o.source(
                    "access/StatelessWrites",
                    "if (!session.isEventSource()) {\n            access.lock",
                    "if (false) {\n            access.lock"),
            "it.QueryIT#query_sees_what_a_stateless_session_wrote_outside_a_transaction"),
    RESULTS_STAMPED_LATE(
            "⚔17 Results carry the stamp of their session's opening",
            o -> o.source(
                    "access/QueryAccess",
                    "Stamp stamp = context.stamp(keySpace.tablePartition());",
                    "Stamp stamp = node.storage().stamps().get(keySpace.tablePartition());"),
            "it.QueryRaceIT#result_of_an_older_snapshot_does_not_count"),
    LOCKED_TABLES_COUNT(
            "⚔17 Results do not count while one of their tables is locked",
            o -> o.source("storage/TableState", "stamp != null && !locked && term", "stamp != null && term"),
            "it.QueryRaceIT#result_of_a_session_that_opened_under_the_lock_does_not_count"),
    OLD_RESULTS_COUNT(
            "⚔17 Results do not count that are older than the last lock or unlock of one of their tables",
            o -> o.source("storage/TableState", " && sequence <= stamp.sequence()", ""),
            "it.QueryRaceIT#late_put_of_an_old_result_does_not_count"),
    RESULTS_OF_ANOTHER_TERM(
            "⚔5 ⚔17 Results of another term do not count",
            o -> o.source("storage/TableState", " && term.equals(stamp.term())", ""),
            "it.QueryFailureIT#results_of_an_ended_term_do_not_count"),
    RESULTS_WITHOUT_CONTROL(
            "⚔6 ⚔17 Results do not count once the control hash is lost",
            o -> o.source("storage/TableReads", " || !lease.term().equals(text(fields.get(0)))", ""),
            "it.QueryFailureIT#results_do_not_count_once_the_control_hash_is_lost");

    private final Spec spec;

    /** @param tests below {@code io.slotcache} */
    RegionControl(String rule, Change change, String... tests) {
        spec = Spec.of(rule, change, "", tests);
    }

    @Override
    public Spec spec() {
        return spec;
    }
}
