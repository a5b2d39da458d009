// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.util.SplittableRandom;

/** What can be read and written: registers, each with a number that grows from commit to commit. */
enum Kind {
    PLAIN(24),
    NONSTRICT(16),
    CONSTANT(16),
    VERSIONED(24),
    COLLECTION(16),
    CHILDREN(16),
    /** A natural id, whose value is its holder. */
    CODE(8),
    /** The rows of one group of {@link #VERSIONED}, as cached queries see them. */
    GROUP(6),
    /** One of the two in a row of which each transaction changes a part. */
    HALF(12);

    /** Above every kind's count of registers. */
    static final int STRIDE = 1000;

    private static final int HOT_PART = 5;
    private static final Kind[] ALL = values();

    private final int count;

    Kind(int count) {
        this.count = count;
    }

    int count() {
        return count;
    }

    /** The number of a register in journals. */
    int key(long id) {
        return ordinal() * STRIDE + (int) id;
    }

    /** A register at random; where the work is hot, one of a few. */
    long any(SplittableRandom random, boolean hot) {
        return random.nextInt(hot ? Math.max(1, count / HOT_PART) : count);
    }

    static String name(int key) {
        return ALL[key / STRIDE] + " " + key % STRIDE;
    }
}
