// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the value of a setting is written.
 *
 * @param expected completes the sentence "expected …"
 * @param reader makes the value of what was given
 */
record ValueForm<T>(String expected, Reader<T> reader) {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");

    /** Makes a value of what was given, which may be of any type, or refuses it. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Object given) throws RefusedValueException;
    }

    static ValueForm<Integer> wholeNumber(int min, int max) {
        return new ValueForm<>("a whole number from " + min + " to " + max, given -> {
            String text = text(given);
            RefusedValueException.unless(WHOLE_NUMBER.matcher(text).matches());
            long number = Long.parseLong(text);
            RefusedValueException.unless(min <= number && number <= max);
            return (int) number;
        });
    }

    static ValueForm<Duration> duration(Duration min, Duration max) {
        String range = "a duration from " + spoken(min) + " to " + spoken(max);
        return new ValueForm<>(range + ", in ISO-8601 (PT1.5S) or whole milliseconds (1500)", given -> {
            Duration duration = given instanceof Duration ready ? ready : parseDuration(text(given));
            RefusedValueException.unless(duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0);
            return duration;
        });
    }

    /** Zero stands for none, as in other caches' settings. */
    static ValueForm<Duration> durationOrNone(Duration min, Duration max) {
        ValueForm<Duration> duration = duration(min, max);
        return new ValueForm<>("none or " + duration.expected(), given -> {
            String text = text(given);
            boolean none = text.equalsIgnoreCase("none") || text.equals("0") || text.equals("PT0S");
            return none ? Duration.ZERO : duration.reader().read(given);
        });
    }

    /** The names of an enum's values, in either case. */
    static <E extends Enum<E>> ValueForm<E> oneOf(Class<E> type) {
        String names = String.join(
                " or ",
                Arrays.stream(type.getEnumConstants()).map(ValueForm::name).toList());
        return new ValueForm<>(names, given -> {
            for (E value : type.getEnumConstants()) {
                if (name(value).equalsIgnoreCase(text(given))) {
                    return value;
                }
            }
            throw new RefusedValueException();
        });
    }

    static ValueForm<String> notEmpty(String expected) {
        return new ValueForm<>(expected, given -> {
            RefusedValueException.unless(!text(given).isEmpty());
            return text(given);
        });
    }

    private static String text(Object given) {
        return given.toString().strip();
    }

    private static Duration parseDuration(String text) throws RefusedValueException {
        if (WHOLE_NUMBER.matcher(text).matches()) {
            return Duration.ofMillis(Long.parseLong(text));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException neitherForm) {
            throw new RefusedValueException();
        }
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String spoken(Duration limit) {
        if (limit.compareTo(Duration.ofSeconds(1)) < 0) {
            return limit.toMillis() + " ms";
        }
        return limit.toDays() > 0 ? limit.toDays() + " days" : limit.toSeconds() + " s";
    }
}
