// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.CallEntities.inTransaction;
import static io.slotcache.it.CallEntities.stateless;
import static io.slotcache.it.CallRow.row;

import io.slotcache.it.CallRow.Preparation;
import io.slotcache.it.Things.Plain;
import java.util.List;

/** Rows of {@link CallsIT}: statements that change rows by a condition, and lock a region in each of the 256 partitions. */
final class StatementCalls {

    private StatementCalls() {}

    static List<CallRow> rows() {
        return List.of(
                row("HQL `update`, `delete` or `insert … select`")
                        .sends("LOCK_REGION entity × 256", "UNLOCK_REGION entity × 256", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of("update", hql("update Plain set name = 'new' where id = -1"))
                        .of("delete", hql("delete Plain where id = -1"))
                        .of(
                                "insert",
                                hql(
                                        "insert into Plain (id, name) select n.id, n.name from Nonstrict n where n.id = -1")),
                row("HQL `update`, rolled back")
                        .sends("LOCK_REGION entity × 256", "UNLOCK_REGION entity × 256", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(node -> () -> TwoNodes.rollBack(
                                node,
                                session -> session.createMutationQuery("update Plain set name = 'new' where id = -1")
                                        .executeUpdate())),
                row("HQL `update` of an entity with a natural id")
                        .sends(
                                "LOCK_REGION entity × 256",
                                "UNLOCK_REGION entity × 256",
                                "LOCK_REGION natural id × 256",
                                "UNLOCK_REGION natural id × 256",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(hql("update Strict set note = 'new' where id = -1")),
                row("HQL `update` of an entity with 3 collections of its own")
                        .sends(
                                "LOCK_REGION entity × 256",
                                "UNLOCK_REGION entity × 256",
                                "LOCK_REGION collection × 768",
                                "UNLOCK_REGION collection × 768",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(hql("update Playlist set id = id where id = -1")),
                row("HQL `update` of an entity that is an element of 2 collections")
                        .sends(
                                "LOCK_REGION entity × 256",
                                "UNLOCK_REGION entity × 256",
                                "LOCK_REGION collection × 256",
                                "UNLOCK_REGION collection × 256",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(hql("update Track set name = 'new' where id = -1")),
                row("native statement, with a space")
                        .sends("LOCK_REGION entity × 256", "UNLOCK_REGION entity × 256", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(inTransaction(
                                session -> session.createNativeQuery("update Plain set name = 'new' where id = -1")
                                        .addSynchronizedEntityClass(Plain.class)
                                        .executeUpdate())),
                row("native statement, with a space that is no cached entity's")
                        .sends("LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(1)
                        .of(inTransaction(
                                session -> session.createNativeQuery("update Plain set name = 'new' where id = -1")
                                        .addSynchronizedQuerySpace("elsewhere")
                                        .executeUpdate())),
                row("native statement, without a space")
                        .sends(
                                "LOCK_REGION everything × 256",
                                "UNLOCK_REGION everything × 256",
                                "LOCK_TABLE × 13",
                                "UNLOCK_TABLE × 13")
                        .waits(1)
                        .statements(1)
                        .of(inTransaction(session -> session.createNativeMutationQuery(
                                        "update Plain set name = 'new' where id = -1")
                                .executeUpdate())),
                row("two HQL `update`s of one entity")
                        .sends("LOCK_REGION entity × 256", "UNLOCK_REGION entity × 256", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(1)
                        .statements(2)
                        .of(inTransaction(session -> {
                            for (int i = 0; i < 2; i++) {
                                session.createMutationQuery("update Plain set name = 'new' where id = -1")
                                        .executeUpdate();
                            }
                        })),
                row("HQL `update` in a stateless session")
                        .sends("LOCK_REGION entity × 256", "UNLOCK_REGION entity × 256", "LOCK_TABLE", "UNLOCK_TABLE")
                        .waits(2)
                        .statements(1)
                        .of(stateless(
                                session -> session.createMutationQuery("update Plain set name = 'new' where id = -1")
                                        .executeUpdate())));
    }

    private static Preparation hql(String statement) {
        return inTransaction(session -> session.createMutationQuery(statement).executeUpdate());
    }
}
