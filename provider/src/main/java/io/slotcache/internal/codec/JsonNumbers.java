// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static io.slotcache.internal.codec.JsonScalar.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Booleans and numbers in JSON, with all their digits: a decimal keeps its scale as trailing zeros or as an exponent. What JSON has no number for
 * is a string: infinities, NaN (one for all), and integers of several hundred digits, of which it holds the two's complement in base64.
 */
final class JsonNumbers {
    /** Some three hundred digits; reading them takes time that grows with the square of their number. */
    private static final int MAX_BITS = 1_000;
    /** Within these bounds a decimal's text gives it back. */
    private static final int MAX_SCALE = 1_000_000;
    /** Between the digits, in base64, and the scale of a decimal outside these bounds. */
    private static final char SCALE = ':';

    private static final Map<String, Double> NO_NUMBERS =
            Map.of("NaN", Double.NaN, "Infinity", Double.POSITIVE_INFINITY, "-Infinity", Double.NEGATIVE_INFINITY);

    static final List<JsonScalar<?>> ALL = List.of(
            new JsonScalar<>(
                    "@boolean", Boolean.class, (value, out) -> out.writeBoolean(value), JsonInput::readBoolean),
            number("byte", Byte.class, Object::toString, Byte::valueOf),
            number("short", Short.class, Object::toString, Short::valueOf),
            number("int", Integer.class, Object::toString, Integer::valueOf),
            number("long", Long.class, Object::toString, Long::valueOf),
            new JsonScalar<>("@float", Float.class, JsonNumbers::writeFloat, JsonNumbers::readFloat),
            new JsonScalar<>("@double", Double.class, JsonNumbers::writeDouble, JsonNumbers::readDouble),
            new JsonScalar<>("@bigInteger", BigInteger.class, JsonNumbers::writeInteger, JsonNumbers::readInteger),
            new JsonScalar<>("@bigDecimal", BigDecimal.class, JsonNumbers::writeDecimal, JsonNumbers::readDecimal));

    static void writeFloat(Float value, JsonOutput out) {
        writeFloating(value, value.toString(), out);
    }

    static Float readFloat(JsonInput in) {
        return in.isNumber()
                ? Float.valueOf(in.readNumber())
                : (Float) noNumber(in).floatValue();
    }

    static void writeDouble(Double value, JsonOutput out) {
        writeFloating(value, value.toString(), out);
    }

    static Double readDouble(JsonInput in) {
        return in.isNumber() ? Double.valueOf(in.readNumber()) : noNumber(in);
    }

    private static void writeFloating(double value, String text, JsonOutput out) {
        if (Double.isFinite(value)) {
            out.writeNumber(text);
        } else {
            out.writeText(text);
        }
    }

    private static Double noNumber(JsonInput in) {
        Double value = NO_NUMBERS.get(in.readText());
        if (value == null) {
            throw new UndecodableEntryException("text where a number is expected");
        }
        return value;
    }

    private static void writeInteger(BigInteger value, JsonOutput out) {
        if (value.bitLength() <= MAX_BITS) {
            out.writeNumber(value.toString());
        } else {
            out.writeBase64(value.toByteArray());
        }
    }

    private static BigInteger readInteger(JsonInput in) {
        return in.isNumber() ? new BigInteger(in.readNumber()) : new BigInteger(in.readBase64());
    }

    private static void writeDecimal(BigDecimal value, JsonOutput out) {
        BigInteger digits = value.unscaledValue();
        if (digits.bitLength() <= MAX_BITS && Math.abs((long) value.scale()) <= MAX_SCALE) {
            out.writeNumber(value.toString());
        } else {
            out.writeText(Base64.getEncoder().encodeToString(digits.toByteArray()) + SCALE + value.scale());
        }
    }

    private static BigDecimal readDecimal(JsonInput in) {
        if (in.isNumber()) {
            return new BigDecimal(in.readNumber());
        }
        String text = in.readText();
        int at = text.indexOf(SCALE);
        if (at < 0) {
            throw new UndecodableEntryException("text where a number is expected");
        }
        byte[] digits = Base64.getDecoder().decode(text.substring(0, at));
        return new BigDecimal(new BigInteger(digits), Integer.parseInt(text.substring(at + 1)));
    }

    private JsonNumbers() {}
}
