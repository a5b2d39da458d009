// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.CallEntities.awaitCached;
import static io.slotcache.it.CallEntities.inTransaction;
import static io.slotcache.it.CallEntities.rowOf;
import static io.slotcache.it.CallEntities.rowsOf;
import static io.slotcache.it.CallEntities.warm;
import static io.slotcache.it.CallRow.row;

import io.slotcache.it.CallEntities.Generated;
import io.slotcache.it.CallRow.Preparation;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.NonstrictVersioned;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.ReadOnly;
import io.slotcache.it.Things.Thing;
import io.slotcache.it.Things.Versioned;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;

/** Rows of {@link CallsIT}: sessions that change entities. What they change is in the cache. */
final class WriteCalls {

    private static final List<Class<? extends Thing>> CHANGEABLE =
            List.of(Plain.class, Versioned.class, Nonstrict.class, NonstrictVersioned.class);

    private WriteCalls() {}

    static List<CallRow> rows() {
        return Stream.of(ofInserts(), ofUpdates(), ofDeletes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<CallRow> ofInserts() {
        return List.of(
                // Hibernate asks the cache whether there is such a row.
                row("`persist`, assigned identifier, no version")
                        .sends("MGET entity", "PUT entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(1)
                        .of("READ_WRITE", persist(Plain.class))
                        .of("READ_ONLY", persist(ReadOnly.class)),
                row("`persist`, assigned identifier, no version, NONSTRICT_READ_WRITE")
                        .sends("MGET entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(1)
                        .of(persist(Nonstrict.class)),
                row("`persist`, assigned identifier and version")
                        .sends("PUT entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(persist(Versioned.class)),
                row("`persist`, assigned identifier and version, NONSTRICT_READ_WRITE")
                        .sends("LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(persist(NonstrictVersioned.class)),
                row("`persist`, generated identifier")
                        .sends("PUT entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(inTransaction(session -> session.persist(new Generated()))),
                row("`persist`, assigned identifier and version, rolled back")
                        .sends("LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(0)
                        .statements(1)
                        .of(node -> () -> TwoNodes.rollBack(
                                node,
                                session -> session.persist(Things.create(Versioned.class, TwoNodes.newId(), "new")))));
    }

    private static Preparation persist(Class<? extends Thing> type) {
        return inTransaction(session -> session.persist(Things.create(type, TwoNodes.newId(), "new")));
    }

    private static List<CallRow> ofUpdates() {
        return List.of(
                row("`find`, update")
                        .sends("MGET entity", "LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(1)
                        .ofEach(CHANGEABLE, type -> change(type, thing -> thing.setName("new"))),
                row("`find`, update in two flushes")
                        .sends("MGET entity", "LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(2)
                        .ofEach(
                                CHANGEABLE,
                                type -> work(type, (session, id) -> {
                                    session.find(type, id).setName("between");
                                    session.flush();
                                    session.find(type, id).setName("new");
                                })),
                row("`find`, update, flush, clear, `find` again")
                        .sends("MGET entity", "LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(2)
                        .ofEach(
                                CHANGEABLE,
                                type -> work(type, (session, id) -> {
                                    session.find(type, id).setName("new");
                                    session.flush();
                                    session.clear();
                                    session.find(type, id);
                                })),
                row("`find`, update, rolled back")
                        .sends("MGET entity", "LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .ofEach(CHANGEABLE, type -> node -> {
                            Long id = rowOf(type).apply(node);
                            awaitCached(node, session -> session.find(type, id));
                            return () -> TwoNodes.rollBack(
                                    node, session -> session.find(type, id).setName("new"));
                        }),
                // Hibernate asks whether there is such a row, then reads it.
                row("`merge` of a detached entity, no version")
                        .sends("MGET entity × 2", "LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(3)
                        .statements(1)
                        .of(work(Plain.class, (session, id) -> session.merge(Things.create(Plain.class, id, "new")))),
                row("3 of `find` and update")
                        .sends("MGET entity × 3", "LOCK entity × 3", "UNLOCK entity × 3", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(4)
                        .statements(3)
                        .of(warm(
                                rowsOf(Plain.class),
                                (session, ids) -> session.findMultiple(Plain.class, ids),
                                (session, ids) ->
                                        session.findMultiple(Plain.class, ids).forEach(thing -> thing.setName("new")))),
                // What the application refreshes it takes for old, so Hibernate has the entry evicted. Nothing is
                // put in its place: for all it knows, this session has changed the row.
                row("`find`, `refresh`")
                        .sends("MGET entity", "LOCK entity", "UNLOCK entity")
                        .waits(2)
                        .statements(1)
                        .ofEach(
                                CHANGEABLE,
                                type -> work(type, (session, id) -> session.refresh(session.find(type, id)))),
                row("`find`, `lock` by `PESSIMISTIC_WRITE`")
                        .sends("MGET entity", "LOCK entity", "UNLOCK entity")
                        .waits(2)
                        .statements(1)
                        .of(work(
                                Plain.class,
                                (session, id) ->
                                        session.lock(session.find(Plain.class, id), LockModeType.PESSIMISTIC_WRITE))),
                row("`find`, `lock` by `OPTIMISTIC_FORCE_INCREMENT`")
                        .sends("MGET entity", "LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(1)
                        .of(work(
                                Versioned.class,
                                (session, id) -> session.lock(
                                        session.find(Versioned.class, id), LockModeType.OPTIMISTIC_FORCE_INCREMENT))));
    }

    private static List<CallRow> ofDeletes() {
        return List.of(
                row("`find`, `remove`")
                        .sends("MGET entity", "LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(1)
                        .ofEach(
                                CallEntities.THINGS,
                                type -> work(type, (session, id) -> session.remove(session.find(type, id)))),
                row("`find`, `remove`, rolled back")
                        .sends("MGET entity", "LOCK entity", "UNLOCK entity", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(node -> {
                            Long id = rowOf(Plain.class).apply(node);
                            awaitCached(node, session -> session.find(Plain.class, id));
                            return () ->
                                    TwoNodes.rollBack(node, session -> session.remove(session.find(Plain.class, id)));
                        }));
    }

    private static <T extends Thing> Preparation work(Class<T> type, BiConsumer<Session, Long> work) {
        return warm(rowOf(type), (session, id) -> session.find(type, id), work);
    }

    private static <T extends Thing> Preparation change(Class<T> type, Consumer<Thing> change) {
        return work(type, (session, id) -> change.accept(session.find(type, id)));
    }
}
