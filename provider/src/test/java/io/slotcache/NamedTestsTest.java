// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages that name tests name tests that exist. */
final class NamedTestsTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:IT|Test))#(\\w+)`");

    static Stream<String> named() throws IOException {
        String pages =
                Files.readString(Path.of("../docs/features.md")) + Files.readString(Path.of("../docs/failures.md"));
        return TEST.matcher(pages).results().map(MatchResult::group).distinct();
    }

    @ParameterizedTest
    @MethodSource("named")
    void named_test_is_there(String name) throws IOException {
        String[] classAndMethod = name.replace("`", "").split("#");
        assertThat(source(classAndMethod[0]))
                .containsPattern("@(Test|ParameterizedTest)[^;{]*(\\{[^}]*}[^;{]*)?void " + classAndMethod[1] + "\\(");
    }

    private static String source(String className) throws IOException {
        for (String module : List.of(".", "../comparison", "../history")) {
            try (Stream<Path> files = Files.walk(Path.of(module, "src/test/java"))) {
                Optional<Path> file =
                        files.filter(path -> path.endsWith(className + ".java")).findFirst();
                if (file.isPresent()) {
                    return Files.readString(file.get());
                }
            }
        }
        throw new AssertionError("There is no " + className);
    }
}
