// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker sees: with any one rule of the protocol taken out, it finds stale reads. */
final class ControlIT {

    private static final int ROUNDS = 4;
    private static final Duration LENGTH = Duration.ofSeconds(6);

    private static EmbeddedCluster cluster;
    private static Database database;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(2)).start();
        database = Database.postgres();
    }

    @AfterAll
    static void stop() {
        cluster.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void without_the_rule_reads_are_stale(Control control, @TempDir Path directory) throws Exception {
        Overlay overlay = new Overlay(directory);
        control.apply(overlay);
        long violations = 0;
        int round = 0;
        while (violations == 0 && round < ROUNDS) {
            round++;
            RoundOptions options = new RoundOptions(
                    System.nanoTime(),
                    2,
                    6,
                    LENGTH,
                    "REPEATABLE_READ",
                    Map.of(),
                    overlay.classPath(),
                    true,
                    control.faults());
            violations = new Round(options, cluster, database).run().violationCount();
        }
        System.out.printf("%s: %d stale reads in round %d%n", control, violations, round);
        assertThat(violations).isPositive();
    }
}
