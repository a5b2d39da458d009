// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tests of the scripts see: each rule that is taken out of a script makes them fail. */
final class ScriptControlIT {

    private static ProviderTests tests;

    @BeforeAll
    static void start() throws Exception {
        tests = new ProviderTests();
    }

    @AfterAll
    static void stop() {
        tests.close();
    }

    @Test
    void with_every_rule_they_pass(@TempDir Path directory) throws Exception {
        assertThat(tests.failures(
                        directory,
                        Arrays.stream(ScriptControl.values())
                                .flatMap(control -> control.tests().stream())
                                .toList()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void without_the_rule_they_fail(ScriptControl control, @TempDir Path directory) throws Exception {
        tests.assertCaught(control, directory);
    }
}
