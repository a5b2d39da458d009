// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.CallEntities.THINGS;
import static io.slotcache.it.CallEntities.accountOf;
import static io.slotcache.it.CallEntities.cold;
import static io.slotcache.it.CallEntities.inTransaction;
import static io.slotcache.it.CallEntities.newThing;
import static io.slotcache.it.CallEntities.rowOf;
import static io.slotcache.it.CallEntities.rowsOf;
import static io.slotcache.it.CallEntities.warm;
import static io.slotcache.it.CallRow.row;

import io.slotcache.it.Accounts.Strict;
import io.slotcache.it.Playlists.Comment;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.Things.Plain;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;

/** Rows of {@link CallsIT}: sessions that change nothing. */
final class ReadCalls {

    private ReadCalls() {}

    static List<CallRow> rows() {
        return Stream.of(ofSessions(), ofEntities(), ofNaturalIds(), ofCollections(), ofModes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<CallRow> ofSessions() {
        return List.of(
                row("open and close a session, stateless or not").of(node -> () -> {
                    node.factory().openSession().close();
                    node.factory().openStatelessSession().close();
                }),
                row("transaction without anything cached")
                        .statements(1)
                        .of(inTransaction(session -> session.createNativeQuery("select 1", Integer.class)
                                .getSingleResult())));
    }

    private static List<CallRow> ofEntities() {
        return List.of(
                row("`find`, hit")
                        .sends("MGET entity")
                        .waits(1)
                        .ofEach(THINGS, type -> warm(rowOf(type), (session, id) -> session.find(type, id))),
                row("`find`, miss")
                        .sends("MGET entity", "PUT entity")
                        .waits(1)
                        .statements(1)
                        .ofEach(THINGS, type -> cold(rowOf(type), (session, id) -> session.find(type, id))),
                row("`find`, no such row")
                        .sends("MGET entity")
                        .waits(1)
                        .statements(1)
                        .of(inTransaction(session -> session.find(Plain.class, -1L))),
                row("`getReference` that stays uninitialized")
                        .of(cold(rowOf(Plain.class), (session, id) -> session.getReference(Plain.class, id))),
                row("proxy initialized, hit")
                        .sends("MGET entity")
                        .waits(1)
                        .of(warm(
                                rowOf(Plain.class),
                                (session, id) -> Hibernate.initialize(session.getReference(Plain.class, id)))),
                row("`findMultiple` of 3, hits")
                        .sends("MGET entity × 3")
                        .waits(3)
                        .of(warm(rowsOf(Plain.class), (session, ids) -> session.findMultiple(Plain.class, ids))),
                row("`findMultiple` of 3, misses")
                        .sends("MGET entity × 3", "PUT entity × 3")
                        .waits(3)
                        .statements(1)
                        .of(cold(rowsOf(Plain.class), (session, ids) -> session.findMultiple(Plain.class, ids))),
                row("`find` with a `@ManyToOne` that is fetched with it, hits")
                        .sends("MGET entity × 2")
                        .waits(2)
                        .of(warm(CallEntities::comment, (session, id) -> session.find(Comment.class, id))),
                // Hibernate reads the row and has the entry evicted meanwhile.
                row("`find` with a pessimistic lock")
                        .sends("LOCK entity", "UNLOCK entity")
                        .waits(1)
                        .statements(1)
                        .of(warm(
                                rowOf(Plain.class),
                                (session, id) -> session.find(Plain.class, id),
                                (session, id) -> session.find(Plain.class, id, LockModeType.PESSIMISTIC_WRITE))),
                row("`Cache.contains`").sends("MGET entity").waits(1).of(node -> {
                    Long id = newThing(node, Plain.class);
                    return () -> node.factory().getCache().contains(Plain.class, id);
                }));
    }

    private static List<CallRow> ofNaturalIds() {
        return List.of(
                row("`find` of an entity with a natural id, hit")
                        .sends("MGET entity", "MGET natural id")
                        .waits(2)
                        .of(warm(
                                accountOf(Strict.class), (session, account) -> session.find(Strict.class, account.id))),
                row("`find` of an entity with a natural id, miss")
                        .sends("MGET entity", "MGET natural id", "PUT entity", "PUT natural id")
                        .waits(2)
                        .statements(1)
                        .of(cold(
                                accountOf(Strict.class), (session, account) -> session.find(Strict.class, account.id))),
                row("find by natural id, hit")
                        .sends("MGET entity", "MGET natural id")
                        .waits(2)
                        .of(warm(
                                accountOf(Strict.class),
                                (session, account) ->
                                        session.bySimpleNaturalId(Strict.class).load(account.getCode()))),
                // One statement finds both; before it puts the natural id Hibernate looks once more.
                row("find by natural id, miss")
                        .sends("MGET natural id × 2", "PUT entity", "PUT natural id")
                        .waits(2)
                        .statements(1)
                        .of(cold(
                                accountOf(Strict.class),
                                (session, account) ->
                                        session.bySimpleNaturalId(Strict.class).load(account.getCode()))));
    }

    private static List<CallRow> ofCollections() {
        return List.of(
                row("collection of values, with its owner, hits")
                        .sends("MGET entity", "MGET collection")
                        .waits(2)
                        .of(warm(
                                CallEntities::playlist,
                                (session, id) -> Hibernate.initialize(session.find(Playlist.class, id).tags))),
                row("collection of values, with its owner, misses")
                        .sends("MGET entity", "MGET collection", "PUT entity", "PUT collection")
                        .waits(2)
                        .statements(2)
                        .of(cold(
                                CallEntities::playlist,
                                (session, id) -> Hibernate.initialize(session.find(Playlist.class, id).tags))),
                row("collection of 3 entities, with its owner, hits")
                        .sends("MGET entity × 4", "MGET collection")
                        .waits(5)
                        .of(warm(
                                CallEntities::playlist,
                                (session, id) -> Hibernate.initialize(session.find(Playlist.class, id).tracks))),
                row("collection of 3 entities, with its owner, misses")
                        .sends("MGET entity", "MGET collection", "PUT entity × 4", "PUT collection")
                        .waits(2)
                        .statements(2)
                        .of(cold(
                                CallEntities::playlist,
                                (session, id) -> Hibernate.initialize(session.find(Playlist.class, id).tracks))),
                row("inverse collection of 3 entities, with its owner, hits")
                        .sends("MGET entity × 4", "MGET collection")
                        .waits(5)
                        .of(warm(
                                CallEntities::playlist,
                                (session, id) -> Hibernate.initialize(session.find(Playlist.class, id).comments))));
    }

    private static List<CallRow> ofModes() {
        return List.of(
                row("`find`, `CacheRetrieveMode.BYPASS`")
                        .sends("PUT entity")
                        .statements(1)
                        .of(cold(
                                rowOf(Plain.class),
                                (session, id) -> session.find(Plain.class, id, CacheRetrieveMode.BYPASS))),
                row("`find`, `CacheStoreMode.BYPASS`, miss")
                        .sends("MGET entity")
                        .waits(1)
                        .statements(1)
                        .of(cold(
                                rowOf(Plain.class),
                                (session, id) -> session.find(Plain.class, id, CacheStoreMode.BYPASS))),
                row("`find`, `CacheMode.IGNORE`")
                        .statements(1)
                        .of(cold(
                                rowOf(Plain.class), (session, id) -> session.find(Plain.class, id, CacheMode.IGNORE))));
    }
}
