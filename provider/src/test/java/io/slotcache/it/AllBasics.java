// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DayOfWeek;
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
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.Nationalized;
import org.hibernate.annotations.TimeZoneStorage;
import org.hibernate.annotations.TimeZoneStorageType;
import org.hibernate.type.NumericBooleanConverter;
import org.hibernate.type.TrueFalseConverter;
import org.hibernate.type.YesNoConverter;

/** One attribute of each basic type that Hibernate maps without being told how. */
@Entity(name = "AllBasics")
@Cacheable
class AllBasics {

    static final MappingCase<AllBasics> CASE =
            MappingCase.of(AllBasics.class, AllBasics::filled, AllBasics::change, AllBasics::content);

    @Id
    Long id;

    boolean aBoolean;
    Boolean boxedBoolean;

    @Convert(converter = YesNoConverter.class)
    Boolean yes;

    @Convert(converter = TrueFalseConverter.class)
    Boolean truth;

    @Convert(converter = NumericBooleanConverter.class)
    Boolean bit;

    byte aByte;
    Byte boxedByte;
    short aShort;
    Short boxedShort;
    int anInt;
    Integer boxedInt;
    long aLong;
    Long boxedLong;
    float aFloat;
    Float notANumber;
    double aDouble;
    Double negativeZero;
    BigInteger bigInteger;

    @Column(precision = 20, scale = 4)
    BigDecimal bigDecimal;

    char aChar;
    Character boxedChar;
    String string;
    String empty;

    @Nationalized
    String nationalized;

    @Lob
    String text;

    @Lob
    byte[] image;

    char[] chars;
    Character[] boxedChars;
    byte[] bytes;
    Byte[] boxedBytes;
    UUID uuid;
    Currency currency;
    Locale locale;
    URL url;
    InetAddress ipv4;
    InetAddress ipv6;
    Class<?> aClass;
    TimeZone timeZone;
    ZoneId zoneId;
    ZoneOffset zoneOffset;
    LocalDate localDate;
    LocalTime localTime;
    LocalDateTime localDateTime;
    Instant instant;
    OffsetTime offsetTime;
    OffsetDateTime offsetDateTime;
    ZonedDateTime zonedDateTime;

    @TimeZoneStorage(TimeZoneStorageType.COLUMN)
    OffsetDateTime withOffsetColumn;

    @TimeZoneStorage(TimeZoneStorageType.NORMALIZE_UTC)
    ZonedDateTime inUtc;

    Duration duration;

    @Column(length = 1000)
    Period period;

    @Column(name = "a_year")
    Year year;

    YearMonth yearMonth;
    Date date;

    @Temporal(TemporalType.DATE)
    Date day;

    @Temporal(TemporalType.TIME)
    Date hour;

    java.sql.Date sqlDate;
    Time sqlTime;
    Timestamp timestamp;
    Calendar calendar;

    @Temporal(TemporalType.DATE)
    Calendar calendarDay;

    @Enumerated(EnumType.STRING)
    DayOfWeek byName;

    @Enumerated(EnumType.ORDINAL)
    DayOfWeek byOrdinal;

    String[] strings;
    Integer[] integers;
    int[] ints;
    long[] longs;
    double[] doubles;
    boolean[] booleans;
    DayOfWeek[] days;
    LocalDate[] dates;
    UUID[] uuids;
    List<String> stringList;
    Set<Integer> integerSet;
    SortedSet<String> sortedStrings;
    List<DayOfWeek> dayList;
    String nothing;

    static AllBasics filled(Long id) {
        AllBasics basics = new AllBasics();
        basics.id = id;
        basics.numbers();
        basics.texts();
        basics.times();
        basics.oldTimes();
        basics.plurals();
        return basics;
    }

    private void numbers() {
        aBoolean = true;
        boxedBoolean = false;
        yes = true;
        truth = false;
        bit = true;
        aByte = -128;
        boxedByte = 127;
        aShort = -32_768;
        boxedShort = 32_767;
        anInt = Integer.MIN_VALUE;
        boxedInt = 0;
        aLong = Long.MIN_VALUE;
        boxedLong = (1L << 53) + 1;
        aFloat = 0.1f;
        notANumber = Float.NaN;
        aDouble = Double.MIN_VALUE;
        negativeZero = -0.0;
        bigInteger = BigInteger.TEN.pow(18);
        bigDecimal = new BigDecimal("1.5000");
    }

    private void texts() {
        aChar = 'x';
        boxedChar = 'é';
        string = "Grüße \"日本\" \\ 😀 \t";
        empty = "";
        nationalized = "日本";
        text = "long ".repeat(1_000);
        image = new byte[5_000];
        chars = "chars".toCharArray();
        boxedChars = new Character[] {'a', 'b'};
        bytes = new byte[] {0, -1, 127};
        boxedBytes = new Byte[] {0, -1};
        uuid = UUID.randomUUID();
        currency = Currency.getInstance("EUR");
        locale = Locale.forLanguageTag("zh-Hant-TW");
        aClass = String.class;
        timeZone = TimeZone.getTimeZone("Europe/Berlin");
        zoneId = ZoneId.of("America/St_Johns");
        zoneOffset = ZoneOffset.ofHoursMinutes(-3, -30);
        try {
            url = new URL("https://localhost:8443/a?b=c#d");
            ipv4 = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            ipv6 = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void times() {
        localDate = LocalDate.of(1899, 12, 31);
        localTime = LocalTime.of(23, 59, 59);
        localDateTime = LocalDateTime.of(2024, 2, 29, 1, 2, 3, 456_789_000);
        instant = Instant.parse("2024-05-01T08:00:00.123456Z");
        offsetTime = OffsetTime.of(1, 2, 3, 0, ZoneOffset.ofHours(2));
        offsetDateTime = OffsetDateTime.of(localDateTime, ZoneOffset.ofHours(5));
        // The hour that comes twice.
        zonedDateTime = ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                .withLaterOffsetAtOverlap();
        withOffsetColumn = offsetDateTime;
        inUtc = zonedDateTime;
        duration = Duration.ofSeconds(90, 5);
        period = Period.of(1, 2, 3);
        year = Year.of(2024);
        yearMonth = YearMonth.of(2024, 2);
    }

    private void oldTimes() {
        date = new Timestamp(1_714_550_400_123L); // as Hibernate copies it
        day = java.sql.Date.valueOf("2024-05-01");
        hour = Time.valueOf("08:00:00");
        sqlDate = java.sql.Date.valueOf("2024-05-02");
        sqlTime = Time.valueOf("09:10:11");
        timestamp = Timestamp.valueOf("2024-05-01 08:00:00.123456");
        calendar = Calendar.getInstance(Locale.ROOT);
        calendar.setTimeInMillis(1_714_550_400_000L);
        calendarDay = Calendar.getInstance(Locale.ROOT);
        calendarDay.setTime(day);
    }

    private void plurals() {
        byName = DayOfWeek.FRIDAY;
        byOrdinal = DayOfWeek.SUNDAY;
        strings = new String[] {"a", null, ""};
        integers = new Integer[] {1, null};
        ints = new int[] {1, -1};
        longs = new long[] {Long.MAX_VALUE};
        doubles = new double[] {0.5, -1};
        booleans = new boolean[] {true, false};
        days = new DayOfWeek[] {DayOfWeek.MONDAY};
        dates = new LocalDate[] {LocalDate.EPOCH};
        uuids = new UUID[] {new UUID(1, 2)};
        stringList = List.of("x", "y");
        integerSet = Set.of(3);
        sortedStrings = new TreeSet<>(Set.of("b", "a"));
        dayList = List.of(DayOfWeek.MONDAY, DayOfWeek.MONDAY);
    }

    void change() {
        aBoolean = false;
        boxedLong = 5L;
        bigDecimal = new BigDecimal("2.2500");
        string = null;
        nothing = "something";
        bytes = new byte[] {9};
        instant = Instant.EPOCH;
        stringList = List.of();
        byName = null;
    }

    /** Every attribute; a URL as its text, since its equality asks for its host. */
    List<?> content() {
        return Arrays.stream(AllBasics.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(this::valueOf)
                .toList();
    }

    private Object valueOf(Field field) {
        try {
            Object value = field.get(this);
            if (value instanceof java.util.Collection<?> collection) {
                return List.copyOf(collection);
            }
            return value == null ? "null" : value instanceof URL address ? address.toExternalForm() : value;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
