// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in aligned columns. Numbers are set to the right, text to the left. Not thread-safe. */
public final class Table {

    private static final String GAP = "  ";

    private final List<Cell> header;
    private final boolean[] right;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** @param columns the heads; one that begins with {@code >} has its column set to the right */
    public Table(String... columns) {
        right = new boolean[columns.length];
        header = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            right[i] = columns[i].startsWith(">");
            header.add(new Cell(right[i] ? columns[i].substring(1) : columns[i], Style.FAINT));
        }
    }

    /** Adds a row. A {@link Cell} keeps its style, whole numbers get separators, anything else is its text. */
    public Table row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + header.size() + " columns");
        }
        rows.add(Arrays.stream(cells).map(Cell::of).toList());
        return this;
    }

    /** The lines, each no longer than its cells need. */
    List<String> lines(boolean colours) {
        int[] widths = IntStream.range(0, header.size())
                .map(i -> Math.max(
                        width(header.get(i)),
                        rows.stream().mapToInt(row -> width(row.get(i))).max().orElse(0)))
                .toArray();
        List<String> lines = new ArrayList<>();
        if (header.stream().anyMatch(head -> !head.text().isEmpty())) {
            lines.add(line(header, widths, colours));
        }
        rows.forEach(row -> lines.add(line(row, widths, colours)));
        return lines;
    }

    private String line(List<Cell> cells, int[] widths, boolean colours) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String padding = " ".repeat(widths[i] - width(cell));
            String text = colours ? cell.style().paint(cell.text()) : cell.text();
            line.append(i == 0 ? "" : GAP).append(right[i] ? padding + text : text + padding);
        }
        return line.toString().stripTrailing();
    }

    private static int width(Cell cell) {
        return cell.text().codePointCount(0, cell.text().length());
    }

    /** A text with a style. */
    public record Cell(String text, Style style) {

        static Cell of(Object value) {
            if (value instanceof Cell cell) {
                return cell;
            }
            boolean whole = value instanceof Long || value instanceof Integer;
            return new Cell(whole ? Format.count(((Number) value).longValue()) : value.toString(), Style.PLAIN);
        }
    }
}
