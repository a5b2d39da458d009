// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Supplier;

/** Values of each class the codec knows, extremes often. */
final class RandomValues {
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/St_Johns", "UTC", "Z", "+05:30", "GMT+2", "Asia/Kathmandu");
    private static final List<String> WORDS =
            List.of("", "Laptop", "\u0000", "Grüße", "日本語", "\uFFFD", "😀", "\uD83D", "a\uDE00b", "\uDE00\uD83D");

    private final Random random;
    private final Map<Class<?>, Supplier<Object>> suppliers = new LinkedHashMap<>();

    RandomValues(Random random) {
        this.random = random;
        numbers();
        texts();
        times();
        legacyTimes();
    }

    Set<Class<?>> classes() {
        return suppliers.keySet();
    }

    boolean has(Class<?> type) {
        return type.isEnum() || type.isArray() || suppliers.containsKey(type);
    }

    Object of(Class<?> type) {
        if (type.isEnum()) {
            return oneOf(type.getEnumConstants());
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), random.nextInt(4) * random.nextInt(12));
            boolean nullable = !type.getComponentType().isPrimitive();
            for (int i = 0; i < Array.getLength(array); i++) {
                Array.set(array, i, nullable && random.nextInt(6) == 0 ? null : of(boxed(type.getComponentType())));
            }
            return array;
        }
        Supplier<Object> supplier = suppliers.get(boxed(type));
        if (supplier == null) {
            throw new IllegalArgumentException("no values of " + type);
        }
        return supplier.get();
    }

    private static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }

    private void numbers() {
        suppliers.put(Boolean.class, random::nextBoolean);
        suppliers.put(Byte.class, () -> (byte) number());
        suppliers.put(Short.class, () -> (short) number());
        suppliers.put(Integer.class, () -> (int) number());
        suppliers.put(Long.class, this::number);
        suppliers.put(
                Float.class,
                () -> random.nextInt(4) == 0
                        ? oneOf(0f, -0f, Float.NaN, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY)
                        : Float.intBitsToFloat(random.nextInt() & 0xFF7FFFFF));
        suppliers.put(
                Double.class,
                () -> random.nextInt(4) == 0
                        ? oneOf(0d, -0d, Double.NaN, Double.MIN_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY)
                        : random.nextDouble() * number());
        suppliers.put(
                BigInteger.class,
                () -> new BigInteger(random.nextInt(200), random).multiply(BigInteger.valueOf(random.nextInt(3) - 1)));
        suppliers.put(
                BigDecimal.class,
                () -> new BigDecimal(
                        new BigInteger(random.nextInt(100), random).negate(),
                        random.nextInt(5) == 0 ? (int) number() : 2));
    }

    private void texts() {
        suppliers.put(Character.class, () -> (char) random.nextInt(0x10000));
        suppliers.put(String.class, this::text);
        suppliers.put(UUID.class, () -> new UUID(random.nextLong(), random.nextLong()));
        suppliers.put(Currency.class, () -> Currency.getInstance(oneOf("EUR", "USD", "JPY")));
        suppliers.put(
                Locale.class,
                () -> oneOf(
                        Locale.ROOT,
                        Locale.GERMANY,
                        Locale.JAPAN,
                        Locale.forLanguageTag("zh-Hant-TW"),
                        new Locale("ja", "JP", "JP"),
                        Locale.forLanguageTag("de-DE-u-ca-buddhist")));
        suppliers.put(
                URL.class,
                () -> unchecked(() -> new URL(oneOf(
                        "http://localhost/a?b=c#d",
                        "https://user@127.0.0.1:8443",
                        "file:/etc/hosts",
                        "jar:file:/a.jar!/b"))));
        suppliers.put(InetAddress.class, () -> {
            byte[] address = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(address);
            return unchecked(() -> InetAddress.getByAddress(address));
        });
    }

    private void times() {
        suppliers.put(LocalDate.class, this::date);
        suppliers.put(LocalTime.class, this::time);
        suppliers.put(LocalDateTime.class, () -> LocalDateTime.of(date(), time()));
        suppliers.put(
                Instant.class,
                () -> oneOf(
                        Instant.MIN,
                        Instant.MAX,
                        Instant.EPOCH,
                        Instant.ofEpochSecond(random.nextInt(), random.nextInt())));
        suppliers.put(OffsetDateTime.class, () -> OffsetDateTime.of(ordinaryDate(), time(), offset()));
        suppliers.put(OffsetTime.class, () -> OffsetTime.of(time(), offset()));
        // A second before and after the clocks change: both offsets of the hour that comes twice.
        suppliers.put(ZonedDateTime.class, () -> {
            ZonedDateTime twice = ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 1, ZoneId.of("Europe/Berlin"));
            return oneOf(
                    twice.withEarlierOffsetAtOverlap(),
                    twice.withLaterOffsetAtOverlap(),
                    ZonedDateTime.of(ordinaryDate(), time(), zone()));
        });
        suppliers.put(
                Duration.class,
                () -> oneOf(
                        Duration.ZERO,
                        Duration.ofSeconds(Long.MIN_VALUE),
                        Duration.ofSeconds(number(), random.nextInt(1_000_000))));
        suppliers.put(Period.class, () -> Period.of((int) number(), random.nextInt(), (int) number()));
        suppliers.put(Year.class, () -> Year.of(oneOf(Year.MIN_VALUE, Year.MAX_VALUE, 2024)));
        suppliers.put(YearMonth.class, () -> YearMonth.of(2000 - random.nextInt(4000), 1 + random.nextInt(12)));
        suppliers.put(ZoneOffset.class, this::offset);
        suppliers.put(ZoneId.class, this::zone);
    }

    private void legacyTimes() {
        suppliers.put(
                Date.class,
                () -> oneOf(new Date(random.nextLong()), of(java.sql.Date.class), of(Time.class), of(Timestamp.class)));
        suppliers.put(java.sql.Date.class, () -> new java.sql.Date(number()));
        suppliers.put(Time.class, () -> new Time(random.nextInt()));
        suppliers.put(Timestamp.class, () -> {
            Timestamp timestamp = new Timestamp(random.nextInt() * 12_345L);
            timestamp.setNanos(random.nextInt(1_000_000_000));
            return timestamp;
        });
        suppliers.put(Calendar.class, this::calendar);
        suppliers.put(GregorianCalendar.class, this::calendar);
        suppliers.put(TimeZone.class, this::timeZone);
    }

    private GregorianCalendar calendar() {
        GregorianCalendar calendar = new GregorianCalendar(timeZone(), oneOf(Locale.US, Locale.GERMANY));
        calendar.setTimeInMillis(random.nextInt() * 1_000L);
        calendar.setLenient(random.nextBoolean());
        if (random.nextBoolean()) {
            calendar.setGregorianChange(new Date(Long.MIN_VALUE));
        }
        return calendar;
    }

    private TimeZone timeZone() {
        return TimeZone.getTimeZone(oneOf("Europe/Berlin", "UTC", "GMT+05:30", "America/St_Johns"));
    }

    private LocalDate date() {
        return oneOf(LocalDate.MIN, LocalDate.MAX, ordinaryDate());
    }

    private LocalDate ordinaryDate() {
        return LocalDate.ofEpochDay(random.nextInt(80_000) - 20_000);
    }

    private LocalTime time() {
        return oneOf(LocalTime.MIN, LocalTime.MAX, LocalTime.ofSecondOfDay(random.nextInt(86_400)));
    }

    private ZoneOffset offset() {
        return oneOf(ZoneOffset.MIN, ZoneOffset.MAX, ZoneOffset.UTC, ZoneOffset.ofTotalSeconds(random.nextInt(3_600)));
    }

    private ZoneId zone() {
        return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    }

    /** Uniform in the number of bits, so that each length of a varint comes up. */
    private long number() {
        return switch (random.nextInt(8)) {
            case 0 ->
                oneOf(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, (long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    @SafeVarargs
    private final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    private interface Attempt<T> {
        T get() throws Exception;
    }

    private static <T> T unchecked(Attempt<T> attempt) {
        try {
            return attempt.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
