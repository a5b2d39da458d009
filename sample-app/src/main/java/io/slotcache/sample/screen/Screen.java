// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.screen;

import java.io.PrintStream;

/** Where a command prints. Lines are at most {@value #WIDTH} characters long. For one thread. */
public final class Screen {

    public static final int WIDTH = 100;

    private static final String INDENT = "  ";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colours;

    /** Characters of the status line that stands at the bottom now. */
    private int statusLength;

    /**
     * @param terminal whether a line may be overwritten
     * @param colours whether escape sequences may be printed
     */
    public Screen(PrintStream out, boolean terminal, boolean colours) {
        this.out = out;
        this.terminal = terminal;
        this.colours = colours;
    }

    /** Begins a demonstration. */
    public void title(String text) {
        clearStatus();
        out.println();
        String rule = "━".repeat(Math.max(3, WIDTH - text.length() - 4));
        out.println(paint(Style.ACCENT, "━━ ") + paint(Style.BOLD, text) + paint(Style.ACCENT, " " + rule));
    }

    /** Begins a part of one. */
    public void heading(String text) {
        clearStatus();
        out.println();
        out.println(INDENT + paint(Style.BOLD, text));
    }

    /** A short explanation, wrapped. */
    public void text(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH - INDENT.length() && line.length() > 0) {
                line(line.toString(), Style.FAINT);
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        line(line.toString(), Style.FAINT);
    }

    public void line(String text, Style style) {
        clearStatus();
        out.println(INDENT + paint(style, text));
    }

    public void blank() {
        clearStatus();
        out.println();
    }

    public void table(Table table) {
        clearStatus();
        table.lines(colours).forEach(line -> out.println(INDENT + line));
    }

    /** Shows what is going on, on a line that the next one overwrites. Nothing where lines can't be overwritten. */
    public void status(String text) {
        if (terminal) {
            String shown = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
            out.print(
                    "\r" + INDENT + paint(Style.FAINT, shown) + " ".repeat(Math.max(0, statusLength - shown.length())));
            out.flush();
            statusLength = shown.length();
        }
    }

    private void clearStatus() {
        if (statusLength > 0) {
            out.print("\r" + " ".repeat(INDENT.length() + statusLength) + "\r");
            statusLength = 0;
        }
    }

    private String paint(Style style, String text) {
        return colours ? style.paint(text) : text;
    }
}
