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
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
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
        NATIVE_WITH_ENTITY_CLASS,
        NATIVE_WITH_ENTITY_NAME,
        NATIVE_WITH_TABLE,
        NATIVE_WITH_HINT,
        NATIVE_WITHOUT_SPACE;

        private static final String UPDATE = "update Plain set name = 'new' where id = :id";

        int run(SharedSessionContract session, Long id) {
            MutationQuery query = switch (this) {
                case HQL_UPDATE -> session.createMutationQuery(UPDATE);
                case HQL_DELETE -> session.createMutationQuery("delete Plain where id = :id");
                case NATIVE_WITH_ENTITY_CLASS ->
                    session.createNativeQuery(UPDATE).addSynchronizedEntityClass(Plain.class);
                case NATIVE_WITH_ENTITY_NAME ->
                    session.createNativeQuery(UPDATE).addSynchronizedEntityName(Plain.class.getName());
                case NATIVE_WITH_TABLE -> session.createNativeQuery(UPDATE).addSynchronizedQuerySpace("Plain");
                case NATIVE_WITH_HINT ->
                    session.createNativeQuery(UPDATE).setHint("org.hibernate.query.native.spaces", "Plain");
                case NATIVE_WITHOUT_SPACE -> session.createNativeMutationQuery(UPDATE);
            };
            return query.setParameter("id", id).executeUpdate();
        }

        String committedName() {
            return this == HQL_DELETE ? null : "new";
        }
    }

    private enum Kind {
        STATEFUL,
        STATELESS;

        SharedSessionContract open() {
            return this == STATEFUL
                    ? nodes.first().factory().openSession()
                    : nodes.first().factory().openStatelessSession();
        }
    }

    static Stream<Arguments> statements() {
        return Arrays.stream(Statement.values())
                .flatMap(statement -> Arrays.stream(Kind.values()).map(kind -> Arguments.of(statement, kind)));
    }

    static Stream<Arguments> outcomes() {
        return statements()
                .flatMap(pair ->
                        Stream.of(true, false).map(committed -> Arguments.of(pair.get()[0], pair.get()[1], committed)));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void readers_on_the_other_node_see_what_is_committed(Statement statement, Kind kind, boolean committed) {
        Long id = nodes.cached(Plain.class, "old");
        Long neighbour = nodes.cached(Plain.class, "neighbour");
        try (SharedSessionContract session = kind.open()) {
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

    /** A session may run several, and between them change rows one by one. */
    @ParameterizedTest
    @EnumSource
    void statement_beside_changes_of_rows_in_one_transaction(Kind kind) {
        Long bulk = nodes.cached(Plain.class, "old");
        Long single = nodes.cached(Plain.class, "old");
        try (SharedSessionContract session = kind.open()) {
            session.beginTransaction();
            change(session, single);
            Statement.HQL_UPDATE.run(session, bulk);
            Statement.NATIVE_WITH_TABLE.run(session, bulk);
            session.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        assertSecondMisses(bulk, "new");
        assertSecondMisses(single, "changed");
        assertThat(nodes.second().awaitHit(Plain.class, single).getName()).isEqualTo("changed");
        assertThat(nodes.isRegionLocked(Plain.class, bulk)).isFalse();
        assertThat(nodes.isLocked(Plain.class, single)).isFalse();
    }

    private static void change(SharedSessionContract session, Long id) {
        if (session instanceof Session stateful) {
            stateful.find(Plain.class, id).setName("changed");
            stateful.flush();
        } else {
            StatelessSession stateless = (StatelessSession) session;
            Plain thing = stateless.get(Plain.class, id);
            thing.setName("changed");
            stateless.update(thing);
        }
    }

    static Stream<Arguments> statementsWithSpaces() {
        return statements().filter(pair -> pair.get()[0] != Statement.NATIVE_WITHOUT_SPACE);
    }

    @ParameterizedTest
    @MethodSource("statementsWithSpaces")
    void other_regions_stay_cached(Statement statement, Kind kind) {
        Long id = nodes.cached(Plain.class, "old");
        Long other = nodes.cached(Versioned.class, "other");
        try (SharedSessionContract session = kind.open()) {
            session.beginTransaction();
            statement.run(session, id);
            assertThat(nodes.second().find(Versioned.class, other).isHit()).isTrue();
            session.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        assertThat(nodes.second().find(Versioned.class, other).isHit()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void native_statement_without_space_voids_every_region(Kind kind) {
        Long id = nodes.cached(Plain.class, "old");
        Long other = nodes.cached(Versioned.class, "other");
        try (SharedSessionContract session = kind.open()) {
            session.beginTransaction();
            Statement.NATIVE_WITHOUT_SPACE.run(session, id);
            session.getTransaction().commit();
        }
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
