// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class ScreenTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void longTextIsWrapped() {
        screen(false, false).text("word ".repeat(60).trim());
        assertThat(printed().lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= Screen.WIDTH);
        assertThat(printed().replaceAll("\\s+", " ").trim())
                .isEqualTo("word ".repeat(60).trim());
    }

    @Test
    void titleFillsTheWidth() {
        screen(false, false).title("Cluster");
        assertThat(printed().trim()).hasSize(Screen.WIDTH);
    }

    @Test
    void noEscapeSequencesWithoutColours() {
        Screen screen = screen(false, false);
        screen.title("Title");
        screen.line("text", Style.BAD);
        screen.status("waiting");
        assertThat(printed()).doesNotContain("\u001B").doesNotContain("\r").doesNotContain("waiting");
    }

    @Test
    void statusIsWipedBeforeTheNextLine() {
        Screen screen = screen(true, false);
        screen.status("waiting");
        screen.line("done", Style.PLAIN);
        assertThat(printed()).isEqualTo("\r  waiting\r" + " ".repeat(9) + "\r  done" + System.lineSeparator());
    }

    @Test
    void coloursWhereTheyAreWanted() {
        screen(true, true).line("bad", Style.BAD);
        assertThat(printed()).contains("\u001B[1;31mbad\u001B[0m");
    }

    private Screen screen(boolean terminal, boolean colours) {
        return new Screen(new PrintStream(bytes, true, UTF_8), terminal, colours);
    }

    private String printed() {
        return bytes.toString(UTF_8);
    }
}
