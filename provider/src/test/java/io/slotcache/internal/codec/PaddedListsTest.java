// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.Query;
import org.junit.jupiter.api.Test;

final class PaddedListsTest {
    private static final Map<String, ?> PADDING = Map.of("hibernate.query.in_clause_parameter_padding", true);

    /** The same seven values in the same statement, and Hibernate's keys are equal, but one query finds something and the other does not. */
    @Test
    void twoLists_thatMayBeDividedOtherwise_areNotCached() {
        try (TwoFactories factories = filled(PADDING)) {
            factories.assertNotCached("none", twoLists(List.of(90L, 91L, 92L), List.of(1L, 93L, 94L, 95L)));
            factories.assertNotCached("one", twoLists(List.of(90L, 91L, 92L, 1L), List.of(93L, 94L, 95L)));
            assertThat(factories.stored.keys()).hasSize(4);
            assertThat(factories.stored.keys())
                    .containsOnly(factories.stored.keys().get(0));
        }
    }

    @Test
    void withoutPadding_theStatementTellsThem() {
        try (TwoFactories factories = filled(Map.of())) {
            factories.assertCached("none", twoLists(List.of(90L, 91L, 92L), List.of(1L, 93L, 94L, 95L)));
            factories.assertCached("one", twoLists(List.of(90L, 91L, 92L, 1L), List.of(93L, 94L, 95L)));
        }
    }

    @Test
    void oneList_orFullOnes_orFewValues_areCached() {
        try (TwoFactories factories = filled(PADDING)) {
            List<Long> six = List.of(1L, 2L, 3L, 4L, 5L, 6L);
            factories.assertCached(
                    "one list, and values",
                    s -> s.createQuery("select id from Gadget where id in :a and price > :p and name <> :n", Long.class)
                            .setParameterList("a", six)
                            .setParameter("p", 1.0)
                            .setParameter("n", "x"));
            factories.assertCached("full", twoLists(List.of(90L, 91L, 92L, 1L), List.of(93L, 94L, 95L, 96L)));
            factories.assertCached("few", twoLists(List.of(1L, 91L, 92L), List.of(93L, 94L, 95L)));
        }
    }

    private static TwoFactories filled(Map<String, ?> settings) {
        TwoFactories factories = new TwoFactories(QueryModel.settings(settings), QueryModel.ENTITIES);
        factories.save(QueryModel::fill);
        return factories;
    }

    private static Function<Session, Query<?>> twoLists(List<Long> some, List<Long> negative) {
        return session -> session.createQuery("select id from Gadget where id in :some or -id in :negative", Long.class)
                .setParameterList("some", some)
                .setParameterList("negative", negative);
    }
}
