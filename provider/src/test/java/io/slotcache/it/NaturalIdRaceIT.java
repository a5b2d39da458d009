// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Accounts.Account;
import io.slotcache.it.Accounts.Fixed;
import io.slotcache.it.Accounts.Loose;
import io.slotcache.it.Accounts.Nonstrict;
import io.slotcache.it.Accounts.Strict;
import io.slotcache.it.Accounts.Uncached;
import io.slotcache.it.Accounts.Unwatched;
import io.slotcache.it.NaturalIds.Resolved;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Synchronization;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads that read a natural id before another node's commit, and writers that do not know which natural id their row has by now. */
@ExtendWith(EmbeddedClusterExtension.class)
final class NaturalIdRaceIT {

    private static NaturalIds naturalIds;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        naturalIds = NaturalIds.start(
                cluster, Map.of("hibernate.session_factory.statement_inspector", new Interruption()), Accounts.ALL);
    }

    @AfterAll
    static void stop() {
        naturalIds.close();
    }

    private enum Change {
        RENAME {
            @Override
            <T extends Account> void make(Session session, Class<T> type, String code) {
                session.bySimpleNaturalId(type).load(code).setCode(NaturalIds.newCode());
            }
        },
        DELETE {
            @Override
            <T extends Account> void make(Session session, Class<T> type, String code) {
                session.remove(session.bySimpleNaturalId(type).load(code));
            }
        };

        abstract <T extends Account> void make(Session session, Class<T> type, String code);
    }

    static Stream<Arguments> changes() {
        return Stream.of(Strict.class, Loose.class, Nonstrict.class, Fixed.class, Uncached.class)
                .flatMap(type -> Arrays.stream(Change.values())
                        .filter(change -> type != Fixed.class || change == Change.DELETE)
                        .map(change -> Arguments.of(type, change)));
    }

    /** However new the stamp of its session: the row is there until the commit. */
    @ParameterizedTest
    @MethodSource("changes")
    <T extends Account> void resolution_is_not_stored_between_statement_and_commit(Class<T> type, Change change) {
        String code = NaturalIds.newCode();
        naturalIds.cached(type, code);
        try (Session session = naturalIds.first().factory().openSession()) {
            session.beginTransaction();
            change.make(session, type, code);
            session.flush();
            naturalIds.awaitLocked(type, code);
            NaturalIds.assertStaysMiss(naturalIds.second(), type, code);
            session.getTransaction().commit();
        }
        naturalIds.first().awaitQuiet();
        assertThat(NaturalIds.resolves(naturalIds.second(), type, code)).isFalse();
        assertThat(NaturalIds.resolves(naturalIds.first(), type, code)).isFalse();
        assertThat(naturalIds.holders(type, code)).isZero();
    }

    /** Hibernate's own eviction after the commit comes too late for who asks at once, and not at all if the JVM dies. */
    @ParameterizedTest
    @MethodSource("changes")
    <T extends Account> void resolution_is_gone_when_the_database_has_committed(Class<T> type, Change change) {
        String code = NaturalIds.newCode();
        naturalIds.cached(type, code);
        try (Session session = naturalIds.first().factory().openSession()) {
            session.beginTransaction();
            change.make(session, type, code);
            session.flush();
            NaturalIds.assertStaysMiss(naturalIds.second(), type, code);
            ((SessionImplementor) session)
                    .getTransactionCoordinator()
                    .getLocalSynchronizations()
                    .registerSynchronization(
                            new AfterCommit(() -> assertThat(NaturalIds.resolves(naturalIds.second(), type, code))
                                    .isFalse()));
            session.getTransaction().commit();
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    <T extends Account> void late_load_is_not_stored(Class<T> type, Change change) {
        String code = NaturalIds.newCode();
        naturalIds.persisted(type, code);
        try (Session late = naturalIds.second().factory().openSession()) {
            late.beginTransaction();
            assertThat(late.bySimpleNaturalId(type).load(code)).isNotNull();
            naturalIds.first().inTransaction(session -> change.make(session, type, code));
            naturalIds.first().awaitQuiet();
            late.getTransaction().commit();
        }
        naturalIds.second().awaitQuiet();
        assertThat(NaturalIds.resolves(naturalIds.second(), type, code)).isFalse();
        assertThat(NaturalIds.resolves(naturalIds.first(), type, code)).isFalse();
    }

    /** What a writer that knows an old state of a row does with it. */
    private enum OldWriter {
        /** Hibernate writes all columns, so the old natural id comes back. */
        OTHER_COLUMN(true) {
            @Override
            void change(Session session, Account account) {
                account.note = "new";
            }
        },
        RENAME(false) {
            @Override
            void change(Session session, Account account) {
                account.setCode(NaturalIds.newCode());
            }
        },
        DELETE(false) {
            @Override
            void change(Session session, Account account) {
                session.remove(account);
            }
        };

        private final boolean restores;

        OldWriter(boolean restores) {
            this.restores = restores;
        }

        abstract void change(Session session, Account account);
    }

    static Stream<Arguments> oldWriters() {
        return Stream.of(Loose.class, Unwatched.class)
                .flatMap(type -> Arrays.stream(OldWriter.values()).map(writer -> Arguments.of(type, writer)));
    }

    @ParameterizedTest
    @MethodSource("oldWriters")
    <T extends Account> void writer_that_knows_an_old_natural_id_leaves_the_new_one_to_nobody(
            Class<T> type, OldWriter writer) {
        String known = NaturalIds.newCode();
        String unknown = NaturalIds.newCode();
        Long id = naturalIds.cached(type, known);
        inTransaction(session -> {
            T account = session.find(type, id);
            renameBySecond(type, known, unknown);
            writer.change(session, account);
        });
        assertKnown(type, id, known, unknown, writer.restores);
    }

    /** Its lock is answered as clean: nobody else has asked for one yet. */
    @ParameterizedTest
    @MethodSource("oldWriters")
    <T extends Account> void writer_whose_row_is_renamed_after_its_lock_leaves_the_new_one_to_nobody(
            Class<T> type, OldWriter writer) {
        String known = NaturalIds.newCode();
        String unknown = NaturalIds.newCode();
        Long id = naturalIds.cached(type, known);
        inTransaction(session -> {
            writer.change(session, session.find(type, id));
            Interruption.beforeNextChange(() -> {
                naturalIds.nodes().awaitLocked(type, id);
                renameBySecond(type, known, unknown);
            });
        });
        assertKnown(type, id, known, unknown, writer.restores);
    }

    private static <T extends Account> void renameBySecond(Class<T> type, String from, String to) {
        naturalIds
                .second()
                .inTransaction(
                        session -> session.bySimpleNaturalId(type).load(from).setCode(to));
        naturalIds.second().awaitQuiet();
        assertThat(NaturalIds.awaitHit(naturalIds.second(), type, to)).isNotNull();
    }

    private static <T extends Account> void assertKnown(
            Class<T> type, Long id, String known, String unknown, boolean isThere) {
        for (TestNode node : new TestNode[] {naturalIds.second(), naturalIds.first()}) {
            assertThat(NaturalIds.resolves(node, type, unknown)).isFalse();
            Resolved<T> found = NaturalIds.find(node, type, known);
            assertThat(found.entity() == null ? null : found.entity().id).isEqualTo(isThere ? id : null);
        }
        if (isThere) {
            assertThat(NaturalIds.awaitHit(naturalIds.first(), type, known)).isNotNull();
            assertThat(NaturalIds.awaitHit(naturalIds.second(), type, known)).isNotNull();
        }
    }

    @Test
    void versioned_writer_that_knows_an_old_natural_id_fails() {
        String known = NaturalIds.newCode();
        String unknown = NaturalIds.newCode();
        Long id = naturalIds.cached(Strict.class, known);
        assertThatThrownBy(() -> inTransaction(session -> {
                    Strict account = session.find(Strict.class, id);
                    naturalIds
                            .second()
                            .inTransaction(other -> other.bySimpleNaturalId(Strict.class)
                                    .load(known)
                                    .setCode(unknown));
                    account.note = "new";
                }))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(NaturalIds.find(naturalIds.first(), Strict.class, unknown).entity().id)
                .isEqualTo(id);
        assertThat(NaturalIds.find(naturalIds.second(), Strict.class, known).entity())
                .isNull();
    }

    /** The price of not knowing is the region; of knowing, nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void other_natural_ids_stay_cached_unless_somebody_else_has_changed_the_row(boolean isChanged) {
        String code = NaturalIds.newCode();
        String other = NaturalIds.newCode();
        Long id = naturalIds.cached(Loose.class, code);
        naturalIds.cached(Loose.class, other);
        inTransaction(session -> {
            Loose account = session.find(Loose.class, id);
            if (isChanged) {
                renameBySecond(Loose.class, code, NaturalIds.newCode());
            }
            account.note = "new";
        });
        assertThat(NaturalIds.find(naturalIds.second(), Loose.class, other).isHit())
                .isEqualTo(!isChanged);
    }

    @Test
    void own_uncommitted_natural_id_is_resolved_by_its_transaction_alone() {
        String code = NaturalIds.newCode();
        String changed = NaturalIds.newCode();
        Long id = naturalIds.cached(Strict.class, code);
        TwoNodes.rollBack(naturalIds.first(), session -> {
            session.find(Strict.class, id).setCode(changed);
            session.flush();
            session.clear();
            assertThat(session.bySimpleNaturalId(Strict.class).load(changed).id).isEqualTo(id);
            assertThat(session.bySimpleNaturalId(Strict.class).load(code)).isNull();
            assertThat(NaturalIds.resolves(naturalIds.second(), Strict.class, changed))
                    .isFalse();
            assertThat(NaturalIds.find(naturalIds.second(), Strict.class, code).entity().id)
                    .isEqualTo(id);
        });
        assertThat(NaturalIds.resolves(naturalIds.second(), Strict.class, changed))
                .isFalse();
        assertThat(NaturalIds.find(naturalIds.first(), Strict.class, code).entity().id)
                .isEqualTo(id);
    }

    private static void inTransaction(Consumer<Session> work) {
        try {
            naturalIds.first().inTransaction(work);
        } finally {
            naturalIds.first().awaitQuiet();
        }
    }

    /** Hibernate calls it after the JDBC commit and before it completes the session, which unlocks and evicts. */
    private record AfterCommit(Runnable action) implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            action.run();
        }
    }
}
