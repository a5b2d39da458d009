// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.CallEntities.accountOf;
import static io.slotcache.it.CallEntities.awaitCached;
import static io.slotcache.it.CallEntities.rowOf;
import static io.slotcache.it.CallEntities.stateless;
import static io.slotcache.it.CallRow.row;

import io.slotcache.it.Accounts.Strict;
import io.slotcache.it.CallRow.Preparation;
import io.slotcache.it.Things.Plain;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** Rows of {@link CallsIT}: stateless sessions, which wait for each lock where it is taken. */
final class StatelessCalls {

    private StatelessCalls() {}

    static List<CallRow> rows() {
        return List.of(
                row("`get`, hit")
                        .sends("MGET entity")
                        .waits(1)
                        .of(onCached((session, id) -> session.get(Plain.class, id))),
                row("`get`, miss")
                        .sends("MGET entity", "PUT entity")
                        .waits(1)
                        .statements(1)
                        .of(node -> {
                            Long id = rowOf(Plain.class).apply(node);
                            return () -> node.factory().inStatelessTransaction(session -> session.get(Plain.class, id));
                        }),
                row("`insert` of 10 rows")
                        .sends("LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(10)
                        .of(stateless(session -> {
                            for (int i = 0; i < 10; i++) {
                                session.insert(Things.create(Plain.class, TwoNodes.newId(), "new"));
                            }
                        })),
                row("`update`")
                        .sends("LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(1)
                        .of(onCached((session, id) -> session.update(Things.create(Plain.class, id, "new")))),
                row("`upsert`")
                        .sends("LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(1)
                        .of(onCached((session, id) -> session.upsert(Things.create(Plain.class, id, "new")))),
                row("`delete`")
                        .sends("LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(1)
                        .of(onCached((session, id) -> session.delete(Things.create(Plain.class, id, "old")))),
                row("`update`, rolled back")
                        .sends("LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(1)
                        .of(node -> {
                            Long id = rowOf(Plain.class).apply(node);
                            return () -> {
                                try (StatelessSession session = node.factory().openStatelessSession()) {
                                    session.beginTransaction();
                                    session.update(Things.create(Plain.class, id, "new"));
                                    session.getTransaction().rollback();
                                }
                            };
                        }),
                // Hibernate tells a stateless session's cache nothing of natural ids, so the old one is read from the
                // database and locked.
                row("`update` of an entity with a natural id")
                        .sends(
                                "LOCK entity",
                                "UNLOCK entity",
                                "LOCK natural id",
                                "UNLOCK natural id",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(3)
                        .statements(2)
                        .of(cached(
                                accountOf(Strict.class),
                                (session, account) -> session.find(Strict.class, account.id),
                                (session, account) -> {
                                    account.note = "new";
                                    session.update(account);
                                })));
    }

    private static Preparation onCached(BiConsumer<StatelessSession, Long> work) {
        return cached(rowOf(Plain.class), (session, id) -> session.find(Plain.class, id), work);
    }

    private static <I> Preparation cached(
            Function<TestNode, I> rows, BiConsumer<Session, I> find, BiConsumer<StatelessSession, I> work) {
        return node -> {
            I given = rows.apply(node);
            awaitCached(node, session -> find.accept(session, given));
            return () -> node.factory().inStatelessTransaction(session -> work.accept(session, given));
        };
    }
}
