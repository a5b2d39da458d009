// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Accounts.Account;
import io.slotcache.it.Accounts.Fixed;
import io.slotcache.it.Accounts.Ledger;
import io.slotcache.it.Accounts.Loose;
import io.slotcache.it.Accounts.Nonstrict;
import io.slotcache.it.Accounts.Strict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** StatelessSessions: Hibernate tells their changes to no natural id's access. */
@ExtendWith(EmbeddedClusterExtension.class)
final class NaturalIdStatelessIT {

    private static NaturalIds naturalIds;

    /** Its connections commit each statement by themselves. */
    private static TestNode autoCommitting;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        Map<String, Object> inspected = Map.of("hibernate.session_factory.statement_inspector", new Interruption());
        naturalIds = NaturalIds.start(cluster, inspected, Accounts.ALL);
        autoCommitting = naturalIds
                .nodes()
                .add(
                        Map.of(
                                "hibernate.connection.autocommit",
                                "true",
                                "hibernate.session_factory.statement_inspector",
                                new Interruption()),
                        Accounts.ALL);
    }

    @AfterAll
    static void stop() {
        naturalIds.close();
    }

    private enum Change {
        RENAME {
            @Override
            <T extends Account> void make(StatelessSession session, T account, String code) {
                account.setCode(code);
                session.update(account);
            }
        },
        UPSERT {
            @Override
            <T extends Account> void make(StatelessSession session, T account, String code) {
                account.setCode(code);
                session.upsert(account);
            }
        },
        DELETE {
            @Override
            <T extends Account> void make(StatelessSession session, T account, String code) {
                session.delete(account);
            }
        },
        /** The row is found by its identifier, whatever the instance says otherwise. */
        DELETE_WITH_ANOTHER_CODE {
            @Override
            <T extends Account> void make(StatelessSession session, T account, String code) {
                account.setCode(code);
                session.delete(account);
            }
        };

        abstract <T extends Account> void make(StatelessSession session, T account, String code);

        boolean deletes() {
            return this == DELETE || this == DELETE_WITH_ANOTHER_CODE;
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Strict.class, Loose.class, Nonstrict.class, Fixed.class, Ledger.class)
                .flatMap(type -> Arrays.stream(Change.values())
                        .filter(change -> type != Fixed.class && type != Ledger.class || change.deletes())
                        .map(change -> Arguments.of(type, change)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T extends Account> void committed(Class<T> type, Change change) {
        String old = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(type, old);
        naturalIds.first().factory().inStatelessTransaction(session -> make(session, type, change, id, code));
        naturalIds.first().awaitQuiet();
        assertSeen(type, change, id, old, code);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T extends Account> void outside_a_transaction(Class<T> type, Change change) {
        String old = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(type, old);
        autoCommitting.factory().inStatelessSession(session -> make(session, type, change, id, code));
        autoCommitting.awaitQuiet();
        assertSeen(type, change, id, old, code);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T extends Account> void rolled_back(Class<T> type, Change change) {
        String old = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(type, old);
        try (StatelessSession session = naturalIds.first().factory().openStatelessSession()) {
            session.beginTransaction();
            make(session, type, change, id, code);
            session.getTransaction().rollback();
        }
        naturalIds.first().awaitQuiet();
        assertThat(naturalIds.holders(type, old)).isZero();
        assertThat(NaturalIds.resolves(naturalIds.second(), type, code)).isFalse();
        assertThat(NaturalIds.find(naturalIds.second(), type, old).entity().id).isEqualTo(id);
        assertThat(NaturalIds.awaitHit(naturalIds.first(), type, old).id).isEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T extends Account> void resolution_is_not_stored_between_statement_and_commit(Class<T> type, Change change) {
        String old = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(type, old);
        try (StatelessSession session = naturalIds.first().factory().openStatelessSession()) {
            session.beginTransaction();
            make(session, type, change, id, code);
            NaturalIds.assertStaysMiss(naturalIds.second(), type, old);
            session.getTransaction().commit();
        }
        naturalIds.first().awaitQuiet();
        assertSeen(type, change, id, old, code);
    }

    private static <T extends Account> void make(
            StatelessSession session, Class<T> type, Change change, Long id, String code) {
        change.make(session, session.get(type, id), code);
    }

    private static <T extends Account> void assertSeen(Class<T> type, Change change, Long id, String old, String code) {
        for (TestNode node : new TestNode[] {naturalIds.second(), naturalIds.first()}) {
            assertThat(NaturalIds.resolves(node, type, old)).isFalse();
            T found = NaturalIds.find(node, type, code).entity();
            assertThat(found == null ? null : found.id).isEqualTo(change.deletes() ? null : id);
        }
        assertThat(naturalIds.holders(type, old)).isZero();
        if (!change.deletes()) {
            assertThat(NaturalIds.awaitHit(naturalIds.second(), type, code).id).isEqualTo(id);
        }
    }

    @Test
    void rows_changed_in_one_batch() {
        List<String> old = Stream.generate(NaturalIds::newCode).limit(5).toList();
        List<Long> ids =
                old.stream().map(code -> naturalIds.cached(Strict.class, code)).toList();
        naturalIds.first().factory().inStatelessTransaction(session -> {
            List<Strict> accounts =
                    ids.stream().map(id -> session.get(Strict.class, id)).toList();
            accounts.forEach(account -> account.setCode("new-" + account.getCode()));
            session.updateMultiple(accounts);
        });
        naturalIds.first().awaitQuiet();
        for (int i = 0; i < ids.size(); i++) {
            assertThat(NaturalIds.resolves(naturalIds.second(), Strict.class, old.get(i)))
                    .isFalse();
            assertThat(NaturalIds.find(naturalIds.second(), Strict.class, "new-" + old.get(i))
                            .entity()
                            .id)
                    .isEqualTo(ids.get(i));
        }
    }

    @Test
    void row_that_upsert_inserts_is_found() {
        String code = NaturalIds.newCode();
        Long id = TwoNodes.newId();
        naturalIds
                .first()
                .factory()
                .inStatelessTransaction(session -> session.upsert(Accounts.create(Loose.class, id, code)));
        naturalIds.first().awaitQuiet();
        assertThat(NaturalIds.find(naturalIds.second(), Loose.class, code).entity().id)
                .isEqualTo(id);
    }

    /** The natural id that was read before the statement is no longer the row's when it runs. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void row_is_renamed_after_its_natural_id_was_read(boolean inTransaction) {
        String known = NaturalIds.newCode();
        String unknown = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(Loose.class, known);
        Consumer<StatelessSession> work = session -> {
            Loose account = session.get(Loose.class, id);
            account.setCode(code);
            Interruption.beforeNextChange(() -> {
                naturalIds.nodes().awaitLocked(Loose.class, id);
                naturalIds
                        .second()
                        .inTransaction(other ->
                                other.bySimpleNaturalId(Loose.class).load(known).setCode(unknown));
                naturalIds.second().awaitQuiet();
                assertThat(NaturalIds.awaitHit(naturalIds.second(), Loose.class, unknown))
                        .isNotNull();
            });
            session.update(account);
        };
        if (inTransaction) {
            naturalIds.first().factory().inStatelessTransaction(work);
        } else {
            autoCommitting.factory().inStatelessSession(work);
        }
        naturalIds.first().awaitQuiet();
        autoCommitting.awaitQuiet();
        for (TestNode node : new TestNode[] {naturalIds.second(), naturalIds.first(), autoCommitting}) {
            assertThat(NaturalIds.resolves(node, Loose.class, known)).isFalse();
            assertThat(NaturalIds.resolves(node, Loose.class, unknown)).isFalse();
            assertThat(NaturalIds.find(node, Loose.class, code).entity().id).isEqualTo(id);
        }
    }

    @Test
    void later_transaction_of_the_session_voids_nothing_of_a_statement_before_it() {
        String old = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(Loose.class, old);
        try (StatelessSession session = autoCommitting.factory().openStatelessSession()) {
            make(session, Loose.class, Change.RENAME, id, code);
            autoCommitting.awaitQuiet();
            NaturalIds.awaitHit(naturalIds.second(), Loose.class, code);
            session.beginTransaction();
            session.getTransaction().commit();
        }
        autoCommitting.awaitQuiet();
        assertThat(NaturalIds.find(naturalIds.second(), Loose.class, code).isHit())
                .isTrue();
    }

    /** On the connection and in the transaction of a session. */
    @ParameterizedTest
    @MethodSource("cases")
    <T extends Account> void child_of_a_session(Class<T> type, Change change) {
        String old = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(type, old);
        naturalIds.first().inTransaction(parent -> {
            try (StatelessSession child =
                    parent.statelessWithOptions().connection().open()) {
                make(child, type, change, id, code);
            }
        });
        naturalIds.first().awaitQuiet();
        assertSeen(type, change, id, old, code);
    }

    @Test
    void child_session_renames_deletes_and_inserts() {
        String renamed = NaturalIds.newCode();
        String deleted = NaturalIds.newCode();
        String inserted = NaturalIds.newCode();
        naturalIds.cached(Strict.class, renamed);
        naturalIds.cached(Strict.class, deleted);
        TwoNodes.rollBack(naturalIds.first(), parent -> inChild(parent, renamed, deleted, inserted));
        assertThat(NaturalIds.resolves(naturalIds.second(), Strict.class, renamed))
                .isTrue();
        assertThat(NaturalIds.resolves(naturalIds.second(), Strict.class, deleted))
                .isTrue();
        assertThat(NaturalIds.resolves(naturalIds.second(), Strict.class, inserted))
                .isFalse();

        naturalIds.first().inTransaction(parent -> inChild(parent, renamed, deleted, inserted));
        naturalIds.first().awaitQuiet();
        assertThat(NaturalIds.resolves(naturalIds.second(), Strict.class, renamed))
                .isFalse();
        assertThat(NaturalIds.resolves(naturalIds.second(), Strict.class, deleted))
                .isFalse();
        assertThat(NaturalIds.resolves(naturalIds.second(), Strict.class, inserted))
                .isTrue();
    }

    private static void inChild(Session parent, String renamed, String deleted, String inserted) {
        try (Session child = parent.sessionWithOptions().connection().openSession()) {
            child.bySimpleNaturalId(Strict.class).load(renamed).setCode(NaturalIds.newCode());
            child.remove(child.bySimpleNaturalId(Strict.class).load(deleted));
            child.persist(Accounts.create(Strict.class, TwoNodes.newId(), inserted));
            child.flush();
        }
    }
}
