// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs units of work on all subjects and compares what they answer. */
final class Comparison {

    private final Subjects subjects;
    private final List<Subject> cached;
    private final int censusEvery;

    Comparison(Subjects subjects, List<Subject> cached, int censusEvery) {
        this.subjects = subjects;
        this.cached = cached;
        this.censusEvery = censusEvery;
    }

    /** The first difference, if there is one. Begins and ends with empty databases and caches. */
    Optional<Difference> run(List<UnitOfWork> units) {
        subjects.uncached().reset();
        cached.forEach(Subject::reset);
        for (int step = 0; step < units.size(); step++) {
            UnitOfWork unit = units.get(step);
            Optional<Difference> difference = compare(step, unit);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> compare(int step, UnitOfWork unit) {
        List<String> right = Execution.run(subjects.uncached(), unit);
        for (Subject subject : cached) {
            List<String> answers = Execution.run(subject, unit);
            if (!answers.equals(right)) {
                return Optional.of(new Difference(step, subject, right, answers));
            }
            var rt = Tables.rows(subjects.uncached().database());
            var wt = Tables.rows(subject.database());
            if (!rt.equals(wt)) {
                List<String> r = new ArrayList<>(right), w = new ArrayList<>(answers);
                rt.forEach((t, rows) -> {
                    if (!rows.equals(wt.get(t))) {
                        r.add(t + rows);
                        w.add(t + wt.get(t));
                    }
                });
                return Optional.of(new Difference(step, subject, r, w));
            }
        }
        return Optional.empty();
    }

    record Difference(int step, Subject subject, List<String> right, List<String> wrong) {
        @Override
        public String toString() {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < Math.max(right.size(), wrong.size()); i++) {
                String r = i < right.size() ? right.get(i) : "";
                String w = i < wrong.size() ? wrong.get(i) : "";
                lines.add(r.equals(w) ? "  both     " + r : "  without  " + r + "\n  " + subject + "  " + w);
            }
            return String.join("\n", lines);
        }
    }
}
