// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

/**
 * One step of a unit of work. Everything left open by kind, species and row (which attribute, which value, which query) follows from a number, so that an
 * operation means the same wherever it runs.
 */
record Operation(OperationKind kind, Species species, int row, int dice) {

    /** A place in the database. */
    record Row(Species species, int row) {}

    Row at() {
        return new Row(species, row);
    }

    /** A number below the bound, another for each salt. */
    int choose(int salt, int bound) {
        int mixed = (dice ^ salt * 0x9E3779B9) * 0x85EBCA6B;
        mixed = (mixed ^ mixed >>> 15) * 0xC2B2AE35;
        return Integer.remainderUnsigned(mixed ^ mixed >>> 16, bound);
    }

    @Override
    public String toString() {
        return kind + " " + species.name() + " " + row + " " + dice;
    }
}
