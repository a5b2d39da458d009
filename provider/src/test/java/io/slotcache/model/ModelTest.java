// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol's model, in its short form: what should hold holds, and with a rule off it does not. Where Spin is installed; nothing is installed here. */
final class ModelTest {

    /** A minute on an idle core; this is for one that is shared. */
    private static final int LIMIT_MINUTES = 15;

    @Test
    void model_holds_and_fails_without_each_rule(@TempDir Path directory) throws Exception {
        for (String tool : new String[] {"spin", "cc", "python3"}) {
            assumeTrue(
                    isInstalled(tool),
                    tool + " is not on the PATH; to run the model: apt-get install spin gcc python3");
        }
        Path output = directory.resolve("check.txt");
        Process check = new ProcessBuilder("python3", script().toString(), "--short")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(check.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("the short form ends in %s minutes", LIMIT_MINUTES)
                    .isTrue();
            assertThat(check.exitValue()).as(text(output)).isZero();
        } finally {
            check.descendants().forEach(ProcessHandle::destroyForcibly);
            check.destroyForcibly().waitFor();
        }
    }

    private static Path script() {
        Path fromModule = Path.of("..", "docs", "model", "check");
        return Files.exists(fromModule) ? fromModule : Path.of("docs", "model", "check");
    }

    private static boolean isInstalled(String tool) {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    private static String text(Path output) throws IOException {
        return Files.readString(output);
    }
}
