// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Arrays;
import java.util.List;
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
 * rows' values; and the number of results. Values say what they are ({@link ResultValues}), since nothing tells the reader which
 * classes the query's columns have, and Hibernate believes them: hence a {@link #fingerprint} of the whole mapping.
 *
 * <p>The results share arrays and dates with entities that the application is about to change: {@link #encode} is to be called within
 * {@code putIntoCache}, not later. What {@link #decode} gives is new each time, and is not to be kept for a second reader either.
 */
public final class QueryResultsCodec {
    private static final int EXPECTED_SIZE = 1024;

    private final SessionFactoryImplementor factory;
    private volatile @Nullable ResultsLayout layout;

    public QueryResultsCodec(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /**
     * The bytes of a query's results.
     *
     * @throws UnencodableValueException saying why, if a value has no wire form, or Hibernate may give the same key to another query: then the
     *     results are not cached
     */
    public byte[] encode(QueryName name, List<?> results) throws UnencodableValueException {
        if (name.isAmbiguousIfPadded() && factory.getSessionFactoryOptions().inClauseParameterPaddingEnabled()) {
            throw new UnencodableValueException(
                    "more than one list of parameters, padded: their bounds are not in the key");
        }
        WireOutput out = new WireOutput(EXPECTED_SIZE);
        out.writeBytes(name.bytes());
        layout().write(results, out);
        return out.toByteArray();
    }

    /**
     * The results of these bytes.
     *
     * @param offset where they start; they go on to the end of the array
     * @throws UndecodableEntryException whatever else the bytes are, the results of another query among them
     */
    public List<?> decode(QueryName name, byte[] bytes, int offset) throws UndecodableEntryException {
        try {
            WireInput in = new WireInput(bytes, offset);
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
