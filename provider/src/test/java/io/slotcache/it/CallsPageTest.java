// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/calls.md says what {@link CallsIT} counts. */
final class CallsPageTest {

    @Test
    void page_has_the_tables_that_are_tested() throws IOException {
        String page = Files.readString(Path.of("../docs/calls.md"));
        Calls.sections().forEach((title, rows) -> assertThat(page).contains(table(title, rows)));
        assertThat(page.lines().filter(line -> line.startsWith("| ")))
                .as("rows, and a head for each section")
                .hasSize((int) Calls.rows().count() + Calls.sections().size());
    }

    @Test
    void no_two_rows_have_one_name() {
        Calls.sections()
                .values()
                .forEach(rows -> assertThat(rows.stream().map(CallRow::name)).doesNotHaveDuplicates());
    }

    private static String table(String title, List<CallRow> rows) {
        return "## " + title + "\n\n| | to Redis | waits | SQL |\n|---|---|---|---|\n"
                + rows.stream().map(row -> row.markdown() + "\n").collect(Collectors.joining());
    }
}
