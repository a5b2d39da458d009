// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

/**
 * A time in which one JVM did not reach one shard, which all others reached.
 *
 * @param begin as {@link System#nanoTime} has it, which is the same clock for all JVMs of a host
 * @param end when it was mended
 */
record Cut(long begin, long end) {

    /** Of the JVM. */
    static final int INDEX = 0;
}
