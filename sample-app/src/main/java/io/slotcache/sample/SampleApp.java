// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slotcache.sample.app.ClusterSource;
import io.slotcache.sample.show.Commands;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import picocli.CommandLine;

/** The program. */
public final class SampleApp {

    private SampleApp() {}

    public static void main(String[] args) {
        // Not System.out: in a locale without a charset of its own, the JVM would print bars and marks as question
        // marks.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        boolean terminal = isTerminal();
        boolean colours = terminal && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        Surroundings surroundings = new Surroundings(out, terminal, colours, ClusterSource::startEmbedded);
        System.exit(commandLine(surroundings).execute(args));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return Commands.of(surroundings);
    }

    /** Since JDK 22 there is always a console, and it is asked whether it is a terminal. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJdk) {
            return true;
        }
    }
}
