// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests of the provider see: each rule that is taken out of it makes them fail. Takes some minutes. */
@EnabledIfSystemProperty(
        named = "history.controls",
        matches = "true",
        disabledReason = "-Dhistory.controls=true runs it")
final class ProviderControlIT {

    /** A pattern of names, for those that are of interest. */
    private static final String WANTED = System.getProperty("history.control", ".*");

    private static ProviderTests tests;

    @BeforeAll
    static void start() throws Exception {
        tests = new ProviderTests();
    }

    @AfterAll
    static void stop() {
        tests.close();
    }

    static List<Control.Directed> controls() {
        return Stream.<Control.Directed[]>of(SessionControl.values(), RegionControl.values(), ClusterControl.values())
                .flatMap(Stream::of)
                .filter(control -> control.name().matches(WANTED))
                .toList();
    }

    @Test
    void with_every_rule_they_pass(@TempDir Path directory) throws Exception {
        Set<String> all = new TreeSet<>();
        controls().stream().map(Control.Directed::tests).forEach((Collection<String> some) -> all.addAll(some));
        assertThat(tests.failures(directory, all)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("controls")
    void without_the_rule_they_fail(Control.Directed control, @TempDir Path directory) throws Exception {
        tests.assertCaught(control, directory);
    }
}
