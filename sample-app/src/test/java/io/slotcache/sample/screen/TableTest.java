// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TableTest {

    @Test
    void textGoesLeftAndNumbersGoRight() {
        Table table = new Table("name", ">count").row("Laptop", 7).row("PC", 12_345L);
        assertThat(table.lines(false)).containsExactly("name     count", "Laptop       7", "PC      12,345");
    }

    @Test
    void coloursDoNotMoveColumns() {
        Table table =
                new Table("a", "b").row(new Table.Cell("x", Style.BOLD), "y").row("xx", "y");
        assertThat(table.lines(true)).endsWith("\u001B[1mx\u001B[0m   y", "xx  y");
    }

    @Test
    void marksOutsideAsciiCountAsOneColumn() {
        Table table = new Table("", "").row("█▉", "y").row("xx", "y");
        assertThat(table.lines(false)).containsExactly("█▉  y", "xx  y");
    }

    @Test
    void rowOfAnotherWidthIsRefused() {
        assertThatThrownBy(() -> new Table("a", "b").row("x")).isInstanceOf(IllegalArgumentException.class);
    }
}
