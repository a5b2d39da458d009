// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each control, in every build: what it changes is there to be changed. */
final class ControlTest {

    static List<Control> controls() {
        return Stream.<Control[]>of(
                        ScriptControl.values(),
                        SessionControl.values(),
                        RegionControl.values(),
                        ClusterControl.values(),
                        CheckedControl.values())
                .flatMap(Stream::of)
                .toList();
    }

    /** A test that runs a control says so too; this one takes a second and tells of all of them. */
    @ParameterizedTest
    @MethodSource("controls")
    void change_compiles(Control control, @TempDir Path directory) throws Exception {
        Overlay overlay = new Overlay(directory);
        control.change().apply(overlay);

        assertThat(overlay.directory()).isNotEmptyDirectory();
    }

    static Stream<Control.Directed> directed() {
        return controls().stream().filter(Control.Directed.class::isInstance).map(Control.Directed.class::cast);
    }

    /** They run in the long form only, which is too late to learn that one has another name now. */
    @ParameterizedTest
    @MethodSource("directed")
    void tests_exist(Control.Directed control) {
        assertThat(control.tests())
                .allSatisfy(test -> assertThat(ProviderTests.methods(getClass().getClassLoader(), test))
                        .isNotEmpty());
    }

    @Test
    void page_lists_every_control() throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "controls.md")))
                .contains(controls().stream().map(ControlTest::row).toList());
    }

    private static String row(Control control) {
        return "| `%s` | %s | %s |".formatted(control.name(), control.rule(), control.caughtBy());
    }
}
