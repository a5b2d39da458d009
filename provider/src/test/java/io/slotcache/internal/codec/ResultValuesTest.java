// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slotcache.internal.codec.Entities.Basics;
import io.slotcache.internal.codec.Entities.Colour;
import io.slotcache.internal.codec.Entities.Document;
import io.slotcache.internal.codec.QueryModel.Celsius;
import io.slotcache.internal.codec.QueryModel.CelsiusType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Type;
import org.hibernate.type.SqlTypes;
import org.hibernate.usertype.UserType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ResultValuesTest {
    private static Mapping mapping;
    private static ResultValues values;

    @BeforeAll
    static void map() {
        mapping = Mapping.of(TextFormat.SETTINGS, Basics.class, Measurement.class);
        values = new ResultValues(
                MappedValues.of(MappedColumns.of(mapping.factory()).types()));
    }

    @AfterAll
    static void close() {
        mapping.close();
    }

    @Entity(name = "Measurement")
    static class Measurement {
        @Id
        Long id;

        @Type(CelsiusType.class)
        Celsius temperature;

        @Type(SecretType.class)
        Secret secret;

        /** The same class as JSON in one column and as a user type in another: a value does not say from which it is. */
        @JdbcTypeCode(SqlTypes.JSON)
        Twofold json;

        @Type(TwofoldType.class)
        Twofold custom;
    }

    /** Its user type keeps it as it is, and nothing else describes it. */
    record Secret(String text) implements Serializable {}

    record Twofold(String text) implements Serializable {}

    static final class SecretType extends AsText<Secret> {
        SecretType() {
            super(Secret.class);
        }
    }

    static final class TwofoldType extends AsText<Twofold> {
        TwofoldType() {
            super(Twofold.class);
        }
    }

    /** Keeps its values as they are in the cache. */
    abstract static class AsText<T> implements UserType<T> {
        private final Class<T> type;

        AsText(Class<T> type) {
            this.type = type;
        }

        @Override
        public int getSqlType() {
            return Types.VARCHAR;
        }

        @Override
        public Class<T> returnedClass() {
            return type;
        }

        @Override
        public T deepCopy(T value) {
            return value;
        }

        @Override
        public boolean isMutable() {
            return false;
        }

        @Override
        public Serializable disassemble(T value) {
            return (Serializable) value;
        }

        @Override
        public T assemble(Serializable cached, Object owner) {
            return type.cast(cached);
        }
    }

    @Test
    void valuesOfEveryClass_comeBackExactly() {
        long seed = System.nanoTime();
        RandomValues random = new RandomValues(new Random(seed));
        for (Class<?> type : random.classes()) {
            for (int i = 0; i < 200; i++) {
                assertComesBack(random.of(type), "seed " + seed);
                if (type != Calendar.class) { // a class of which no value is
                    assertComesBack(random.of(type.arrayType()), "seed " + seed);
                }
                assertComesBack(new Object[] {random.of(type), null, random.of(type)}, "seed " + seed);
                assertComesBack(new ArrayList<>(Arrays.asList(null, random.of(type))), "seed " + seed);
            }
        }
    }

    @Test
    void classesOfTheMapping_andTheirArrays_comeBack() {
        for (Object value : List.of(
                Colour.RED,
                Colour.GREEN,
                new Document("a"),
                new Celsius(21.5),
                new Colour[] {Colour.BLUE, null},
                new Document[] {new Document("b")},
                new Celsius[0])) {
            assertComesBack(value, "");
        }
    }

    @Test
    void collections_comeBackInTheirOrder() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("z", new BigDecimal("1.50"));
        document.put("a", null);
        document.put("nested", new LinkedHashMap<>(Map.of("list", new ArrayList<>(List.of(1, "two", Colour.RED)))));
        assertComesBack(document, "");
        assertThat(((Map<?, ?>) roundTrip(document)).keySet())
                .map(String::valueOf)
                .containsExactly("z", "a", "nested");
        assertComesBack(new LinkedHashSet<>(Arrays.asList("z", null, "a")), "");
        assertComesBack(new TreeSet<>(Set.of("z", "a")), "");
        assertComesBack(new ArrayList<>(), "");
        assertComesBack(new Object[] {new Object[] {1, new Object[] {}}}, "");
        assertComesBack(new byte[][] {{1}, null}, "");
    }

    @Test
    void valuesWithoutAForm_areRefused() {
        ArrayList<Object> itself = new ArrayList<>();
        itself.add(itself);
        for (Object value : List.of(
                new Secret("x"),
                new Twofold("x"),
                TimeUnit.DAYS,
                new Object(),
                new Secret[] {new Secret("x")},
                new TimeUnit[0],
                new Object[][] {{1}},
                new LinkedList<>(List.of(1)),
                List.of(1),
                new TreeSet<>(Comparator.<String>reverseOrder()),
                new ArrayList<>(List.of(new Secret("x"))),
                new Date() {},
                itself)) {
            assertThatExceptionOfType(UnencodableValueException.class)
                    .as(value.getClass().getName())
                    .isThrownBy(() -> values.write(value, new WireOutput(16)));
        }
    }

    /** A user may change what he is given. */
    @Test
    void whatIsRead_isNew() {
        for (Object value :
                new Object[] {new byte[] {1}, new Date(5), new ArrayList<>(List.of(1)), new Integer[] {1}}) {
            WireOutput out = new WireOutput(16);
            values.write(value, out);
            byte[] bytes = out.toByteArray();
            assertThat(values.read(new WireInput(bytes, 0)))
                    .isNotSameAs(value)
                    .isNotSameAs(values.read(new WireInput(bytes, 0)));
        }
    }

    private static void assertComesBack(Object value, String context) {
        Exactly.assertEqual(roundTrip(value), value, context);
    }

    private static Object roundTrip(Object value) {
        WireOutput out = new WireOutput(16);
        values.write(value, out);
        WireInput in = new WireInput(out.toByteArray(), 0);
        Object back = values.read(in);
        in.expectEnd();
        return back;
    }
}
