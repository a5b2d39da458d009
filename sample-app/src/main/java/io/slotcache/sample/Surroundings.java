// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample;

import io.slotcache.sample.app.ClusterSource;
import io.slotcache.sample.screen.Screen;
import java.io.PrintStream;

/**
 * What the commands find around them; the tests give them another.
 *
 * @param out where they print
 * @param terminal whether that is a terminal
 * @param colours whether colours are wanted there
 * @param clusters where the cluster comes from when none is named
 */
public record Surroundings(PrintStream out, boolean terminal, boolean colours, ClusterSource clusters) {

    public Screen screen(boolean noColour) {
        return new Screen(out, terminal, colours && !noColour);
    }
}
