// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

import java.nio.charset.StandardCharsets;

/**
 * Hash tags that put partition p of P on slot ⌊(p+½)·16384/P⌋, so that contiguous slot ranges, which is how clusters are laid out, get equal
 * numbers of partitions. Three characters of a 64-letter alphabet reach every slot; the first that fits, in alphabetical order, is the tag, so
 * every JVM and version finds the same.
 */
final class PartitionTags {

    /** Names this way of choosing tags in the layout key. Another way is another number. */
    static final int ALGORITHM = 1;

    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);

    private PartitionTags() {}

    static int slot(int partition, int partitions) {
        return (int) ((2L * partition + 1) * Slot.COUNT / (2L * partitions));
    }

    /** The tag of each of so many partitions. */
    static String[] of(int partitions) {
        int[] partitionOfSlot = new int[Slot.COUNT];
        for (int p = 0; p < partitions; p++) {
            partitionOfSlot[slot(p, partitions)] = p + 1;
        }
        String[] tags = new String[partitions];
        int missing = partitions;
        byte[] tag = new byte[3];
        for (int i = 0; missing > 0; i++) {
            tag[0] = ALPHABET[i >>> 12 & 63];
            tag[1] = ALPHABET[i >>> 6 & 63];
            tag[2] = ALPHABET[i & 63];
            int slot = Slot.crc16(tag, 0, tag.length) % Slot.COUNT;
            int p = partitionOfSlot[slot] - 1;
            if (p >= 0) {
                tags[p] = new String(tag, StandardCharsets.US_ASCII);
                partitionOfSlot[slot] = 0;
                missing--;
            }
        }
        return tags;
    }
}
