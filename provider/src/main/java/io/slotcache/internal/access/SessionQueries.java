// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.storage.TableState;
import org.jspecify.annotations.Nullable;

/**
 * A session's cached queries. Hibernate reads a query's results from one region and then asks another whether they are up to date, with nothing to tie
 * the two calls but a timestamp, and does not say at the put which tables the query reads. What must be known from one call to the next is kept here.
 * Used by one thread at a time.
 */
final class SessionQueries {

    private @Nullable Found found;
    private @Nullable EntryKey outdated;

    /** Results that were found in the cache, with the stamp of the session that stored them. */
    record Found(QueryAccess access, EntryKey key, Stamp stamp, long timestamp) {}

    void found(Found results) {
        found = results;
    }

    /**
     * Whether the results found with this timestamp count.
     *
     * @param state of the query's tables, null if nobody can say
     * @param own the stamp of this session, from which it follows whether its own results would count
     */
    boolean isUpToDate(long timestamp, @Nullable TableState state, @Nullable Stamp own) {
        Found results = found;
        found = null;
        if (results == null || results.timestamp != timestamp) {
            return false;
        }
        boolean upToDate = state != null && state.isSeenBy(results.stamp);
        outdated = state == null || state.isSeenBy(own) ? null : results.key;
        results.access.found(results.key, upToDate);
        return upToDate;
    }

    /** Whether this session has just learnt that its results of this query would not count. */
    boolean isOutdated(EntryKey key) {
        return outdated != null && outdated.equals(key);
    }
}
