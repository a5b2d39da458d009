// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.CallEntities.accountOf;
import static io.slotcache.it.CallEntities.inTransaction;
import static io.slotcache.it.CallEntities.warm;
import static io.slotcache.it.CallRow.row;

import io.slotcache.it.Accounts.Account;
import io.slotcache.it.Accounts.Fixed;
import io.slotcache.it.Accounts.Loose;
import io.slotcache.it.Accounts.Strict;
import io.slotcache.it.CallRow.Preparation;
import java.util.List;
import java.util.function.Consumer;

/** Rows of {@link CallsIT}: sessions that change entities with a cached natural id. */
final class NaturalIdCalls {

    private NaturalIdCalls() {}

    static List<CallRow> rows() {
        return List.of(
                row("`persist` with a natural id")
                        .sends("PUT entity", "PUT natural id", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(inTransaction(session -> {
                            Long id = TwoNodes.newId();
                            session.persist(Accounts.create(Strict.class, id, "code-" + id));
                        })),
                row("`find`, update of another attribute than the natural id")
                        .sends(
                                "MGET entity",
                                "MGET natural id",
                                "LOCK entity",
                                "UNLOCK entity",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(3)
                        .statements(1)
                        .of(changeAccount(Strict.class, account -> account.note = "new")),
                // Just before the commit it asks whether somebody else has locked the row.
                row("the same, no version")
                        .sends(
                                "MGET entity",
                                "MGET natural id",
                                "LOCK entity × 2",
                                "UNLOCK entity",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(4)
                        .statements(1)
                        .of(changeAccount(Loose.class, account -> account.note = "new")),
                row("`find`, change of the natural id")
                        .sends(
                                "MGET entity",
                                "MGET natural id",
                                "LOCK entity",
                                "UNLOCK entity",
                                "LOCK natural id × 2",
                                "UNLOCK natural id × 2",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(3)
                        .statements(1)
                        .of(changeAccount(Strict.class, account -> account.setCode("new-" + account.id))),
                row("`find`, `remove` with a natural id")
                        .sends(
                                "MGET entity",
                                "MGET natural id",
                                "LOCK entity",
                                "UNLOCK entity",
                                "LOCK natural id",
                                "UNLOCK natural id",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(3)
                        .statements(1)
                        .of("mutable", removeAccount(Strict.class))
                        .of("immutable", removeAccount(Fixed.class)));
    }

    private static <T extends Account> Preparation changeAccount(Class<T> type, Consumer<T> change) {
        return warm(
                accountOf(type),
                (session, account) -> session.find(type, account.id),
                (session, account) -> change.accept(session.find(type, account.id)));
    }

    private static <T extends Account> Preparation removeAccount(Class<T> type) {
        return warm(
                accountOf(type),
                (session, account) -> session.find(type, account.id),
                (session, account) -> session.remove(session.find(type, account.id)));
    }
}
