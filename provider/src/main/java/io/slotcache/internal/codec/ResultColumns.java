// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.hibernate.sql.results.jdbc.internal.CachedJdbcValuesMetadata;
import org.hibernate.sql.results.jdbc.internal.CachedJdbcValuesMetadata.CacheMetadataIncompleteException;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/** The columns of a native query's result on the wire: for each its name and its type, if Hibernate asked for them, and its place in a row. */
final class ResultColumns {
    /** The place of a column that rows do not hold. */
    private static final int NOT_CACHED = -1;

    private final ColumnTypes types;

    ResultColumns(ColumnTypes types) {
        this.types = types;
    }

    void write(CachedJdbcValuesMetadata metadata, WireOutput out) {
        out.writeVarint(metadata.getColumnCount());
        for (int position = 1; position <= metadata.getColumnCount(); position++) {
            ScalarWire.ANY.writeNullable(nameAt(metadata, position), out);
            types.write(typeAt(metadata, position), out);
        }
        int[] places = metadata.getValueIndexesToCacheIndexes();
        out.writeVarint(places.length);
        for (int place : places) {
            out.writeSigned(place);
        }
    }

    CachedJdbcValuesMetadata read(WireInput in) {
        int count = in.readCount(2);
        @Nullable String[] names = new String[count];
        @Nullable BasicType<?>[] found = new BasicType<?>[count];
        for (int i = 0; i < count; i++) {
            names[i] = (String) new ScalarWire(String.class).readNullable(in);
            found[i] = types.read(in);
        }
        int[] places = new int[in.readCount(1)];
        for (int i = 0; i < places.length; i++) {
            places[i] = in.readSigned(NOT_CACHED, Integer.MAX_VALUE);
        }
        return new CachedJdbcValuesMetadata(names, found, places);
    }

    /** Hibernate's way to say that the writing query did not ask for it is to throw. */
    private static @Nullable String nameAt(CachedJdbcValuesMetadata metadata, int position) {
        try {
            return metadata.resolveColumnName(position);
        } catch (CacheMetadataIncompleteException e) {
            return null;
        }
    }

    @SuppressWarnings(
            "NullAway") // Hibernate's own callers pass no Java type where none is wanted; then the other one is not
    // asked either
    private @Nullable BasicType<?> typeAt(CachedJdbcValuesMetadata metadata, int position) {
        return metadata.getStoredJavaType(position - 1) == null
                ? null
                : metadata.resolveType(position, null, types.configuration());
    }
}
