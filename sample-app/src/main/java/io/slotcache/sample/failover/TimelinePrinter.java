// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.sample.screen.Format;
import io.slotcache.sample.screen.Screen;
import io.slotcache.sample.screen.Style;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Prints the time line while it grows. For one thread. */
final class TimelinePrinter {

    private static final long PAUSE_MILLIS = 20;

    private final Screen screen;
    private final Timeline timeline;
    private final TimelineRow row = new TimelineRow();
    private int printed;

    TimelinePrinter(Screen screen, Timeline timeline) {
        this.screen = screen;
        this.timeline = timeline;
    }

    void begin() {
        screen.line(row.header(), Style.FAINT);
    }

    /** Says that something happened now. */
    void event(String what, Style style) {
        printComplete();
        screen.line(String.format("%7s  %s", Format.duration(timeline.sinceStart()), what), style);
    }

    /** Goes on until something is true or the limit is over. Returns whether it is. */
    boolean until(Duration limit, BooleanSupplier reached) throws InterruptedException {
        Duration end = timeline.sinceStart().plus(limit);
        while (!reached.getAsBoolean()) {
            if (timeline.sinceStart().compareTo(end) > 0) {
                return false;
            }
            printComplete();
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    /** Goes on for some seconds, so that what is normal can be seen. */
    void forSeconds(int seconds) throws InterruptedException {
        Duration end = timeline.sinceStart().plusSeconds(seconds);
        until(Duration.ofSeconds(seconds + 1L), () -> timeline.sinceStart().compareTo(end) >= 0);
    }

    void end() {
        printComplete();
    }

    private void printComplete() {
        while (printed < timeline.completeSeconds()) {
            screen.line(timeline.row(printed, row), Style.PLAIN);
            printed++;
        }
    }
}
