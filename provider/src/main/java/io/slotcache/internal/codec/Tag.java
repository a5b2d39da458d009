// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

/**
 * The byte in front of each value. Part of the stored format: a number is never given a second meaning, and a change of a payload raises
 * {@link MappingFingerprint#FORMAT}.
 */
final class Tag {
    /** No tag: the mapping alone tells what comes. Never written. */
    static final int UNTOLD = -1;

    static final int NULL = 0;
    /** {@code LazyPropertyInitializer.UNFETCHED_PROPERTY}: a lazy attribute that was not loaded. */
    static final int UNFETCHED = 1;
    /** {@code PropertyAccessStrategyBackRefImpl.UNKNOWN}: the hidden back reference of a unidirectional collection. */
    static final int UNKNOWN_BACK_REFERENCE = 2;

    static final int FALSE = 3;
    static final int TRUE = 4;
    static final int BYTE = 5;
    static final int SHORT = 6;
    static final int INT = 7;
    static final int LONG = 8;
    static final int FLOAT = 9;
    static final int DOUBLE = 10;
    static final int BIG_INTEGER = 11;
    static final int BIG_DECIMAL = 12;

    static final int CHAR = 16;
    static final int STRING = 17;
    /** A string with an unpaired surrogate, which UTF-8 cannot carry: two bytes a char. */
    static final int STRING_UTF16 = 18;

    static final int UUID = 19;
    static final int CURRENCY = 20;
    static final int LOCALE = 21;
    static final int URL = 22;
    static final int INET_ADDRESS = 23;

    static final int LOCAL_DATE = 32;
    static final int LOCAL_TIME = 33;
    static final int LOCAL_DATE_TIME = 34;
    static final int INSTANT = 35;
    static final int OFFSET_TIME = 36;
    static final int OFFSET_DATE_TIME = 37;
    static final int ZONED_DATE_TIME = 38;
    static final int DURATION = 39;
    static final int PERIOD = 40;
    static final int YEAR = 41;
    static final int YEAR_MONTH = 42;
    static final int ZONE_OFFSET = 43;
    static final int ZONE_ID = 44;

    static final int UTIL_DATE = 48;
    static final int SQL_DATE = 49;
    static final int SQL_TIME = 50;
    static final int SQL_TIMESTAMP = 51;
    static final int CALENDAR = 52;
    static final int TIME_ZONE = 53;

    static final int BYTES = 64;
    static final int CHARS = 65;
    static final int BOOLEANS = 66;
    static final int SHORTS = 67;
    static final int INTS = 68;
    static final int LONGS = 69;
    static final int FLOATS = 70;
    static final int DOUBLES = 71;

    static final int ENUM = 80;
    static final int ARRAY = 81;
    static final int COLLECTION = 82;
    static final int COMPONENT = 83;
    static final int CONVERTED = 84;
    static final int ANY = 85;
    static final int SERIALIZED = 86;

    // In results of queries alone, where no mapping says what comes next.
    /** An {@code Object[]}: the values of an aggregate. */
    static final int OBJECT_ARRAY = 96;
    /** An array of a scalar's class, which a tag names. */
    static final int SCALAR_ARRAY = 97;

    static final int LIST = 98;
    static final int SET = 99;
    /** In the elements' own order. */
    static final int SORTED_SET = 102;

    static final int MAP = 103;
    /** A value of a class that the mapping knows, by the class's place in {@code MappedValues}. */
    static final int MAPPED = 100;
    /** An array of such values. */
    static final int MAPPED_ARRAY = 101;

    private Tag() {}
}
