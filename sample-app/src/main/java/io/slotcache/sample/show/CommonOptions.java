// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command. */
final class CommonOptions {

    @Option(
            names = "--nodes",
            split = ",",
            paramLabel = "redis://HOST:PORT",
            description =
                    "Some nodes of a Redis Cluster of your own, separated by commas. Without it six Redis servers are started, and ended with the command.")
    List<String> nodes = List.of();

    @Option(
            names = "--no-color",
            description = "No colours, even on a terminal. So does the environment variable NO_COLOR.")
    boolean noColor;
}
