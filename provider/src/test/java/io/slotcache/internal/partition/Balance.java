// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

import java.util.Arrays;

/** How evenly a load is spread. */
final class Balance {

    private Balance() {}

    /** 1 for perfectly even. */
    static double maxToMean(int... counts) {
        return Arrays.stream(counts).max().orElseThrow()
                / Arrays.stream(counts).average().orElseThrow();
    }
}
