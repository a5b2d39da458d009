// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.List;

/** Arrays of primitives, packed behind one tag and their length. */
final class ArrayScalars {
    static final List<Scalar<?>> ALL = List.of(
            new Scalar<>(Tag.BYTES, byte[].class, (v, out) -> out.writeBytes(v), WireInput::readBytes),
            new Scalar<>(Tag.CHARS, char[].class, (v, out) -> out.writeUtf16(v), WireInput::readUtf16),
            new Scalar<>(Tag.BOOLEANS, boolean[].class, ArrayScalars::writeBooleans, ArrayScalars::readBooleans),
            new Scalar<>(Tag.SHORTS, short[].class, ArrayScalars::writeShorts, ArrayScalars::readShorts),
            new Scalar<>(Tag.INTS, int[].class, ArrayScalars::writeInts, ArrayScalars::readInts),
            new Scalar<>(Tag.LONGS, long[].class, ArrayScalars::writeLongs, ArrayScalars::readLongs),
            new Scalar<>(Tag.FLOATS, float[].class, ArrayScalars::writeFloats, ArrayScalars::readFloats),
            new Scalar<>(Tag.DOUBLES, double[].class, ArrayScalars::writeDoubles, ArrayScalars::readDoubles));

    private static void writeBooleans(boolean[] value, WireOutput out) {
        out.writeVarint(value.length);
        for (boolean element : value) {
            out.writeByte(element ? 1 : 0);
        }
    }

    private static boolean[] readBooleans(WireInput in) {
        boolean[] value = new boolean[in.readCount(1)];
        for (int i = 0; i < value.length; i++) {
            value[i] = in.readByte() != 0;
        }
        return value;
    }

    private static void writeShorts(short[] value, WireOutput out) {
        out.writeVarint(value.length);
        for (short element : value) {
            out.writeFixed16(element);
        }
    }

    private static short[] readShorts(WireInput in) {
        short[] value = new short[in.readCount(2)];
        for (int i = 0; i < value.length; i++) {
            value[i] = (short) in.readFixed16();
        }
        return value;
    }

    private static void writeInts(int[] value, WireOutput out) {
        out.writeVarint(value.length);
        for (int element : value) {
            out.writeSigned(element);
        }
    }

    private static int[] readInts(WireInput in) {
        int[] value = new int[in.readCount(1)];
        for (int i = 0; i < value.length; i++) {
            value[i] = in.readSigned(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        return value;
    }

    private static void writeLongs(long[] value, WireOutput out) {
        out.writeVarint(value.length);
        for (long element : value) {
            out.writeSigned(element);
        }
    }

    private static long[] readLongs(WireInput in) {
        long[] value = new long[in.readCount(1)];
        for (int i = 0; i < value.length; i++) {
            value[i] = in.readSigned();
        }
        return value;
    }

    private static void writeFloats(float[] value, WireOutput out) {
        out.writeVarint(value.length);
        for (float element : value) {
            out.writeFixed32(Float.floatToRawIntBits(element));
        }
    }

    private static float[] readFloats(WireInput in) {
        float[] value = new float[in.readCount(Float.BYTES)];
        for (int i = 0; i < value.length; i++) {
            value[i] = Float.intBitsToFloat(in.readFixed32());
        }
        return value;
    }

    private static void writeDoubles(double[] value, WireOutput out) {
        out.writeVarint(value.length);
        for (double element : value) {
            out.writeFixed64(Double.doubleToRawLongBits(element));
        }
    }

    private static double[] readDoubles(WireInput in) {
        double[] value = new double[in.readCount(Double.BYTES)];
        for (int i = 0; i < value.length; i++) {
            value[i] = Double.longBitsToDouble(in.readFixed64());
        }
        return value;
    }

    private ArrayScalars() {}
}
