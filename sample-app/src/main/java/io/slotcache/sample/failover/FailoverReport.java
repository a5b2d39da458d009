// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.sample.app.Stage;
import io.slotcache.sample.screen.Format;
import io.slotcache.sample.screen.Table;
import java.util.Locale;
import java.util.Map;

/** What the application felt, in numbers. */
final class FailoverReport {

    private final Stage stage;
    private final Timeline timeline;

    FailoverReport(Stage stage, Timeline timeline) {
        this.stage = stage;
        this.timeline = timeline;
    }

    void print() {
        Map<String, Long> failures = timeline.failures();
        long failed = failures.values().stream().mapToLong(Long::longValue).sum();
        stage.screen().heading("What the application felt");
        Table table = new Table("", ">");
        table.row("reads", timeline.reads()).row("writes", timeline.writes()).row("hits", timeline.hits());
        table.row("stale reads", timeline.stale())
                .row("  on this master", timeline.staleOnShard())
                .row("failed operations", failed);
        failures.forEach((kind, count) -> table.row("  " + kind, count));
        table.row("without hits on this master", Format.duration(timeline.withoutHits()));
        Operation slowest = timeline.slowest();
        if (slowest != null) {
            table.row(
                    "slowest operation",
                    Format.millis(slowest.nanos() / 1e6) + " ms ("
                            + slowest.kind().name().toLowerCase(Locale.ROOT) + ")");
        }
        stage.screen().table(table);
        stage.screen()
                .text(
                        "The new master keeps the old one's entries, but the cache doesn't serve them: the last locks may be missing there. It waits until "
                                + "their writers have ended, begins a new term, and fills up again from the database.");
        stage.promises()
                .check(
                        timeline.stale() == 0,
                        "No stale read, of " + Format.count(timeline.reads() + timeline.writes()));
        stage.promises()
                .check(failed == 0, "No exception reached the application" + (failed == 0 ? "" : ": " + failures));
    }
}
