// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.CallEntities.awaitCached;
import static io.slotcache.it.CallEntities.cold;
import static io.slotcache.it.CallEntities.newAccount;
import static io.slotcache.it.CallEntities.rowOf;
import static io.slotcache.it.CallEntities.rowsOf;
import static io.slotcache.it.CallEntities.warm;
import static io.slotcache.it.CallRow.row;

import io.slotcache.it.Accounts.Strict;
import io.slotcache.it.CallEntities.Shallow;
import io.slotcache.it.CallRow.Preparation;
import io.slotcache.it.Things.Plain;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hibernate.Session;

/** Rows of {@link CallsIT}: queries, of which the lease of the tables' partition is read too, in one pipeline with the tables. */
final class QueryCalls {

    private static final String NAMES = "select p.name from Plain p where p.id = :id";
    private static final String JOINED =
            "select p.name from Plain p left join Versioned v on v.id = p.id left join Nonstrict n on n.id = p.id where p.id = :id";

    private QueryCalls() {}

    static List<CallRow> rows() {
        return Stream.of(ofValues(), ofEntities()).flatMap(List::stream).toList();
    }

    private static List<CallRow> ofValues() {
        return List.of(
                row("cached query, hit, any number of tables")
                        .sends("MGET result", "HMGET table")
                        .waits(2)
                        .of("one table", warm(rowOf(Plain.class), cached(NAMES)))
                        .of("three tables", warm(rowOf(Plain.class), cached(JOINED)))
                        .of(
                                "native",
                                warm(
                                        rowOf(Plain.class),
                                        (session, id) -> session.createNativeQuery(
                                                        "select name from Plain where id = :id", String.class)
                                                .addSynchronizedEntityClass(Plain.class)
                                                .setParameter("id", id)
                                                .setCacheable(true)
                                                .getResultList())),
                row("cached query, miss")
                        .sends("MGET result", "PUT result")
                        .waits(1)
                        .statements(1)
                        .of(cold(rowOf(Plain.class), cached(NAMES))),
                row("cached query, its table changed since")
                        .sends("MGET result", "HMGET table", "PUT result")
                        .waits(2)
                        .statements(1)
                        .of(node -> {
                            Long id = CallEntities.newThing(node, Plain.class);
                            awaitCached(node, session -> cached(NAMES).accept(session, id));
                            CallEntities.newThing(node, Plain.class);
                            return () ->
                                    node.inTransaction(session -> cached(NAMES).accept(session, id));
                        }),
                // Looking at the tables has told that this session's results would not count either.
                row("cached query, its table changed since the session began")
                        .sends("MGET result", "HMGET table")
                        .waits(2)
                        .statements(1)
                        .of(node -> {
                            Long id = CallEntities.newThing(node, Plain.class);
                            awaitCached(node, session -> cached(NAMES).accept(session, id));
                            Session session = node.factory().openSession();
                            CallEntities.newThing(node, Plain.class);
                            return () -> {
                                try (session) {
                                    session.beginTransaction();
                                    cached(NAMES).accept(session, id);
                                    session.getTransaction().commit();
                                }
                            };
                        }),
                row("cached query of a table that the transaction changes")
                        .sends(
                                "MGET result",
                                "MGET entity",
                                "LOCK entity",
                                "UNLOCK entity",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(2)
                        .statements(2)
                        .of(warm(rowOf(Plain.class), QueryCalls::findAndQuery, (session, id) -> {
                            session.find(Plain.class, id).setName("new");
                            cached(NAMES).accept(session, id);
                        })));
    }

    private static void findAndQuery(Session session, Long id) {
        session.find(Plain.class, id);
        cached(NAMES).accept(session, id);
    }

    private static List<CallRow> ofEntities() {
        return List.of(
                row("cached query of 3 entities, hit")
                        .sends("MGET result", "HMGET table")
                        .waits(2)
                        .of(entities(Plain.class)),
                row("cached query of 3 entities, miss")
                        .sends("MGET result", "PUT entity × 3", "PUT result")
                        .waits(1)
                        .statements(1)
                        .of(cold(rowsOf(Plain.class), cachedEntities(Plain.class))),
                row("cached query of 3 entities, hit, layout SHALLOW")
                        .sends("MGET result", "HMGET table", "MGET entity × 3")
                        .waits(5)
                        .of(entities(Shallow.class)),
                row("cached query of 3 entities with natural ids, hit")
                        .sends("MGET result", "HMGET table", "MGET natural id × 3")
                        .waits(5)
                        .of(warm(QueryCalls::accounts, cachedEntities(Strict.class))),
                row("query of 3 entities, not cached")
                        .sends("PUT entity × 3")
                        .statements(1)
                        .of(cold(
                                rowsOf(Plain.class),
                                (session, ids) -> session.createSelectionQuery(
                                                "from Plain where id in :ids", Plain.class)
                                        .setParameterList("ids", ids)
                                        .getResultList())));
    }

    private static <T extends Things.Thing> Preparation entities(Class<T> type) {
        return warm(
                rowsOf(type),
                (session, ids) -> {
                    session.findMultiple(type, ids);
                    session.clear();
                    cachedEntities(type).accept(session, ids);
                },
                (session, ids) -> cachedEntities(type).accept(session, ids));
    }

    private static List<Long> accounts(TestNode node) {
        return Stream.of(newAccount(node, Strict.class), newAccount(node, Strict.class), newAccount(node, Strict.class))
                .map(account -> account.id)
                .toList();
    }

    private static BiConsumer<Session, Long> cached(String hql) {
        return (session, id) -> session.createSelectionQuery(hql, String.class)
                .setParameter("id", id)
                .setCacheable(true)
                .getResultList();
    }

    private static BiConsumer<Session, List<Long>> cachedEntities(Class<?> type) {
        return (session, ids) -> session.createSelectionQuery(
                        "from " + type.getSimpleName() + " where id in :ids", Object.class)
                .setParameterList("ids", ids)
                .setCacheable(true)
                .getResultList();
    }
}
