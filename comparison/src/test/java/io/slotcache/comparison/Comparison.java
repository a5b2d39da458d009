// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Runs units of work on all subjects and compares what they answer, and now and then all that there is. */
final class Comparison {

    /** Units between one census and the next. */
    private static final int CENSUS_EVERY = 50;

    /** Units after which all that is read can be cached again, before others have changed it. */
    private static final int FENCE_EVERY = 6;

    private final Subjects subjects;
    private final List<Subject> cached;
    private final Activity activity;

    Comparison(Subjects subjects, Activity activity) {
        this(subjects, subjects.cached(), activity);
    }

    /** @param cached which of the subjects are compared with the one without a cache */
    Comparison(Subjects subjects, List<Subject> cached, Activity activity) {
        this.subjects = subjects;
        this.cached = cached;
        this.activity = activity;
    }

    /** The same with one of the caches alone. */
    Comparison only(Subject subject) {
        return new Comparison(subjects, List.of(subject), activity);
    }

    /** The first difference, if there is one. Begins with empty databases and caches. */
    Optional<Difference> run(List<UnitOfWork> units) {
        subjects.uncached().reset();
        cached.forEach(Subject::reset);
        List<Species> cast = units.stream()
                .flatMap(unit -> unit.allOperations().stream().map(Operation::species))
                .distinct()
                .toList();
        for (int step = 0; step < units.size(); step++) {
            boolean isCensus = (step + 1) % CENSUS_EVERY == 0 || step == units.size() - 1;
            if (isCensus || step % FENCE_EVERY == 0) {
                cached.forEach(subject -> Fence.pass(subject.nodes()));
            }
            Optional<Difference> difference = compare(step, units.get(step));
            if (difference.isEmpty() && isCensus) {
                difference = takeCensus(step, cast);
            }
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> compare(int step, UnitOfWork unit) {
        List<Answer> right = Execution.run(subjects.uncached(), unit);
        for (Subject subject : cached) {
            List<Answer> answers = Execution.run(subject, unit);
            if (!answers.equals(right)) {
                return Optional.of(new Difference(step, unit, subject, right, answers));
            }
        }
        activity.note(right);
        return Optional.empty();
    }

    /** The rows of all tables, what the first node reads, and the second from what the first has cached. */
    private Optional<Difference> takeCensus(int step, List<Species> cast) {
        Optional<Difference> difference = compareTables(step);
        for (int node = 0; node < 2; node++) {
            for (UnitOfWork unit : Census.of(cast, node)) {
                if (difference.isEmpty()) {
                    difference = compare(step, unit);
                }
            }
        }
        return difference;
    }

    private Optional<Difference> compareTables(int step) {
        SortedMap<String, List<String>> right = subjects.uncached().database().rows();
        for (Subject subject : cached) {
            SortedMap<String, List<String>> rows = subject.database().rows();
            if (!rows.equals(right)) {
                List<Answer> rightLines = new ArrayList<>();
                List<Answer> lines = new ArrayList<>();
                right.forEach((table, tableRows) -> {
                    rightLines.add(Answer.ofEnd(table + " " + tableRows));
                    lines.add(Answer.ofEnd(table + " " + rows.get(table)));
                });
                return Optional.of(new Difference(step, null, subject, rightLines, lines));
            }
        }
        return Optional.empty();
    }
}
