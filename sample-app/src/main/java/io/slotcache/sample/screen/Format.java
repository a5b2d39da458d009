// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.screen;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them, the same in every locale. */
public final class Format {

    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    private Format() {}

    /** {@code 16,384}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 33.3 %}; only exactly nothing and exactly all go without a decimal. */
    public static String percent(double fraction) {
        double percent = fraction * 100;
        return String.format(Locale.ROOT, percent == 0 || percent == 100 ? "%.0f %%" : "%.1f %%", percent);
    }

    /** {@code 1.012}. */
    public static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    /** {@code 420 ms} below a second, then {@code 7.9 s}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }

    /** A number of milliseconds with the digits that mean something: {@code 0.42}, {@code 12.3}, {@code 420}. */
    public static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 1 ? "%.2f" : millis < 100 ? "%.1f" : "%.0f", millis);
    }

    /** A bar of {@code width} characters, filled to an eighth of one; what is not filled is blank. */
    public static String bar(double fraction, int width) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, fraction)) * width * 8);
        String filled = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
        return filled + " ".repeat(width - filled.length());
    }
}
