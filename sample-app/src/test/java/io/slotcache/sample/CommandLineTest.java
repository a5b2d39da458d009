// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.sample.app.ClusterSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {

    private static final ClusterSource NONE = screen -> {
        throw new AssertionError("No cluster is to be started");
    };

    @Test
    void helpNamesAllCommandsInTheirOrder() {
        CommandRun help = CommandRun.of(NONE, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output())
                .containsSubsequence(
                        " demo ", " cluster ", " distribution ", " hashtags ", " stats ", " failover ", " bench ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "cluster", "distribution", "hashtags", "stats", "failover", "bench"})
    void everyCommandHasTheCommonOptions(String command) {
        CommandRun help = CommandRun.of(NONE, command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("--nodes", "--no-color", "--version");
    }

    @Test
    void versionIsThatOfTheBuild() {
        CommandRun version = CommandRun.of(NONE, "--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.output()).containsPattern("SlotCache sample \\d+\\.\\d+");
    }

    @Test
    void mistakesAreToldFromBrokenPromises() {
        assertThat(CommandRun.of(NONE, "clutser").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of(NONE, "cluster", "--node").exitCode()).isEqualTo(2);
    }
}
