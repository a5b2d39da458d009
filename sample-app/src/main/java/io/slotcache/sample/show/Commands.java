// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.sample.Surroundings;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands, in the order in which {@code demo} shows them. */
@Command(
        name = "slotcache-sample",
        description = "A JPA application that shows SlotCache at work on a real Redis Cluster.",
        footer = {"", "Exit code: 0 if all that a command promised held, 1 if not, 2 for a mistake in the command line."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = true)
public final class Commands {

    private Commands() {}

    public static CommandLine of(Surroundings surroundings) {
        Map<String, Demonstration> acts = new LinkedHashMap<>();
        acts.put("cluster", new ClusterDemonstration(surroundings));
        acts.put("distribution", new DistributionDemonstration(surroundings));
        acts.put("hashtags", new HashTagDemonstration(surroundings));
        acts.put("stats", new StatisticsDemonstration(surroundings));
        FailoverDemonstration failover = new FailoverDemonstration(surroundings);
        acts.put("failover", failover);
        acts.put("bench", new BenchDemonstration(surroundings));

        CommandLine line = new CommandLine(new Commands());
        line.addSubcommand("demo", new FullDemonstration(surroundings, acts.values(), failover));
        acts.forEach(line::addSubcommand);
        PrintWriter out = new PrintWriter(surroundings.out(), true);
        return line.setOut(out)
                .setErr(out)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        surroundings.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    }
}
