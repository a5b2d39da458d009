// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slotcache.sample.app.ClusterSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** A command that was run in this JVM. */
record CommandRun(int exitCode, String output) {

    /** Runs it as if its output went to a file. */
    static CommandRun of(ClusterSource clusters, String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, UTF_8);
        int exitCode = SampleApp.commandLine(new Surroundings(out, false, false, clusters))
                .execute(args);
        return new CommandRun(exitCode, bytes.toString(UTF_8));
    }
}
