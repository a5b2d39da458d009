// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.screen;

import java.util.ArrayList;
import java.util.List;

/** What a command promised, each checked as it goes along. For one thread. */
public final class Promises {

    private final Screen screen;
    private final List<String> broken = new ArrayList<>();
    private int checked;

    public Promises(Screen screen) {
        this.screen = screen;
    }

    /** Prints a promise and whether it held. */
    public void check(boolean held, String promise) {
        checked++;
        if (held) {
            screen.line("✔ " + promise, Style.GOOD);
        } else {
            screen.line("✘ " + promise, Style.BAD);
            broken.add(promise);
        }
    }

    /** Prints the sum of all. */
    public int exitCode() {
        screen.blank();
        if (checked == 0) {
            screen.line("Nothing was checked.", Style.WARN);
        } else if (broken.isEmpty()) {
            screen.line("✔ All " + checked + " promises held.", Style.GOOD);
        } else {
            screen.line("✘ " + broken.size() + " of " + checked + " promises did not hold:", Style.BAD);
            broken.forEach(promise -> screen.line("  ✘ " + promise, Style.BAD));
        }
        screen.blank();
        return broken.isEmpty() ? 0 : 1;
    }
}
