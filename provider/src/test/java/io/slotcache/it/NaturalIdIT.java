// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Accounts.Account;
import io.slotcache.it.Accounts.Fixed;
import io.slotcache.it.Accounts.Ledger;
import io.slotcache.it.Accounts.Loose;
import io.slotcache.it.Accounts.Nonstrict;
import io.slotcache.it.Accounts.Shared;
import io.slotcache.it.Accounts.Strict;
import io.slotcache.it.Accounts.Uncached;
import io.slotcache.it.NaturalIds.Resolved;
import java.util.Arrays;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each access type and each operation on natural ids, committed and rolled back: what the other node finds then, and whether in the cache. */
@ExtendWith(EmbeddedClusterExtension.class)
final class NaturalIdIT {

    private static NaturalIds naturalIds;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        naturalIds = NaturalIds.start(cluster);
    }

    @AfterAll
    static void stop() {
        naturalIds.close();
    }

    /** On a row of which the old code is in the cache. Which code resolves to it afterwards, and whether in the cache. */
    private enum Operation {
        CHANGE("new", true) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                session.bySimpleNaturalId(type).load(codes.old).setCode(codes.other);
            }
        },
        CHANGE_TWICE("new", true) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                T account = session.bySimpleNaturalId(type).load(codes.old);
                account.setCode(codes.never);
                session.flush();
                account.setCode(codes.other);
            }
        },
        CHANGE_AND_BACK("old", true) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                T account = session.bySimpleNaturalId(type).load(codes.old);
                account.setCode(codes.other);
                session.flush();
                account.setCode(codes.old);
            }
        },
        MERGE("new", true) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                T account = session.bySimpleNaturalId(type).load(codes.old);
                session.detach(account);
                account.setCode(codes.other);
                session.merge(account);
            }
        },
        OTHER_COLUMN("old", true) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                session.bySimpleNaturalId(type).load(codes.old).note = "new";
            }
        },
        /** Hibernate looks for changes of loaded natural ids before it looks up another. */
        CHANGE_FOUND_BEFORE_THE_FLUSH("new", true) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                T account = session.bySimpleNaturalId(type).load(codes.old);
                account.setCode(codes.other);
                assertThat(session.bySimpleNaturalId(type).load(codes.old)).isNull();
                assertThat(session.bySimpleNaturalId(type).load(codes.other)).isSameAs(account);
            }
        },
        DELETE("none", false) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                session.remove(session.bySimpleNaturalId(type).load(codes.old));
            }
        },
        CHANGE_AND_DELETE("none", false) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                T account = session.bySimpleNaturalId(type).load(codes.old);
                account.setCode(codes.other);
                session.flush();
                session.remove(account);
            }
        },
        /** Never flushed, the change shows in no statement. */
        CHANGE_IN_VAIN_AND_DELETE("none", false) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                T account = session.bySimpleNaturalId(type).load(codes.old);
                account.setCode(codes.other);
                session.remove(account);
            }
        },
        DELETE_AN_UNLOADED_PROXY("none", false) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                session.remove(session.bySimpleNaturalId(type).getReference(codes.old));
            }
        },
        REFRESH("old", true) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                session.refresh(session.bySimpleNaturalId(type).load(codes.old));
            }
        },
        INSERT_AND_DELETE_ANOTHER("old", true) {
            @Override
            <T extends Account> void run(Session session, Class<T> type, Codes codes) {
                T account = Accounts.create(type, TwoNodes.newId(), codes.other);
                session.persist(account);
                session.flush();
                session.remove(account);
            }
        };

        private final String resolving;
        private final boolean isKnown;

        Operation(String resolving, boolean isKnown) {
            this.resolving = resolving;
            this.isKnown = isKnown;
        }

        abstract <T extends Account> void run(Session session, Class<T> type, Codes codes);

        boolean isOfFixed() {
            return !name().contains("CHANGE") && this != OTHER_COLUMN && this != MERGE;
        }

        /** Whether the other node's first look at the natural id is a hit. */
        boolean publishes(Class<?> type) {
            boolean keeps = type == Strict.class || type == Loose.class || type == Uncached.class;
            boolean changes = name().contains("CHANGE") || this == MERGE;
            return isKnown && (keeps || !changes);
        }
    }

    private record Codes(String old, String other, String never) {

        static Codes create() {
            return new Codes(NaturalIds.newCode(), NaturalIds.newCode(), NaturalIds.newCode());
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Strict.class, Loose.class, Nonstrict.class, Fixed.class, Ledger.class, Uncached.class)
                .flatMap(type -> Arrays.stream(Operation.values())
                        .filter(operation -> type != Fixed.class && type != Ledger.class || operation.isOfFixed())
                        .map(operation -> Arguments.of(type, operation)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T extends Account> void committed(Class<T> type, Operation operation) {
        Codes codes = Codes.create();
        Long id = naturalIds.cached(type, codes.old);
        naturalIds.first().inTransaction(session -> operation.run(session, type, codes));
        naturalIds.first().awaitQuiet();

        String resolving = switch (operation.resolving) {
            case "old" -> codes.old;
            case "new" -> codes.other;
            default -> null;
        };
        assertSeenBySecond(type, id, codes, resolving, operation.publishes(type));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T extends Account> void rolled_back(Class<T> type, Operation operation) {
        Codes codes = Codes.create();
        Long id = naturalIds.cached(type, codes.old);
        TwoNodes.rollBack(naturalIds.first(), session -> operation.run(session, type, codes));

        boolean locks = operation != Operation.REFRESH
                && operation != Operation.OTHER_COLUMN
                && operation != Operation.INSERT_AND_DELETE_ANOTHER;
        assertSeenBySecond(type, id, codes, codes.old, !locks);
    }

    private static <T extends Account> void assertSeenBySecond(
            Class<T> type, Long id, Codes codes, String resolving, boolean isHit) {
        for (String code : new String[] {codes.old, codes.other, codes.never}) {
            assertThat(NaturalIds.resolves(naturalIds.second(), type, code))
                    .as(code)
                    .isEqualTo(code.equals(resolving));
            // The look itself may have stored it.
            Resolved<T> found = NaturalIds.find(naturalIds.first(), type, code);
            assertThat(found.entity() == null ? null : found.entity().id).isEqualTo(code.equals(resolving) ? id : null);
            assertThat(naturalIds.holders(type, code)).isZero();
            if (code.equals(resolving)) {
                assertThat(found.isHit()).as("hit").isEqualTo(isHit);
                assertThat(NaturalIds.awaitHit(naturalIds.second(), type, code).id)
                        .isEqualTo(id);
                assertThat(NaturalIds.awaitHit(naturalIds.first(), type, code).getCode())
                        .isEqualTo(code);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Strict.class, Loose.class, Nonstrict.class, Uncached.class})
    <T extends Account> void two_rows_swap_their_natural_ids(Class<T> type) {
        Codes codes = Codes.create();
        Long one = naturalIds.cached(type, codes.old);
        Long other = naturalIds.cached(type, codes.other);
        naturalIds.first().inTransaction(session -> swap(session, type, codes));
        naturalIds.first().awaitQuiet();

        for (TestNode node : new TestNode[] {naturalIds.second(), naturalIds.first()}) {
            Resolved<T> found = NaturalIds.find(node, type, codes.old);
            assertThat(found.entity().id).isEqualTo(other);
            assertThat(NaturalIds.find(node, type, codes.other).entity().id).isEqualTo(one);
            assertThat(NaturalIds.find(node, type, codes.never).entity()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Strict.class, Loose.class, Nonstrict.class, Uncached.class})
    <T extends Account> void rolled_back_swap_leaves_both_as_they_were(Class<T> type) {
        Codes codes = Codes.create();
        Long one = naturalIds.cached(type, codes.old);
        Long other = naturalIds.cached(type, codes.other);
        TwoNodes.rollBack(naturalIds.first(), session -> swap(session, type, codes));

        assertThat(NaturalIds.find(naturalIds.second(), type, codes.old).entity().id)
                .isEqualTo(one);
        assertThat(NaturalIds.find(naturalIds.second(), type, codes.other).entity().id)
                .isEqualTo(other);
        assertThat(NaturalIds.find(naturalIds.second(), type, codes.never).entity())
                .isNull();
    }

    private static <T extends Account> void swap(Session session, Class<T> type, Codes codes) {
        T one = session.bySimpleNaturalId(type).load(codes.old);
        T other = session.bySimpleNaturalId(type).load(codes.other);
        one.setCode(codes.never);
        session.flush();
        other.setCode(codes.old);
        session.flush();
        one.setCode(codes.other);
    }

    @ParameterizedTest
    @ValueSource(classes = {Strict.class, Loose.class, Nonstrict.class, Fixed.class, Ledger.class, Uncached.class})
    <T extends Account> void natural_id_of_a_deleted_row_goes_to_another(Class<T> type) {
        String code = NaturalIds.newCode();
        naturalIds.cached(type, code);
        naturalIds
                .first()
                .inTransaction(session ->
                        session.remove(session.bySimpleNaturalId(type).load(code)));
        naturalIds.first().awaitQuiet();
        Long id = TwoNodes.newId();
        naturalIds.second().inTransaction(session -> session.persist(Accounts.create(type, id, code)));
        naturalIds.second().awaitQuiet();

        assertThat(NaturalIds.find(naturalIds.first(), type, code).entity().id).isEqualTo(id);
        assertThat(NaturalIds.awaitHit(naturalIds.second(), type, code).id).isEqualTo(id);
        assertThat(NaturalIds.awaitHit(naturalIds.first(), type, code).id).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(classes = {Strict.class, Loose.class, Nonstrict.class, Fixed.class, Ledger.class, Uncached.class})
    <T extends Account> void natural_id_of_a_deleted_row_goes_to_another_in_one_transaction(Class<T> type) {
        String code = NaturalIds.newCode();
        Long old = naturalIds.cached(type, code);
        Long id = TwoNodes.newId();
        TwoNodes.rollBack(naturalIds.first(), session -> replace(session, type, code, id));
        assertThat(NaturalIds.find(naturalIds.second(), type, code).entity().id).isEqualTo(old);

        naturalIds.first().inTransaction(session -> replace(session, type, code, id));
        naturalIds.first().awaitQuiet();
        assertThat(NaturalIds.find(naturalIds.second(), type, code).entity().id).isEqualTo(id);
        assertThat(NaturalIds.awaitHit(naturalIds.first(), type, code).id).isEqualTo(id);
    }

    private static <T extends Account> void replace(Session session, Class<T> type, String code, Long id) {
        session.remove(session.bySimpleNaturalId(type).load(code));
        session.flush();
        session.persist(Accounts.create(type, id, code));
    }

    @ParameterizedTest
    @ValueSource(classes = {Strict.class, Loose.class, Nonstrict.class, Uncached.class})
    <T extends Account> void row_takes_the_natural_id_of_one_that_is_deleted_in_the_same_transaction(Class<T> type) {
        Codes codes = Codes.create();
        naturalIds.cached(type, codes.old);
        Long heir = naturalIds.cached(type, codes.other);
        naturalIds.first().inTransaction(session -> {
            session.remove(session.bySimpleNaturalId(type).load(codes.old));
            session.flush();
            session.bySimpleNaturalId(type).load(codes.other).setCode(codes.old);
        });
        naturalIds.first().awaitQuiet();

        assertThat(NaturalIds.find(naturalIds.second(), type, codes.other).entity())
                .isNull();
        Resolved<T> found = NaturalIds.find(naturalIds.second(), type, codes.old);
        assertThat(found.entity().id).isEqualTo(heir);
        assertThat(found.isHit()).isEqualTo(type != Nonstrict.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {Strict.class, Loose.class, Nonstrict.class, Fixed.class, Ledger.class, Uncached.class})
    <T extends Account> void inserted_natural_id_is_in_the_cache_once_it_is_committed(Class<T> type) {
        String code = NaturalIds.newCode();
        // A miss leaves nothing behind that could be in the way.
        assertThat(NaturalIds.find(naturalIds.second(), type, code).entity()).isNull();
        Long never = TwoNodes.newId();
        TwoNodes.rollBack(naturalIds.first(), session -> {
            session.persist(Accounts.create(type, never, code));
            session.flush();
            session.clear();
            assertThat(session.bySimpleNaturalId(type).load(code).id).isEqualTo(never);
        });
        assertThat(NaturalIds.resolves(naturalIds.second(), type, code)).isFalse();

        Long id = naturalIds.persisted(type, code);
        Resolved<T> found = NaturalIds.find(naturalIds.second(), type, code);
        assertThat(found.entity().id).isEqualTo(id);
        assertThat(found.isHit()).isEqualTo(type != Nonstrict.class);
    }

    @Test
    void change_of_a_read_only_natural_id_is_refused() {
        String code = NaturalIds.newCode();
        naturalIds.cached(Fixed.class, code);
        assertThatThrownBy(() -> naturalIds
                        .first()
                        .inTransaction(session -> session.bySimpleNaturalId(Fixed.class)
                                .load(code)
                                .setCode(NaturalIds.newCode())))
                .isInstanceOf(RuntimeException.class);
        assertThat(NaturalIds.find(naturalIds.second(), Fixed.class, code).entity())
                .isNotNull();
    }

    /** With equal texts an identifier would be read as a natural id. */
    @Test
    void identifiers_and_natural_ids_share_a_region_and_no_key() {
        String one = NaturalIds.newCode();
        String other = NaturalIds.newCode();
        naturalIds.first().inTransaction(session -> {
            session.persist(new Shared(one, other));
            session.persist(new Shared(other, one));
        });
        naturalIds.first().awaitQuiet();
        assertThat(NaturalIds.awaitHit(naturalIds.second(), Shared.class, one).id)
                .isEqualTo(other);
        assertThat(NaturalIds.awaitHit(naturalIds.second(), Shared.class, other).id)
                .isEqualTo(one);
        assertThat(naturalIds.second().awaitHit(Shared.class, one).code).isEqualTo(other);
        assertThat(naturalIds.name(Shared.class, one))
                .isEqualTo("both/" + Shared.class.getName() + "##NaturalId:str~" + one);
    }

    @Test
    void key_names_the_region_once_if_that_is_the_default() {
        assertThat(naturalIds.name(Strict.class, "a")).isEqualTo(Strict.class.getName() + "##NaturalId:str~a");
        assertThat(naturalIds.name(Ledger.class, "a"))
                .isEqualTo("codes/" + Ledger.class.getName() + "##NaturalId:str~a");
    }
}
