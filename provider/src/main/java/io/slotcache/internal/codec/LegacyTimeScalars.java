// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.sql.Time;
import java.sql.Timestamp;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** Dates from before {@code java.time}. A property of {@code java.util.Date} may hold any of the four date classes; the tag keeps which. */
final class LegacyTimeScalars {
    /** Its instances are of classes private to the JDK, or any other; {@link #idOf} takes those that their id gives back. */
    static final Scalar<TimeZone> TIME_ZONE = new Scalar<>(
            Tag.TIME_ZONE, TimeZone.class, (v, out) -> out.writeUtf8(idOf(v)), in -> timeZone(in.readUtf8()));

    static final List<Scalar<?>> ALL = List.of(
            TIME_ZONE,
            new Scalar<>(
                    Tag.UTIL_DATE,
                    Date.class,
                    (v, out) -> out.writeSigned(v.getTime()),
                    in -> new Date(in.readSigned())),
            new Scalar<>(
                    Tag.SQL_DATE,
                    java.sql.Date.class,
                    (v, out) -> out.writeSigned(v.getTime()),
                    in -> new java.sql.Date(in.readSigned())),
            new Scalar<>(
                    Tag.SQL_TIME,
                    Time.class,
                    (v, out) -> out.writeSigned(v.getTime()),
                    in -> new Time(in.readSigned())),
            new Scalar<>(
                    Tag.SQL_TIMESTAMP,
                    Timestamp.class,
                    LegacyTimeScalars::writeTimestamp,
                    LegacyTimeScalars::readTimestamp),
            new Scalar<>(
                    Tag.CALENDAR,
                    GregorianCalendar.class,
                    LegacyTimeScalars::writeCalendar,
                    LegacyTimeScalars::readCalendar));

    private static void writeTimestamp(Timestamp value, WireOutput out) {
        out.writeSigned(value.getTime());
        out.writeVarint(value.getNanos());
    }

    private static Timestamp readTimestamp(WireInput in) {
        Timestamp value = new Timestamp(in.readSigned());
        value.setNanos(TimeScalars.readNanos(in));
        return value;
    }

    /** All that {@code GregorianCalendar.equals} compares. */
    private static void writeCalendar(GregorianCalendar value, WireOutput out) {
        out.writeSigned(value.getTimeInMillis());
        out.writeUtf8(idOf(value.getTimeZone()));
        out.writeByte(value.isLenient() ? 1 : 0);
        out.writeByte(value.getFirstDayOfWeek());
        out.writeByte(value.getMinimalDaysInFirstWeek());
        out.writeSigned(value.getGregorianChange().getTime());
    }

    private static GregorianCalendar readCalendar(WireInput in) {
        long millis = in.readSigned();
        GregorianCalendar value = new GregorianCalendar(timeZone(in.readUtf8()), Locale.ROOT);
        boolean lenient = in.readByte() != 0;
        value.setFirstDayOfWeek(in.readByte());
        value.setMinimalDaysInFirstWeek(in.readByte());
        value.setGregorianChange(new Date(in.readSigned()));
        value.setTimeInMillis(millis);
        value.setLenient(lenient);
        return value;
    }

    static String idOf(TimeZone value) {
        if (!TimeZone.getTimeZone(value.getID()).equals(value)) {
            throw new UnencodableValueException("the time zone " + value.getID() + " is not the JDK's of that id");
        }
        return value.getID();
    }

    /** {@code TimeZone.getTimeZone} gives GMT for an id it does not know. */
    static TimeZone timeZone(String id) {
        TimeZone value = TimeZone.getTimeZone(id);
        if (!value.getID().equals(id)) {
            throw new UndecodableEntryException("an unknown time zone");
        }
        return value;
    }

    private LegacyTimeScalars() {}
}
