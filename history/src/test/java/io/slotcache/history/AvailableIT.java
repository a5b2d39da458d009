// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Mode {@code available}, and one JVM does not reach a shard that all others reach: what it commits meanwhile can be read from the cache as it was before,
 * until it reaches the shard again and has ended the terms of its partitions.
 */
final class AvailableIT {

    private static final int SECONDS = Integer.getInteger("history.seconds", 30);

    /** From the mending on: the client connects anew after a second at the most, and asks for new terms at its keeper's next tick. */
    private static final Duration BOUND = Duration.ofSeconds(3);

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = Clocks.cluster().nodeTimeout(Duration.ofSeconds(2)).start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void stale_reads_are_of_commits_of_the_jvm_that_was_cut_off_and_end_soon_after() throws Exception {
        long seed = Long.getLong("history.seed", System.nanoTime());
        Setting setting = Setting.ALL.get(new SplittableRandom(seed).nextInt(Setting.ALL.size()));
        RoundOptions options = RoundOptions.usual(
                seed,
                setting,
                Duration.ofSeconds(SECONDS),
                Map.of("hibernate.cache.slotcache.on_lock_failure", "available"),
                EnumSet.of(Fault.CUT_NETWORK));
        try (Database database = setting.openDatabase()) {
            Round round = new Round(options, cluster, database);
            HistoryChecker history = round.run();
            List<Violation> stale = history.allViolations();
            long latest = stale.stream()
                    .mapToLong(violation -> violation.nanosAfter(round.cuts()))
                    .max()
                    .orElse(0);
            System.out.printf(
                    "%s, seed %d: %d reads, %d commits, %s, %d stale reads, the latest %d ms after the network was mended (negative: before), in %s%n",
                    setting,
                    seed,
                    history.reads(),
                    history.commits(),
                    history.counts(),
                    stale.size(),
                    Duration.ofNanos(latest).toMillis(),
                    round.directory());
            assertThat(stale)
                    .as("seed %d", seed)
                    .allSatisfy(violation ->
                            assertThat(violation.nanosAfter(round.cuts())).isLessThan(BOUND.toNanos()));
            // Who is given a code that a stale entry says it has is not updated: then nobody has it, and who looks for
            // it finds nobody.
            assertThat(history.unexplained())
                    .as("seed %d", seed)
                    .allMatch(failure -> failure.contains("from Holder where code"));
            assertThat(history.count("hits")).isGreaterThan(history.count("misses"));
        }
    }
}
