// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.internal.codec.Entities.Basics;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.TemporalType;
import java.io.BufferedReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.hibernate.cache.spi.QueryKey;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.query.Query;
import org.hibernate.type.Type;
import org.junit.jupiter.api.Test;

/** Two queries have one name iff Hibernate takes their keys for equal, and a query has the same name in every session factory. */
final class QueryNameTest {
    private final Map<String, QueryKey> ofWriter = new LinkedHashMap<>();
    private final Map<String, QueryKey> ofReader = new LinkedHashMap<>();

    @Test
    void everyPartOfAKeyCounts() {
        try (TwoFactories factories = new TwoFactories(QueryModel.settings(Map.of()), QueryModel.ENTITIES)) {
            factories.save(QueryModel::fill);
            Map<String, Function<Session, Query<?>>> queries = VariedQueries.all();
            queries.forEach((label, query) -> collect(factories, label, query));
            assertNamesAreKeys();
            assertThat(differentNames()).isEqualTo(queries.size());
        }
    }

    /** Also the fingerprint: both are made of nothing but what two nodes of an application have in common. */
    @Test
    void anotherJvm_hasTheSameNames() throws Exception {
        List<String> here = VariedQueries.namesAndFingerprint();
        // With random identity hash codes, of which enum constants' hash codes are made.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=0",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VariedQueries.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader there = process.inputReader()) {
            assertThat(there.lines().filter(line -> line.startsWith(VariedQueries.PREFIX)))
                    .containsExactlyElementsOf(here);
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroy();
        }
    }

    @Test
    void parametersOfEveryType() {
        try (TwoFactories factories = new TwoFactories(TextFormat.SETTINGS, Basics.class)) {
            RandomValues values = new RandomValues(new Random(7));
            String[] names = factories.writer.persister(Basics.class).getPropertyNames();
            Type[] types = factories.writer.persister(Basics.class).getPropertyTypes();
            for (int i = 0; i < names.length; i++) {
                Class<?> type = types[i].getReturnedClass();
                String statement = "from Basics where " + names[i] + " = :p";
                for (int n = 0; n < 5 && values.has(type); n++) {
                    collect(
                            factories,
                            names[i] + " " + n,
                            VariedQueries.hql(
                                    statement, type == BigDecimal.class ? new BigDecimal(n + ".50") : values.of(type)));
                }
            }
            assertNamesAreKeys();
        }
    }

    /** Their values are the same calendar; only the hash code of the values says what the statement is given. */
    @Test
    void calendarAsDate_orTime() {
        try (TwoFactories factories = new TwoFactories(TextFormat.SETTINGS, Basics.class)) {
            Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            for (TemporalType type : TemporalType.values()) {
                collect(
                        factories,
                        type.name(),
                        session -> session.createQuery("from Basics where calendar = :p", Basics.class)
                                .setParameter("p", calendar, type));
            }
            assertNamesAreKeys();
            assertThat(differentNames()).isGreaterThan(1);
        }
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        Long id;

        @TenantId
        String tenant;
    }

    /** Of the session that {@link Mapping} opens. */
    static final class SomeTenant implements CurrentTenantIdentifierResolver<String> {
        @Override
        public String resolveCurrentTenantIdentifier() {
            return "some";
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }

    @Test
    void tenants() {
        try (TwoFactories factories = new TwoFactories(
                QueryModel.settings(Map.of("hibernate.tenant_identifier_resolver", new SomeTenant())), Note.class)) {
            for (String tenant : List.of("a", "b", "")) {
                for (var mapping : List.of(factories.writer, factories.reader)) {
                    try (Session session = mapping.factory()
                            .withOptions()
                            .tenantIdentifier((Object) tenant)
                            .openSession()) {
                        key(
                                factories,
                                session,
                                VariedQueries.hql("from Note"),
                                mapping == factories.writer ? ofWriter : ofReader,
                                tenant);
                    }
                }
            }
            assertNamesAreKeys();
            assertThat(differentNames()).isEqualTo(3);
        }
    }

    /** The keys of the same query in both factories. */
    private void collect(TwoFactories factories, String label, Function<Session, Query<?>> query) {
        factories.writer.factory().inTransaction(session -> key(factories, session, query, ofWriter, label));
        factories.reader.factory().inTransaction(session -> key(factories, session, query, ofReader, label));
    }

    private static void key(
            TwoFactories factories,
            Session session,
            Function<Session, Query<?>> query,
            Map<String, QueryKey> keys,
            String label) {
        factories.stored.keys().clear();
        query.apply(session).setCacheable(true).getResultList();
        assertThat(factories.stored.keys()).as(label).hasSize(1);
        keys.put(label, factories.stored.keys().get(0));
    }

    private void assertNamesAreKeys() {
        for (var one : ofWriter.entrySet()) {
            QueryName name = QueryName.of(one.getValue());
            assertThat(name).as(one.getKey()).isNotNull();
            assertThat(QueryName.of(ofReader.get(one.getKey())))
                    .as(one.getKey() + " in the other factory")
                    .isEqualTo(name);
            for (var other : ofWriter.entrySet()) {
                boolean equal = one.getValue().equals(other.getValue());
                QueryName otherName = QueryName.of(other.getValue());
                assertThat(name.equals(otherName))
                        .as(one.getKey() + " and " + other.getKey())
                        .isEqualTo(equal);
                assertThat(name.text().equals(otherName.text())).isEqualTo(equal);
            }
        }
    }

    private long differentNames() {
        return ofWriter.values().stream()
                .map(key -> QueryName.of(key).text())
                .distinct()
                .count();
    }
}
