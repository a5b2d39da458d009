// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Turns the results of a query, as Hibernate's {@code QueryResultsCacheImpl} keeps them, into bytes and back. Thread-safe.
 *
 * <p>Results are a list: for a native query a description of its columns, then the rows, then the number of results as an {@code Integer}; an HQL
 * or criteria query without rows has an empty list. A row is an {@code Object[]} of the columns that the layouts of its entities put into the
 * cache, or the value itself if that is only one.
 *
 * <p>The bytes: the {@link QueryName}, compared on reading; a form; the columns; the width of a row, 0 for single values; the number of rows; the
 * rows' values; the number of results; and a CRC-32C of all. Values say what they are ({@link ResultValues}), since nothing tells the reader which
 * classes the query's columns have, and Hibernate believes them: hence the checksum, and a {@link #fingerprint} of the whole mapping.
 *
 * <p>The results share arrays and dates with entities that the application is about to change: {@link #encode} is to be called within
 * {@code putIntoCache}, not later. What {@link #decode} gives is new each time, and is not to be kept for a second reader either.
 */
public final class QueryResultsCodec {
    private static final int EXPECTED_SIZE = 1024;
    private static final int CHECKSUM_SIZE = 4;

    private final SessionFactoryImplementor factory;
    private volatile @Nullable ResultsLayout layout;

    public QueryResultsCodec(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /**
     * The bytes of a query's results.
     *
     * @return null if they hold a value that has no wire form: then the results are not cached
     */
    public byte @Nullable [] encode(QueryName name, List<?> results) {
        try {
            WireOutput out = new WireOutput(EXPECTED_SIZE);
            out.writeBytes(name.bytes());
            layout().write(results, out);
            byte[] body = out.toByteArray();
            out.writeFixed32(checksum(body, 0, body.length));
            return out.toByteArray();
        } catch (UnencodableValueException e) {
            return null;
        }
    }

    /**
     * The results of these bytes.
     *
     * @param offset where they start; they go on to the end of the array
     * @throws UndecodableEntryException whatever else the bytes are, the results of another query among them
     */
    public List<?> decode(QueryName name, byte[] bytes, int offset) throws UndecodableEntryException {
        try {
            WireInput in = new WireInput(checked(bytes, offset), offset);
            if (!Arrays.equals(in.readBytes(), name.bytes())) {
                throw new UndecodableEntryException("the results of another query");
            }
            List<?> results = layout().read(in);
            in.expectEnd();
            return results;
        } catch (UndecodableEntryException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // A factory of the JDK, a user type or a format mapper refused what the bytes gave it, or lost itself in
            // it.
            throw new UndecodableEntryException("a value of a query's results was refused", e);
        }
    }

    /** Of everything that decides what is in the results of one statement: results of another fingerprint are a miss. */
    public long fingerprint() {
        return layout().fingerprint();
    }

    /** The bytes up to their checksum. */
    private static byte[] checked(byte[] bytes, int offset) {
        int end = bytes.length - CHECKSUM_SIZE;
        if (offset < 0 || offset > end) {
            throw new UndecodableEntryException("no body: " + bytes.length + " bytes");
        }
        if (new WireInput(bytes, end).readFixed32() != checksum(bytes, offset, end)) {
            throw new UndecodableEntryException("the checksum is another");
        }
        return Arrays.copyOf(bytes, end);
    }

    private static int checksum(byte[] bytes, int from, int to) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, to - from);
        return (int) checksum.getValue();
    }

    /** Looked at on first use, since a session factory makes its caches before its persisters. Two threads may both build it, to the same result. */
    private ResultsLayout layout() {
        ResultsLayout built = layout;
        if (built == null) {
            built = ResultsLayout.of(factory);
            layout = built;
        }
        return built;
    }
}
