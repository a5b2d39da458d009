// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

/**
 * A number of entries, counted or estimated.
 *
 * @param mean the number
 * @param variance of the estimate, 0 if counted
 */
public record EntryEstimate(double mean, double variance) {

    static final EntryEstimate NONE = new EntryEstimate(0, 0);

    /** Of two masters, which are looked at independently. */
    EntryEstimate plus(EntryEstimate other) {
        return new EntryEstimate(mean + other.mean, variance + other.variance);
    }

    public long entries() {
        return Math.round(mean);
    }

    /** Half the width of the interval that holds the true number in 19 of 20 cases, 0 if counted: two standard deviations. */
    public long margin() {
        return (long) Math.ceil(2 * Math.sqrt(variance));
    }
}
