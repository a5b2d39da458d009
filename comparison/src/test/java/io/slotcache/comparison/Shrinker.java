// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of a failing sequence what it fails without: units by halves, quarters and so on, then interruptions, then operations. */
final class Shrinker {

    private final Predicate<List<UnitOfWork>> stillFails;
    private final long untilNanos;

    /** @param limit after which what has been reached is returned */
    Shrinker(Predicate<List<UnitOfWork>> stillFails, Duration limit) {
        this.stillFails = stillFails;
        untilNanos = System.nanoTime() + limit.toNanos();
    }

    List<UnitOfWork> shrink(List<UnitOfWork> failing) {
        List<UnitOfWork> units = withoutUnits(failing);
        units = withoutInterruptions(units);
        return withoutOperations(units);
    }

    private boolean isOver() {
        return System.nanoTime() - untilNanos > 0;
    }

    private List<UnitOfWork> withoutUnits(List<UnitOfWork> failing) {
        List<UnitOfWork> units = failing;
        for (int size = Math.max(1, units.size() / 2); size >= 1; size /= 2) {
            for (int at = units.size() - size; at >= 0 && !isOver(); at -= size) {
                List<UnitOfWork> fewer = new ArrayList<>(units);
                fewer.subList(at, at + size).clear();
                if (stillFails.test(fewer)) {
                    units = fewer;
                }
            }
        }
        return units;
    }

    private List<UnitOfWork> withoutInterruptions(List<UnitOfWork> failing) {
        List<UnitOfWork> units = new ArrayList<>(failing);
        for (int i = 0; i < units.size() && !isOver(); i++) {
            if (units.get(i).interruption() != null) {
                replaceIfFailing(units, i, units.get(i).withoutInterruption());
            }
        }
        return units;
    }

    private List<UnitOfWork> withoutOperations(List<UnitOfWork> failing) {
        List<UnitOfWork> units = new ArrayList<>(failing);
        for (int i = 0; i < units.size(); i++) {
            for (int at = units.get(i).operations().size() - 1; at >= 0 && !isOver(); at--) {
                UnitOfWork unit = units.get(i);
                if (unit.interruptedBefore() != at) {
                    List<Operation> fewer = new ArrayList<>(unit.operations());
                    fewer.remove(at);
                    replaceIfFailing(units, i, unit.withOperations(fewer));
                }
            }
        }
        return units;
    }

    private void replaceIfFailing(List<UnitOfWork> units, int index, UnitOfWork smaller) {
        UnitOfWork former = units.set(index, smaller);
        if (!stillFails.test(units)) {
            units.set(index, former);
        }
    }
}
