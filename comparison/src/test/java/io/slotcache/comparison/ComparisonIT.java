// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The answers through SlotCache and through Hibernate's JCache are those without a cache. In the short form, which every build runs, for each group of
 * species one sequence of units from a fixed seed. In the long form from random ones, as many as there is time for:
 *
 * <pre>mvn verify -pl comparison -am -Dit.test=ComparisonIT -Dcomparison.minutes=30</pre>
 *
 * {@code -Dcomparison.seed} repeats what a failure has named.
 */
@ExtendWith(EmbeddedClusterExtension.class)
final class ComparisonIT {

    private static final long FIXED_SEED = 7;
    private static final int UNITS = 20;
    private static final int UNITS_IN_LONG_FORM = 120;

    @Test
    void answers_are_those_without_a_cache(EmbeddedCluster cluster) {
        try (Subjects subjects = Subjects.start(cluster)) {
            Activity activity = new Activity();
            Trial trial = new Trial(subjects, new Comparison(subjects, activity));
            long minutes = Long.getLong("comparison.minutes", 0);
            if (minutes == 0) {
                trial.runAll(FIXED_SEED, UNITS);
            }
            if (minutes > 0 || System.getProperty("comparison.seed") != null) {
                runRandom(trial, minutes);
            }
            report(subjects, activity);
            assertSomethingWasTried(subjects, activity);
        }
    }

    private static void runRandom(Trial trial, long minutes) {
        long seed = Long.getLong("comparison.seed", System.nanoTime() % 1_000_000);
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        do {
            System.out.println("seed " + seed);
            if (minutes == 0) {
                trial.run(seed, (int) (seed % Cast.count()), UNITS);
            } else {
                trial.runAll(seed, UNITS_IN_LONG_FORM);
            }
            seed++;
        } while (System.nanoTime() < end);
    }

    private static void report(Subjects subjects, Activity activity) {
        System.out.println(activity);
        subjects.cached().forEach(subject -> System.out.println(subject + ": " + Activity.hits(subject) + " hits"));
    }

    /** A cache that keeps nothing gives the right answers too. */
    private static void assertSomethingWasTried(Subjects subjects, Activity activity) {
        Set<OperationKind> idle = EnumSet.allOf(OperationKind.class);
        idle.removeAll(activity.kinds());
        // All have run; the rows of a short sequence do not give every one of them something to do.
        assertThat(idle).as("kinds that found nothing to do").hasSizeLessThanOrEqualTo(3);
        assertThat(activity.species()).containsExactlyInAnyOrderElementsOf(Species.ALL);
        Map<String, Long> hits = Activity.hits(subjects.slotCache());
        assertThat(hits.values().stream().filter(count -> count == 0))
                .as("regions that were never hit, of %s", hits)
                .hasSizeLessThanOrEqualTo(2);
    }
}
