// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The hash slot of a key, computed here and not asked for: CRC16 (XMODEM: polynomial 0x1021, start 0) of the hash tag, or of the whole key without
 * one, modulo 16384.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">Redis Cluster specification</a>
 */
public final class Slots {

    public static final int COUNT = 16384;

    private Slots() {}

    public static int of(String key) {
        return crc16(hashTag(key).getBytes(UTF_8)) % COUNT;
    }

    /** What lies between the first brace and the first closing brace after it, if that is not nothing; else the whole key. */
    static String hashTag(String key) {
        int open = key.indexOf('{');
        int close = key.indexOf('}', open + 1);
        return open >= 0 && close > open + 1 ? key.substring(open + 1, close) : key;
    }

    static int crc16(byte[] bytes) {
        int crc = 0;
        for (byte b : bytes) {
            crc ^= (b & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
        }
        return crc & 0xFFFF;
    }

    /** Slots from {@code first} to {@code last}, inclusive. */
    public record Range(int first, int last) {

        static Range parse(String text) {
            String[] ends = text.split("-");
            return new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
        }

        int size() {
            return last - first + 1;
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }
}
