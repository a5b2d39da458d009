// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import java.util.Arrays;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements that change rows by a condition: the cache learns only which regions they may touch. */
@ExtendWith(EmbeddedClusterExtension.class)
final class BulkStatementIT {

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private enum Statement {
        HQL_UPDATE,
        HQL_DELETE,
        NATIVE_WITH_SPACE,
        NATIVE_WITHOUT_SPACE;

        int run(Session session, Long id) {
            MutationQuery query = switch (this) {
                case HQL_UPDATE -> session.createMutationQuery("update Plain set name = 'new' where id = :id");
                case HQL_DELETE -> session.createMutationQuery("delete Plain where id = :id");
                case NATIVE_WITH_SPACE ->
                    session.createNativeQuery("update Plain set name = 'new' where id = :id")
                            .addSynchronizedEntityClass(Plain.class);
                case NATIVE_WITHOUT_SPACE ->
                    session.createNativeMutationQuery("update Plain set name = 'new' where id = :id");
            };
            return query.setParameter("id", id).executeUpdate();
        }

        String committedName() {
            return this == HQL_DELETE ? null : "new";
        }
    }

    static Stream<Arguments> outcomes() {
        return Arrays.stream(Statement.values())
                .flatMap(statement -> Stream.of(Arguments.of(statement, true), Arguments.of(statement, false)));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void readers_on_the_other_node_see_what_is_committed(Statement statement, boolean committed) {
        Long id = nodes.cached(Plain.class, "old");
        Long neighbour = nodes.cached(Plain.class, "neighbour");
        try (Session session = nodes.first().factory().openSession()) {
            session.beginTransaction();
            assertThat(statement.run(session, id)).isEqualTo(1);
            // While the statement is not committed the region is read from the database, and nothing of it is stored.
            for (int i = 0; i < 2; i++) {
                assertSecondMisses(id, "old");
                assertSecondMisses(neighbour, "neighbour");
            }
            if (committed) {
                session.getTransaction().commit();
            } else {
                session.getTransaction().rollback();
            }
        }
        nodes.first().awaitQuiet();
        assertSecondMisses(id, committed ? statement.committedName() : "old");
        assertThat(nodes.second().awaitHit(Plain.class, neighbour).getName()).isEqualTo("neighbour");
        assertThat(nodes.first().awaitHit(Plain.class, neighbour).getName()).isEqualTo("neighbour");
    }

    @ParameterizedTest
    @EnumSource(names = {"HQL_UPDATE", "NATIVE_WITH_SPACE"})
    void other_regions_stay_cached(Statement statement) {
        Long id = nodes.cached(Plain.class, "old");
        Long other = nodes.cached(Versioned.class, "other");
        nodes.first().inTransaction(session -> {
            statement.run(session, id);
            assertThat(nodes.second().find(Versioned.class, other).isHit()).isTrue();
        });
        nodes.first().awaitQuiet();
        assertThat(nodes.second().find(Versioned.class, other).isHit()).isTrue();
    }

    @Test
    void native_statement_without_space_voids_every_region() {
        Long id = nodes.cached(Plain.class, "old");
        Long other = nodes.cached(Versioned.class, "other");
        nodes.first().inTransaction(session -> Statement.NATIVE_WITHOUT_SPACE.run(session, id));
        nodes.first().awaitQuiet();
        assertThat(nodes.second().find(Versioned.class, other).isHit()).isFalse();
    }

    @Test
    void own_rolled_back_bulk_insert_is_not_stored() {
        Long id = nodes.persisted(Nonstrict.class, "never committed");
        TwoNodes.rollBack(nodes.first(), session -> {
            session.createMutationQuery(
                            "insert into Plain (id, name) select n.id, n.name from Nonstrict n where n.id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
            assertThat(session.find(Plain.class, id).getName()).isEqualTo("never committed");
        });
        assertSecondMisses(id, null);
    }

    @Test
    void overlapping_statements_do_not_release_each_others_lock() {
        Long one = nodes.cached(Plain.class, "old");
        Long other = nodes.cached(Plain.class, "old");
        try (Session longer = nodes.first().factory().openSession()) {
            longer.beginTransaction();
            Statement.HQL_UPDATE.run(longer, one);
            nodes.second().inTransaction(session -> Statement.HQL_UPDATE.run(session, other));
            nodes.second().awaitQuiet();
            for (int i = 0; i < 2; i++) {
                assertSecondMisses(one, "old");
            }
            longer.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        assertSecondMisses(one, "new");
        assertSecondMisses(other, "new");
    }

    @Test
    void update_of_a_row_beside_a_bulk_statement_is_not_published() {
        Long id = nodes.cached(Plain.class, "old");
        try (Session bulk = nodes.first().factory().openSession()) {
            bulk.beginTransaction();
            assertThat(Statement.HQL_UPDATE.run(bulk, -1L)).isZero();
            nodes.changeBySecond(Plain.class, id, thing -> thing.setName("changed"));
            assertSecondMisses(id, "changed");
            bulk.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("changed");
    }

    private static void assertSecondMisses(Long id, String name) {
        Found<Plain> found = nodes.second().find(Plain.class, id);
        assertThat(found.entity() == null ? null : found.entity().getName())
                .isEqualTo(name)
                .isEqualTo(nodes.database().name(Plain.class, id));
        assertThat(found.isHit()).isFalse();
    }
}
