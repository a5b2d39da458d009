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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker sees: with any one rule of the protocol taken out, it finds stale reads. */
final class CheckedControlIT {

    private static final Duration AT_MOST = Duration.ofMinutes(3);

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
    @EnumSource(names = {"STAMP_OF_NOW", "PUTS_AT_ONCE", "TABLES_NOT_LOCKED"})
    void it_soon_sees_what_is_missing(CheckedControl control, @TempDir Path directory) throws Exception {
        assertCaught(control, directory);
    }

    /** A minute or two each. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"STAMP_OF_NOW", "PUTS_AT_ONCE", "TABLES_NOT_LOCKED"})
    @EnabledIfSystemProperty(
            named = "history.controls",
            matches = "true",
            disabledReason = "-Dhistory.controls=true runs it")
    void it_sees_what_is_missing(CheckedControl control, @TempDir Path directory) throws Exception {
        assertCaught(control, directory);
    }

    private static void assertCaught(CheckedControl control, Path directory) throws Exception {
        Overlay overlay = new Overlay(directory);
        control.change().apply(overlay);
        RoundOptions options = new RoundOptions(
                System.nanoTime(),
                2,
                6,
                AT_MOST,
                control.isolation(),
                Map.of(),
                overlay.classPath(),
                true,
                control.faults());
        long before = System.nanoTime();
        HistoryChecker history = new Round(options, cluster, database).runUntilStale();
        System.out.printf(
                "%s: after %d s and %d reads %s%n",
                control,
                Duration.ofNanos(System.nanoTime() - before).toSeconds(),
                history.reads(),
                history.violations());
        assertThat(history.violationCount()).as(control.rule()).isPositive();
    }
}
