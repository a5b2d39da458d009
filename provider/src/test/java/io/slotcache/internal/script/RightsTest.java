// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RightsTest {

    /** What is sent by itself: reads, pipelines of the keeper, and what Redisson needs. */
    private static final Set<String> SENT = Set.of(
            "get",
            "mget",
            "hget",
            "hmget",
            "set",
            "unlink",
            "eval",
            "evalsha",
            "script|load",
            "cluster|nodes",
            "ping",
            "asking");

    /** None is missing, and none is asked for in vain. */
    @Test
    void rights_that_are_asked_for_are_those_of_all_commands_that_are_sent_or_called() {
        Set<String> used = new TreeSet<>(SENT);
        Arrays.stream(Script.values())
                .flatMap(script -> Pattern.compile("redis\\.p?call\\(\"(\\w+)\"(?:, \"(NODES)\")?")
                        .matcher(script.text())
                        .results())
                .map(call -> call.group(2) == null ? call.group(1) : call.group(1) + "|" + call.group(2))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .forEach(used::add);

        String script = Script.RIGHTS.text();
        Set<String> asked = Pattern.compile("\\{\"(\\w+)\"(?:, \"(load|nodes)\")?")
                .matcher(script.substring(script.indexOf("local commands")))
                .results()
                .map(command -> command.group(2) == null ? command.group(1) : command.group(1) + "|" + command.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked).isEqualTo(used);
    }
}
