// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.util.EnumSet;
import java.util.Set;

/** Rules without which the checker finds stale reads in a random history, and what has to happen for that. */
enum CheckedControl implements Control {
    LATE_PUTS(
            "A put older than the last invalidation of its stripe is refused",
            o -> o.script("prelude", "tonumber(v[5]) > stamp", "false"),
            "REPEATABLE_READ"),
    LOCKED_PUTS(
            "A put is refused while a transaction holds the entry's lock",
            o -> o.script("prelude", "for i = 2, 4 do", "for i = 2, 1 do"),
            "REPEATABLE_READ"),
    UNCLEAN_UNLOCKS(
            "⚔12 What a transaction holds is published only if it has seen all changes of the row",
            o -> o.script("unlock", "own and own.clean and #rest == 0", "own"),
            "READ_COMMITTED"),
    LATE_REGION_PUTS(
            "Bulk statements and evictions of regions refuse what comes late",
            o -> o.script("prelude", "for i = 6, 7 do", "for i = 6, 5 do")
                    .script("prelude", "for i = 2, 4 do", "for i = 2, 2 do"),
            "REPEATABLE_READ"),
    LOCKS_NOT_AWAITED(
            "A commit waits for its locks",
            o -> o.source(
                    "access/TransactionLocks",
                    "        await(deadline);\n        if (askAgain",
                    "        if (askAgain"),
            "READ_COMMITTED"),
    PUTS_AT_ONCE(
            "What a transaction loads waits for its commit (0002)",
            o -> o.source(
                    "access/SessionContext",
                    "if (kind.isOutsideTransaction() && !committing) {\n            return kind.readsCommittedRows() &&",
                    "if (!committing) {\n            return"),
            "READ_COMMITTED"),
    STAMP_OF_NOW(
            "⚔10 A session's stamp is that of its opening (0004)",
            o -> o.source(
                    "access/SessionContext",
                    "node.storage().put(put.region(), put.key(), stamps.get(",
                    "node.storage().put(put.region(), put.key(), node.storage().stamps().get("),
            "REPEATABLE_READ"),
    TABLES_NOT_LOCKED(
            "⚔17 A table is locked while a transaction changes it",
            o -> o.source(
                    "access/TableAccess",
                    "        SessionContext.of(session).lockTables(storageRegion, keys.of(tables));\n",
                    ""),
            "READ_COMMITTED");

    private final String rule;
    private final Change change;
    private final String isolation;
    private final Set<Fault> faults;

    /** @param faults without which it does not show */
    CheckedControl(String rule, Change change, String isolation, Fault... faults) {
        this.rule = rule;
        this.change = change;
        this.isolation = isolation;
        this.faults = EnumSet.noneOf(Fault.class);
        this.faults.addAll(Set.of(faults));
    }

    @Override
    public String rule() {
        return rule;
    }

    @Override
    public Change change() {
        return change;
    }

    @Override
    public String caughtBy() {
        return "the checker";
    }

    /** The database's isolation level at which it shows soonest. */
    String isolation() {
        return isolation;
    }

    Set<Fault> faults() {
        return faults;
    }
}
