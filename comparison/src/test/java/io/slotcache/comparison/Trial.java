// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compares the sequences that seeds make, and explains a difference by the shortest sequence that still has it. */
final class Trial {

    /** How long a difference is shrunk. */
    private static final Duration SHRINKING = Duration.ofSeconds(Integer.getInteger("comparison.shrink", 60));

    private final Subjects subjects;
    private final Comparison comparison;

    Trial(Subjects subjects, Comparison comparison) {
        this.subjects = subjects;
        this.comparison = comparison;
    }

    /** As many sequences as it takes for every species to have its turn. */
    void runAll(long seed, int units) {
        for (int cast = 0; cast < Cast.count(); cast++) {
            run(seed, cast, units);
        }
    }

    void run(long seed, int cast, int units) {
        List<Species> species = Cast.of(seed, cast, subjects.uncached().node(0));
        List<UnitOfWork> sequence = new Generator(seed * Cast.count() + cast, species).units(units);
        Optional<Difference> difference = comparison.run(sequence);
        if (difference.isPresent()) {
            throw new AssertionError("seed " + seed + ", cast " + cast + ", " + units + " units\n"
                    + explained(difference.get(), sequence));
        }
    }

    private String explained(Difference difference, List<UnitOfWork> sequence) {
        Comparison alone = comparison.only(difference.subject());
        List<UnitOfWork> shrunk = new Shrinker(units -> alone.run(units).isPresent(), SHRINKING)
                .shrink(sequence.subList(0, difference.step() + 1));
        StringBuilder text = new StringBuilder(difference.toString()).append("\nshrunk to\n");
        shrunk.forEach(unit -> text.append(unit).append('\n'));
        return text.append(alone.run(shrunk).map(Object::toString).orElse("which does not always show it"))
                .toString();
    }
}
