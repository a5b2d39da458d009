// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three JVMs work on one database while masters, replicas and JVMs die: no read is older than a commit that had returned. */
final class HistoryIT {

    private static final int SECONDS = Integer.getInteger("history.seconds", 30);

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = Clocks.cluster().nodeTimeout(Duration.ofSeconds(2)).start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    static List<Setting> settings() {
        return Setting.ALL.subList(0, 2);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void no_read_is_older_than_a_commit_before_its_session(Setting setting) throws Exception {
        long seed = Long.getLong("history.seed", System.nanoTime());
        RoundOptions options = RoundOptions.usual(
                seed,
                setting,
                Duration.ofSeconds(SECONDS),
                Map.of("hibernate.cache.slotcache.on_lock_failure", "strict"),
                EnumSet.allOf(Fault.class));
        try (Database database = setting.openDatabase()) {
            Round round = new Round(options, cluster, database);
            HistoryChecker history = round.run();
            System.out.printf(
                    "%s, seed %d: %d reads, %d commits, %d violations, %s, in %s%n",
                    setting,
                    seed,
                    history.reads(),
                    history.commits(),
                    history.violationCount(),
                    history.counts(),
                    round.directory());
            assertThat(history.violations()).as("seed %d", seed).isEmpty();
            assertThat(history.unexplained()).as("seed %d", seed).isEmpty();
            assertThat(history.count("hits")).isGreaterThan(history.count("misses"));
        }
    }
}
