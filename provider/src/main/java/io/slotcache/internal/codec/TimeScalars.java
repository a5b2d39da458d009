// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

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
import java.util.List;

/** The classes of {@code java.time}. Their own factories check the ranges; what they throw is an undecodable entry. */
final class TimeScalars {
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    /** Its regions are of a class private to the JDK; a {@code Scalar} of the abstract class stands for them. */
    static final Scalar<ZoneId> ZONE_ID = new Scalar<>(
            Tag.ZONE_ID, ZoneId.class, (v, out) -> out.writeUtf8(v.getId()), in -> ZoneId.of(in.readUtf8()));

    static final List<Scalar<?>> ALL = List.of(
            ZONE_ID,
            new Scalar<>(Tag.ZONE_OFFSET, ZoneOffset.class, TimeScalars::writeOffset, TimeScalars::readOffset),
            new Scalar<>(Tag.LOCAL_DATE, LocalDate.class, TimeScalars::writeDate, TimeScalars::readDate),
            new Scalar<>(Tag.LOCAL_TIME, LocalTime.class, TimeScalars::writeTime, TimeScalars::readTime),
            new Scalar<>(Tag.LOCAL_DATE_TIME, LocalDateTime.class, TimeScalars::writeDateTime, in -> readDateTime(in)),
            new Scalar<>(
                    Tag.INSTANT,
                    Instant.class,
                    (v, out) -> writeSeconds(v.getEpochSecond(), v.getNano(), out),
                    in -> Instant.ofEpochSecond(in.readSigned(), readNanos(in))),
            new Scalar<>(
                    Tag.DURATION,
                    Duration.class,
                    (v, out) -> writeSeconds(v.getSeconds(), v.getNano(), out),
                    in -> Duration.ofSeconds(in.readSigned(), readNanos(in))),
            new Scalar<>(
                    Tag.OFFSET_TIME,
                    OffsetTime.class,
                    TimeScalars::writeOffsetTime,
                    in -> OffsetTime.of(readTime(in), readOffset(in))),
            new Scalar<>(
                    Tag.OFFSET_DATE_TIME,
                    OffsetDateTime.class,
                    TimeScalars::writeOffsetDateTime,
                    in -> OffsetDateTime.of(readDateTime(in), readOffset(in))),
            // Strict: under other time zone rules than the writer's the entry is a miss, not another local time.
            new Scalar<>(
                    Tag.ZONED_DATE_TIME,
                    ZonedDateTime.class,
                    TimeScalars::writeZonedDateTime,
                    in -> ZonedDateTime.ofStrict(readDateTime(in), readOffset(in), ZoneId.of(in.readUtf8()))),
            new Scalar<>(
                    Tag.PERIOD,
                    Period.class,
                    TimeScalars::writePeriod,
                    in -> Period.of(readInt(in), readInt(in), readInt(in))),
            new Scalar<>(Tag.YEAR, Year.class, (v, out) -> out.writeSigned(v.getValue()), in -> Year.of(readInt(in))),
            new Scalar<>(
                    Tag.YEAR_MONTH,
                    YearMonth.class,
                    TimeScalars::writeYearMonth,
                    in -> YearMonth.of(readInt(in), readInt(in))));

    private static void writeSeconds(long seconds, int nanos, WireOutput out) {
        out.writeSigned(seconds);
        out.writeVarint(nanos);
    }

    static int readNanos(WireInput in) {
        long nanos = in.readVarint();
        if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
            throw new UndecodableEntryException(nanos + " nanoseconds");
        }
        return (int) nanos;
    }

    private static int readInt(WireInput in) {
        return in.readSigned(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static void writeDate(LocalDate value, WireOutput out) {
        out.writeSigned(value.toEpochDay());
    }

    private static LocalDate readDate(WireInput in) {
        return LocalDate.ofEpochDay(in.readSigned());
    }

    private static void writeTime(LocalTime value, WireOutput out) {
        out.writeVarint(value.toNanoOfDay());
    }

    private static LocalTime readTime(WireInput in) {
        return LocalTime.ofNanoOfDay(in.readVarint());
    }

    private static void writeDateTime(LocalDateTime value, WireOutput out) {
        writeDate(value.toLocalDate(), out);
        writeTime(value.toLocalTime(), out);
    }

    private static LocalDateTime readDateTime(WireInput in) {
        return LocalDateTime.of(readDate(in), readTime(in));
    }

    private static void writeOffset(ZoneOffset value, WireOutput out) {
        out.writeSigned(value.getTotalSeconds());
    }

    private static ZoneOffset readOffset(WireInput in) {
        return ZoneOffset.ofTotalSeconds(readInt(in));
    }

    private static void writeOffsetTime(OffsetTime value, WireOutput out) {
        writeTime(value.toLocalTime(), out);
        writeOffset(value.getOffset(), out);
    }

    private static void writeOffsetDateTime(OffsetDateTime value, WireOutput out) {
        writeDateTime(value.toLocalDateTime(), out);
        writeOffset(value.getOffset(), out);
    }

    private static void writeZonedDateTime(ZonedDateTime value, WireOutput out) {
        writeDateTime(value.toLocalDateTime(), out);
        writeOffset(value.getOffset(), out);
        out.writeUtf8(value.getZone().getId());
    }

    private static void writePeriod(Period value, WireOutput out) {
        out.writeSigned(value.getYears());
        out.writeSigned(value.getMonths());
        out.writeSigned(value.getDays());
    }

    private static void writeYearMonth(YearMonth value, WireOutput out) {
        out.writeSigned(value.getYear());
        out.writeSigned(value.getMonthValue());
    }

    private TimeScalars() {}
}
