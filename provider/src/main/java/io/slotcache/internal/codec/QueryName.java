// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Arrays;
import java.util.Base64;
import org.hibernate.cache.spi.QueryKey;
import org.jspecify.annotations.Nullable;

/**
 * A query and its parameters as bytes that are equal in every JVM, iff the {@code QueryKey}s are. Immutable.
 *
 * <p>A key in Redis holds a digest of them, {@link #text}: the statement can be kilobytes long, and parameters may be nobody's business who can
 * list keys. {@link QueryResultsCodec} stores the bytes with the results and compares them when it reads.
 */
public final class QueryName {
    private static final int EXPECTED_SIZE = 512;

    /** Raised when the bytes change their form, so that no old name can be taken for a new one. */
    private static final int FORMAT = 1;

    private final byte[] bytes;
    private final String text;

    private QueryName(byte[] bytes) {
        this.bytes = bytes;
        this.text = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MappingFingerprint.sha256().digest(bytes));
    }

    /** Whether queries can be named at all: not if this version of Hibernate makes their keys of something unknown. */
    public static boolean isAccessible() {
        return QueryKeyParts.isAccessible();
    }

    /** The name of a query, or null if the query is not cached because one of its parameters has no form that is the same everywhere. */
    public static @Nullable QueryName of(QueryKey key) {
        try {
            QueryKeyParts parts = QueryKeyParts.of(key);
            WireOutput out = new WireOutput(EXPECTED_SIZE);
            write(parts, out);
            return new QueryName(out.toByteArray());
        } catch (UnencodableValueException e) {
            return null;
        }
    }

    private static void write(QueryKeyParts parts, WireOutput out) {
        out.writeByte(FORMAT);
        ScalarWire.ANY.write(parts.sql(), out);
        ScalarWire.ANY.writeNullable(parts.firstRow(), out);
        ScalarWire.ANY.writeNullable(parts.maxRows(), out);
        out.writeVarint(parts.filterNames().length);
        for (String filter : parts.filterNames()) {
            ScalarWire.ANY.write(filter, out);
        }
        out.writeFixed32(ParameterValues.stableHash(parts.values(), parts.valuesHash()));
        out.writeVarint(parts.values().length);
        for (Object value : parts.values()) {
            ParameterValues.write(value, out);
        }
    }

    /** What stands for the query in a key of Redis: 43 letters, digits, {@code -} and {@code _}, of which no two queries have the same. */
    public String text() {
        return text;
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueryName that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
