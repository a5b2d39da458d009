// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TroubleshootingTest {

    @Test
    void every_message_has_an_entry_and_every_entry_a_message() throws IOException {
        String page = Files.readString(Path.of("../docs/troubleshooting.md"));
        List<String> documented = Pattern.compile("(?m)^\\| (SLOTCACHE\\d{4}) ")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(documented).containsExactlyElementsOf(ids());
    }

    /** From the source of the interface: its annotations are not kept at run time. */
    private static TreeSet<String> ids() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/slotcache/internal/log/SlotCacheLogger.java"));
        return Pattern.compile("id = (\\d+)")
                .matcher(source)
                .results()
                .map(match -> String.format("SLOTCACHE%04d", Integer.parseInt(match.group(1))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
