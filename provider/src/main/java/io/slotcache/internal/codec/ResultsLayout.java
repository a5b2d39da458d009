// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.sql.results.jdbc.internal.CachedJdbcValuesMetadata;
import org.jspecify.annotations.Nullable;

/** The list that {@link QueryResultsCodec} speaks of, on the wire. Immutable. */
final class ResultsLayout {
    /** An empty list: no rows of an HQL or criteria query. */
    private static final int EMPTY = 0;
    /** Rows and their number. */
    private static final int ROWS = 1;
    /** The columns of a native query, then the same. */
    private static final int COLUMNS_AND_ROWS = 2;

    private static final int SINGLE_VALUES = 0;

    private final ResultValues values;
    private final ResultColumns columns;
    private final long fingerprint;

    private ResultsLayout(ResultValues values, ResultColumns columns, long fingerprint) {
        this.values = values;
        this.columns = columns;
        this.fingerprint = fingerprint;
    }

    static ResultsLayout of(SessionFactoryImplementor factory) {
        MappedColumns mapped = MappedColumns.of(factory);
        MappedValues classes = MappedValues.of(mapped.types());
        List<String> descriptions = new ArrayList<>(mapped.descriptions());
        descriptions.addAll(classes.descriptions());
        return new ResultsLayout(
                new ResultValues(classes),
                new ResultColumns(new ColumnTypes(mapped, factory.getTypeConfiguration())),
                MappingFingerprint.of(descriptions));
    }

    /** Of everything that {@link #write} depends on. */
    long fingerprint() {
        return fingerprint;
    }

    /** @throws UnencodableValueException if a value has no form: nothing but the values tells */
    void write(List<?> results, WireOutput out) {
        if (results.isEmpty()) {
            out.writeByte(EMPTY);
            return;
        }
        int last = results.size() - 1;
        if (!(results.get(last) instanceof Integer resultCount)) {
            throw new UnencodableValueException("results that do not end with their number");
        }
        if (results.get(0) instanceof CachedJdbcValuesMetadata metadata) {
            out.writeByte(COLUMNS_AND_ROWS);
            columns.write(metadata, out);
            writeRows(results.subList(1, last), out);
        } else {
            out.writeByte(ROWS);
            writeRows(results.subList(0, last), out);
        }
        out.writeSigned(resultCount);
    }

    /** @throws UndecodableEntryException if the bytes are no results */
    List<?> read(WireInput in) {
        List<@Nullable Object> results = new ArrayList<>();
        int form = in.readByte();
        switch (form) {
            case EMPTY -> {
                return results;
            }
            case ROWS -> {}
            case COLUMNS_AND_ROWS -> results.add(columns.read(in));
            default -> throw new UndecodableEntryException("results of the form " + form);
        }
        readRows(results, in);
        results.add(in.readSigned(Integer.MIN_VALUE, Integer.MAX_VALUE));
        return results;
    }

    private void writeRows(List<?> rows, WireOutput out) {
        int width = rows.isEmpty() ? SINGLE_VALUES : widthOf(rows.get(0));
        out.writeVarint(width);
        out.writeVarint(rows.size());
        for (Object row : rows) {
            if (widthOf(row) != width) {
                throw new UnencodableValueException("rows of different widths");
            }
            if (width == SINGLE_VALUES) {
                values.write(row, out);
            } else {
                Arrays.stream((Object[]) row).forEach(value -> values.write(value, out));
            }
        }
    }

    /**
     * Hibernate takes every array of objects for a row of several values, also a single value that is an array, and then gives the application its
     * first element: such results are better not cached.
     */
    private static int widthOf(@Nullable Object row) {
        if (!(row instanceof Object[] values)) {
            return SINGLE_VALUES;
        }
        if (row.getClass() != Object[].class || values.length < 2) {
            throw new UnencodableValueException("an array as a row's only value");
        }
        return values.length;
    }

    private void readRows(List<@Nullable Object> results, WireInput in) {
        int width = in.readCount(1);
        int rows = in.readCount(Math.max(width, 1));
        for (int i = 0; i < rows; i++) {
            if (width == SINGLE_VALUES) {
                results.add(values.read(in));
            } else {
                results.add(readRow(width, in));
            }
        }
    }

    @SuppressWarnings("NullAway") // elements may be null, as in Hibernate's own array
    private Object[] readRow(int width, WireInput in) {
        Object[] row = new Object[width];
        for (int i = 0; i < width; i++) {
            row[i] = values.read(in);
        }
        return row;
    }
}
