// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Booleans and numbers. Floats keep their bits, NaN payloads included; decimals keep their scale. */
final class NumberScalars {
    static final Scalar<Boolean> FALSE = new Scalar<>(Tag.FALSE, Boolean.class, (v, out) -> {}, in -> false);
    static final Scalar<Boolean> TRUE = new Scalar<>(Tag.TRUE, Boolean.class, (v, out) -> {}, in -> true);

    static final List<Scalar<?>> ALL = List.of(
            FALSE,
            TRUE,
            new Scalar<>(Tag.BYTE, Byte.class, (v, out) -> out.writeByte(v), in -> (byte) in.readByte()),
            new Scalar<>(Tag.SHORT, Short.class, (v, out) -> out.writeSigned(v), in ->
                    (short) in.readSigned(Short.MIN_VALUE, Short.MAX_VALUE)),
            new Scalar<>(
                    Tag.INT,
                    Integer.class,
                    (v, out) -> out.writeSigned(v),
                    in -> in.readSigned(Integer.MIN_VALUE, Integer.MAX_VALUE)),
            new Scalar<>(Tag.LONG, Long.class, (v, out) -> out.writeSigned(v), WireInput::readSigned),
            new Scalar<>(
                    Tag.FLOAT,
                    Float.class,
                    (v, out) -> out.writeFixed32(Float.floatToRawIntBits(v)),
                    in -> Float.intBitsToFloat(in.readFixed32())),
            new Scalar<>(
                    Tag.DOUBLE,
                    Double.class,
                    (v, out) -> out.writeFixed64(Double.doubleToRawLongBits(v)),
                    in -> Double.longBitsToDouble(in.readFixed64())),
            new Scalar<>(
                    Tag.BIG_INTEGER,
                    BigInteger.class,
                    (v, out) -> out.writeBytes(v.toByteArray()),
                    in -> new BigInteger(in.readBytes())),
            new Scalar<>(Tag.BIG_DECIMAL, BigDecimal.class, NumberScalars::writeDecimal, NumberScalars::readDecimal));

    private static void writeDecimal(BigDecimal value, WireOutput out) {
        out.writeSigned(value.scale());
        out.writeBytes(value.unscaledValue().toByteArray());
    }

    private static BigDecimal readDecimal(WireInput in) {
        int scale = in.readSigned(Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new BigDecimal(new BigInteger(in.readBytes()), scale);
    }

    private NumberScalars() {}
}
