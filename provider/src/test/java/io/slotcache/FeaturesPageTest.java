// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/features.md names tests that exist. */
final class FeaturesPageTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:IT|Test))#(\\w+)`");

    static Stream<String> named() throws IOException {
        return TEST.matcher(Files.readString(Path.of("../docs/features.md")))
                .results()
                .map(MatchResult::group);
    }

    @ParameterizedTest
    @MethodSource("named")
    void named_test_is_there(String name) throws IOException {
        String[] classAndMethod = name.replace("`", "").split("#");
        assertThat(source(classAndMethod[0]))
                .containsPattern("@(Test|ParameterizedTest)[^;{]*(\\{[^}]*}[^;{]*)?void " + classAndMethod[1] + "\\(");
    }

    private static String source(String className) throws IOException {
        try (Stream<Path> files = Stream.concat(
                Files.walk(Path.of("src/test/java")), Files.walk(Path.of("../comparison/src/test/java")))) {
            Path file = files.filter(path -> path.endsWith(className + ".java"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(file);
        }
    }
}
