// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static io.slotcache.internal.codec.JsonScalar.number;
import static io.slotcache.internal.codec.JsonScalar.text;

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
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Dates, times and amounts of time in JSON, as ISO-8601 has them. The classes from before {@code java.time} are instants, {@code java.sql.Date} and
 * {@code Time} too: which day or hour they mean depends on the time zone of the JVM.
 */
final class JsonTimes {
    /** Between the parts of a calendar; none of them has one. */
    private static final String SEPARATOR = " ";

    static final List<JsonScalar<?>> ALL = List.of(
            text("localDate", LocalDate.class, LocalDate::toString, LocalDate::parse),
            text("localTime", LocalTime.class, LocalTime::toString, LocalTime::parse),
            text("localDateTime", LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse),
            text("instant", Instant.class, Instant::toString, Instant::parse),
            text("offsetTime", OffsetTime.class, OffsetTime::toString, OffsetTime::parse),
            text("offsetDateTime", OffsetDateTime.class, OffsetDateTime::toString, OffsetDateTime::parse),
            text("zonedDateTime", ZonedDateTime.class, JsonTimes::isoOf, JsonTimes::zonedDateTime),
            text("duration", Duration.class, JsonTimes::isoOf, Duration::parse),
            text("period", Period.class, Period::toString, Period::parse),
            number("year", Year.class, Year::toString, digits -> Year.of(Integer.parseInt(digits))),
            text("yearMonth", YearMonth.class, YearMonth::toString, YearMonth::parse),
            text("zoneOffset", ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of),
            text("zoneId", ZoneId.class, ZoneId::getId, ZoneId::of),
            text("date", Date.class, JsonTimes::isoOf, text -> new Date(millis(text))),
            text("sqlDate", java.sql.Date.class, JsonTimes::isoOf, text -> new java.sql.Date(millis(text))),
            text("sqlTime", Time.class, JsonTimes::isoOf, text -> new Time(millis(text))),
            text(
                    "timestamp",
                    Timestamp.class,
                    value -> value.toInstant().toString(),
                    text -> Timestamp.from(Instant.parse(text))),
            text("calendar", GregorianCalendar.class, JsonTimes::isoOf, JsonTimes::calendar),
            text("timeZone", TimeZone.class, LegacyTimeScalars::idOf, LegacyTimeScalars::timeZone));

    private static String isoOf(ZonedDateTime value) {
        String text = value.toString();
        if (!ZonedDateTime.parse(text).equals(value)) {
            throw new UnencodableValueException("a time that its text does not give back");
        }
        return text;
    }

    /** Strict: under other time zone rules than the writer's the entry is a miss, not another local time. */
    private static ZonedDateTime zonedDateTime(String text) {
        ZonedDateTime value = ZonedDateTime.parse(text);
        if (!value.toString().equals(text)) {
            throw new UndecodableEntryException("a time that does not exist in its zone");
        }
        return value;
    }

    private static String isoOf(Duration value) {
        String text = value.toString();
        if (!Duration.parse(text).equals(value)) {
            throw new UnencodableValueException("a duration that its text does not give back");
        }
        return text;
    }

    private static String isoOf(Date value) {
        return Instant.ofEpochMilli(value.getTime()).toString();
    }

    private static long millis(String text) {
        return Instant.parse(text).toEpochMilli();
    }

    /** All that {@code GregorianCalendar.equals} compares. */
    private static String isoOf(GregorianCalendar value) {
        return String.join(
                SEPARATOR,
                isoOf(value.getTime()),
                LegacyTimeScalars.idOf(value.getTimeZone()),
                Boolean.toString(value.isLenient()),
                Integer.toString(value.getFirstDayOfWeek()),
                Integer.toString(value.getMinimalDaysInFirstWeek()),
                isoOf(value.getGregorianChange()));
    }

    private static GregorianCalendar calendar(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 6) {
            throw new UndecodableEntryException("not a calendar");
        }
        GregorianCalendar value = new GregorianCalendar(LegacyTimeScalars.timeZone(parts[1]), Locale.ROOT);
        value.setFirstDayOfWeek(Integer.parseInt(parts[3]));
        value.setMinimalDaysInFirstWeek(Integer.parseInt(parts[4]));
        value.setGregorianChange(new Date(millis(parts[5])));
        value.setTimeInMillis(millis(parts[0]));
        value.setLenient(Boolean.parseBoolean(parts[2]));
        return value;
    }

    private JsonTimes() {}
}
