// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.NaturalId;
import org.hibernate.cache.internal.NoCachingRegionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The text of natural ids of real mappings. Hibernate sorts the attributes of a compound one by their names. */
final class NaturalIdPartsTest {

    private static SessionFactory factory;
    private static Session session;

    @BeforeAll
    static void map() {
        Configuration configuration = new Configuration()
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put("hibernate.cache.region.factory_class", NoCachingRegionFactory.INSTANCE);
        for (Class<?> entity : new Class<?>[] {
            Text.class,
            Number.class,
            Pair.class,
            Owned.class,
            Place.class,
            Everything.class,
            At.class,
            Amount.class,
            Offset.class,
            Unkeyed.class
        }) {
            configuration.addAnnotatedClass(entity);
        }
        factory = configuration.buildSessionFactory();
        session = factory.openSession();
    }

    @AfterAll
    static void close() {
        session.close();
        factory.close();
    }

    @Test
    void one_attribute_has_the_text_of_an_identifier() {
        assertThat(text(Text.class, "a b")).isEqualTo("str~a%0020b");
        assertThat(text(Number.class, 42L)).isEqualTo("42");
    }

    /** Hibernate's snapshot of a mutable natural id is an array even then. */
    @Test
    void one_attribute_has_the_same_text_in_an_array() {
        assertThat(text(Text.class, new Object[] {"a"})).isEqualTo(text(Text.class, "a"));
    }

    @Test
    void attributes_of_a_compound_one_stand_in_the_order_of_their_names() {
        assertThat(text(Pair.class, new Object[] {"de", "b"})).isEqualTo("(str~de,str~b)");
        assertThat(text(Pair.class, new Object[] {"b", "de"})).isEqualTo("(str~b,str~de)");
        assertThat(text(Pair.class, new Object[] {null, "b"})).isEqualTo("(null~null,str~b)");
        assertThat(text(Pair.class, new Object[] {"null", "b"})).isEqualTo("(str~null,str~b)");
    }

    @Test
    void association_is_its_identifier_loaded_or_not() {
        Place loaded = new Place();
        loaded.id = new PlaceId("hall", 3);
        Place proxy = session.getReference(Place.class, new PlaceId("hall", 3));
        assertThat(text(Owned.class, loaded)).isEqualTo("(str~hall,3)").isEqualTo(text(Owned.class, proxy));
    }

    @Test
    void every_kind_of_part() {
        Place place = session.getReference(Place.class, new PlaceId("hall", 3));
        Object[] values = {new Money(995), LocalDate.of(2026, 8, 1), new Size(2, null), place, TimeUnit.DAYS};
        assertThat(text(Everything.class, values))
                .isEqualTo("(995,localdate~2026-08-01,2,null~null,str~hall,3,enum.TimeUnit~DAYS)");
        assertThat(text(Everything.class, new Object[] {null, null, null, null, TimeUnit.DAYS}))
                .isEqualTo("(null~null,null~null,null~null,null~null,null~null,null~null,enum.TimeUnit~DAYS)");
    }

    /** Else a resolution would be stored under what the application gave and be voided under what the database gives. */
    @Test
    void equal_values_of_one_attribute_have_one_text() {
        assertThat(text(At.class, new Date(1_123))).isEqualTo(text(At.class, new Timestamp(1_123)));
        assertThat(text(At.class, new Date(1_123))).isNotEqualTo(text(At.class, new Date(1_124)));
        assertThat(text(Amount.class, new BigDecimal("100"))).isEqualTo(text(Amount.class, new BigDecimal("1.00E2")));
        assertThat(text(Amount.class, new BigDecimal("100.0"))).isNotEqualTo(text(Amount.class, new BigDecimal("10")));
        OffsetDateTime time = OffsetDateTime.of(2026, 8, 1, 12, 0, 0, 0, ZoneOffset.UTC);
        assertThat(text(Offset.class, time))
                .isEqualTo(text(Offset.class, time.withOffsetSameInstant(ZoneOffset.ofHours(2))));
        assertThat(text(Offset.class, time))
                .isNotEqualTo(text(Offset.class, time.withOffsetSameLocal(ZoneOffset.ofHours(2))));
    }

    @Test
    void values_without_a_text_have_none_together_either() {
        assertThat(text(Unkeyed.class, new GregorianCalendar())).isNull();
    }

    /** Several rows may have it. */
    @Test
    void nothing_but_null_has_no_text() {
        assertThat(text(Text.class, null)).isNull();
        assertThat(text(Pair.class, new Object[] {null, null})).isNull();
        assertThat(text(Pair.class, null)).isNull();
        assertThat(text(Owned.class, null)).isNull();
    }

    @Test
    void no_two_natural_ids_have_one_text() {
        String[] pieces = {",", "str~", "(", ")", "%002c", "null", "~", "", "a", ":"};
        Random random = new Random(20261001);
        Map<String, Object[]> byText = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            Object[] values = new Object[2];
            Arrays.setAll(values, n -> random.nextInt(8) == 0 ? null : piece(pieces, random) + piece(pieces, random));
            String text = text(Pair.class, values);
            if (text != null) {
                Object[] earlier = byText.putIfAbsent(text, values);
                assertThat(earlier == null || Arrays.equals(earlier, values))
                        .as("%s of %s and %s", text, Arrays.toString(earlier), Arrays.toString(values))
                        .isTrue();
            }
        }
        assertThat(byText).hasSizeGreaterThan(5_000);
    }

    private static String piece(String[] pieces, Random random) {
        return pieces[random.nextInt(pieces.length)];
    }

    private static String text(Class<?> entity, Object naturalId) {
        var persister = factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity);
        return NaturalIdParts.of(
                        persister.getNaturalIdMapping(),
                        naturalId,
                        session.unwrap(SharedSessionContractImplementor.class))
                .text();
    }

    @Entity(name = "Text")
    static class Text {
        @Id
        Long id;

        @NaturalId
        String code;
    }

    @Entity(name = "Number")
    static class Number {
        @Id
        Long id;

        @NaturalId
        Long code;
    }

    @Entity(name = "Pair")
    static class Pair {
        @Id
        Long id;

        @NaturalId
        String number;

        @NaturalId
        String country;
    }

    @Embeddable
    record PlaceId(String hall, int seat) implements Serializable {}

    @Entity(name = "Place")
    static class Place {
        @EmbeddedId
        PlaceId id;
    }

    @Entity(name = "Owned")
    static class Owned {
        @Id
        Long id;

        @NaturalId
        @ManyToOne(fetch = FetchType.LAZY)
        Place place;
    }

    record Money(long cents) {}

    static final class Cents implements AttributeConverter<Money, Long> {
        @Override
        public Long convertToDatabaseColumn(Money money) {
            return money == null ? null : money.cents();
        }

        @Override
        public Money convertToEntityAttribute(Long cents) {
            return cents == null ? null : new Money(cents);
        }
    }

    @Embeddable
    record Size(int length, Integer width) {}

    @Entity(name = "Everything")
    static class Everything {
        @Id
        Long id;

        @NaturalId
        @Convert(converter = Cents.class)
        Money a;

        @NaturalId
        LocalDate b;

        @NaturalId
        Size c;

        @NaturalId
        @ManyToOne(fetch = FetchType.LAZY)
        Place d;

        @NaturalId
        TimeUnit e;
    }

    @Entity(name = "At")
    static class At {
        @Id
        Long id;

        @NaturalId
        @Temporal(TemporalType.TIMESTAMP)
        Date moment;
    }

    @Entity(name = "Amount")
    static class Amount {
        @Id
        Long id;

        @NaturalId
        BigDecimal amount;
    }

    @Entity(name = "AtOffset")
    static class Offset {
        @Id
        Long id;

        @NaturalId
        OffsetDateTime moment;
    }

    @Entity(name = "Unkeyed")
    static class Unkeyed {
        @Id
        Long id;

        @NaturalId
        Calendar moment;
    }
}
