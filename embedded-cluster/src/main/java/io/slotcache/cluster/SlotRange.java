// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

/**
 * A range of hash slots.
 *
 * @param first first slot, 0 to 16383
 * @param last last slot, inclusive
 */
public record SlotRange(int first, int last) {

    /** Slots of a Redis Cluster: 0 to 16383. */
    public static final int SLOTS = 16384;

    public SlotRange {
        if (first < 0 || last < first || last >= SLOTS) {
            throw new IllegalArgumentException("Not a range of slots: " + first + "-" + last);
        }
    }

    /** Reads {@code 5} or {@code 0-5460}, as CLUSTER NODES prints a range. */
    static SlotRange parse(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? new SlotRange(Integer.parseInt(text), Integer.parseInt(text))
                : new SlotRange(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
    }

    /** How many slots the range holds. */
    public int size() {
        return last - first + 1;
    }

    /** Whether {@code slot} lies in the range. */
    public boolean contains(int slot) {
        return first <= slot && slot <= last;
    }
}
