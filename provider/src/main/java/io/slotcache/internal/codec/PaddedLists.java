// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

/**
 * Tells whether two queries can have one {@code QueryKey} because of {@code hibernate.query.in_clause_parameter_padding}, which repeats the last
 * value of a list until their number is a power of two. In the statement {@code a in (?,?,?,?) and b in (?,?,?,?)} one list may have three values
 * and the other four, or the other way round; the key has all seven values in one row, and Hibernate gives the one query's results to the other.
 */
final class PaddedLists {
    /** The shortest list that can stand for lists of two lengths: of three values and of four. */
    private static final int SHORTEST = 4;

    /** Of two such lists with at least one value padded. */
    private static final int LEAST_VALUES = 2 * SHORTEST - 1;

    /** False only if that is certain. */
    static boolean makeAmbiguous(QueryKeyParts parts) {
        int values = parts.values().length - 1; // without the tenant
        if (values < LEAST_VALUES) {
            return false;
        }
        int markers = (int) parts.sql().chars().filter(c -> c == '?').count();
        boolean eachOnce = markers == values && parts.filterNames().length == 0;
        boolean oneList = markers > 0 && markers - longestList(parts.sql()) < SHORTEST;
        return !eachOnce && !oneList;
    }

    /** The greatest number of parameters with nothing but commas between them. */
    private static int longestList(String sql) {
        int longest = 0;
        int current = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '?') {
                current++;
                longest = Math.max(longest, current);
            } else if (c != ',') {
                current = 0;
            }
        }
        return longest;
    }

    private PaddedLists() {}
}
