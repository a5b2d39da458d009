// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

/** Values of attributes and identifiers, made from small numbers. All survive the database unchanged, so that a cached one must equal a loaded one. */
final class Values {

    private static final Instant BEGINNING = Instant.parse("2026-03-29T00:30:00.123456Z");

    private static final Map<Class<?>, IntFunction<Object>> MADE = new HashMap<>();

    static {
        MADE.put(String.class, n -> "n" + n);
        MADE.put(boolean.class, n -> n % 2 == 0);
        MADE.put(byte.class, n -> (byte) (n - 3));
        MADE.put(short.class, n -> (short) (n * 1000));
        MADE.put(int.class, n -> n - 1);
        MADE.put(long.class, n -> (long) n);
        MADE.put(float.class, n -> n / 4f);
        MADE.put(double.class, n -> n / 8.0);
        MADE.put(char.class, n -> (char) ('a' + n));
        MADE.put(BigInteger.class, n -> BigInteger.TEN.pow(20).add(BigInteger.valueOf(n)));
        MADE.put(BigDecimal.class, n -> BigDecimal.valueOf(n * 100L + n, 2));
        MADE.put(UUID.class, n -> new UUID(n, ~n));
        MADE.put(Currency.class, n -> Currency.getInstance(n % 2 == 0 ? "EUR" : "JPY"));
        MADE.put(Locale.class, n -> n % 2 == 0 ? Locale.GERMANY : Locale.CHINESE);
        MADE.put(LocalDate.class, n -> LocalDate.of(2026, 2, 26).plusDays(n));
        MADE.put(LocalTime.class, n -> LocalTime.of(23, 59, n));
        MADE.put(LocalDateTime.class, n -> LocalDateTime.of(2026, 3, 29, 2, 30, n, 123_456_000));
        MADE.put(Instant.class, n -> BEGINNING.plusSeconds(n));
        MADE.put(OffsetDateTime.class, n -> BEGINNING.plusSeconds(n).atOffset(ZoneOffset.ofHours(2)));
        MADE.put(Duration.class, n -> Duration.ofSeconds(n, n));
        MADE.put(Year.class, n -> Year.of(2000 + n));
        MADE.put(ZoneId.class, n -> ZoneId.of(n % 2 == 0 ? "UTC" : "Europe/Vienna"));
        MADE.put(Date.class, n -> java.sql.Date.valueOf(LocalDate.of(2026, 1, 1 + n)));
        MADE.put(Timestamp.class, n -> Timestamp.from(BEGINNING.plusSeconds(n)));
        MADE.put(byte[].class, n -> new byte[] {(byte) n, 0, -1});
        MADE.put(String[].class, n -> new String[] {"a" + n, null, ""});
        MADE.put(List.class, n -> List.of(n, -n));
        MADE.put(Boolean.class, MADE.get(boolean.class));
        MADE.put(Byte.class, MADE.get(byte.class));
        MADE.put(Short.class, MADE.get(short.class));
        MADE.put(Integer.class, MADE.get(int.class));
        MADE.put(Long.class, MADE.get(long.class));
        MADE.put(Float.class, MADE.get(float.class));
        MADE.put(Double.class, MADE.get(double.class));
        MADE.put(Character.class, MADE.get(char.class));
    }

    private Values() {}

    /** The n-th value of a type. */
    static Object of(Class<?> type, int n) {
        IntFunction<Object> made = MADE.get(type);
        if (made != null) {
            return made.apply(n);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[n % type.getEnumConstants().length];
        }
        try {
            Method of = type.getDeclaredMethod("of", int.class);
            of.setAccessible(true);
            return of.invoke(null, n);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No values of " + type, e);
        }
    }

    /** The same text for a value as given and as loaded. */
    static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        if (value instanceof Object[] array) {
            return Arrays.toString(array);
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant().toString();
        }
        return value instanceof Date date ? "day " + date.getTime() : String.valueOf(value);
    }
}
