// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.sample.screen.Format;
import java.util.Locale;

/** The lines of the time line. They are printed while the application runs, so their widths are fixed and not those of a table. */
final class TimelineRow {

    private static final String LINE = "%7s  %8s  %8s  %-18s  %-18s  %10s  %5s  %6s";
    private static final int BAR_WIDTH = 10;

    String header() {
        return String.format(
                Locale.ROOT,
                LINE,
                "second",
                "reads",
                "writes",
                "hits, others",
                "hits, this master",
                "slowest ms",
                "stale",
                "failed");
    }

    String format(int second, Second what) {
        return String.format(
                        Locale.ROOT,
                        LINE,
                        second + 1,
                        Format.count(what.reads()),
                        Format.count(what.writes()),
                        rate(what.hitRate(false)),
                        rate(what.hitRate(true)),
                        Format.millis(what.slowestMillis()),
                        Format.count(what.stale()),
                        Format.count(what.failed()))
                .stripTrailing();
    }

    private static String rate(double rate) {
        return Format.bar(rate, BAR_WIDTH) + String.format(Locale.ROOT, " %5.1f %%", rate * 100);
    }
}
