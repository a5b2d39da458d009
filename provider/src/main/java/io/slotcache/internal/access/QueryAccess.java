// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.CachedQueryItem;
import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.codec.QueryName;
import io.slotcache.internal.codec.QueryResultsCodec;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.stats.CacheEvent;
import io.slotcache.internal.stats.Counters;
import io.slotcache.internal.storage.StorageRegion;
import org.hibernate.cache.spi.QueryKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Results of queries: entries like others, which carry the stamp of the tables' partition that the session had when it ran the query. Whether they are
 * up to date {@link TableAccess} says. Thread-safe.
 */
public final class QueryAccess {

    private final StorageRegion region;
    private final CacheNode node;
    private final Counters counters;
    private final KeySpace keySpace;
    private final QueryResultsCodec codec;
    private final EntrySizeLimit sizeLimit;
    private final Throttle failed = new Throttle();
    private final Throttle notCacheable = new Throttle();

    public QueryAccess(
            StorageRegion region, CacheNode node, Counters counters, KeySpace keySpace, QueryResultsCodec codec) {
        this.region = region;
        this.node = node;
        this.counters = counters;
        this.keySpace = keySpace;
        this.codec = codec;
        this.sizeLimit = new EntrySizeLimit(region, counters);
    }

    /** The results in the form that Hibernate keeps them, null if there are none. */
    public @Nullable Object get(SharedSessionContractImplementor session, QueryKey query) {
        QueryName name = QueryName.of(query);
        if (name == null) {
            return null;
        }
        EntryKey key = key(name);
        try {
            byte[] bytes = node.storage().read(region, key);
            if (bytes != null && Frame.isStamped(bytes) && Frame.fingerprint(bytes) == codec.fingerprint()) {
                Frame.requireIntact(bytes, key.bytes());
                if (!sizeLimit.isExceededBy(bytes.length)) {
                    return results(session, name, key, bytes);
                }
            }
        } catch (RuntimeException e) {
            // To the script it may be as new as what the query is going to find, and a put would leave it alone.
            SessionContext.of(session).replaceAtPut(key);
            if (failed.mayPass()) {
                SlotCacheLogger.LOG.undecodable(region.name(), e.toString());
            }
        }
        counters.count(CacheEvent.MISS, region.counts(), key.partition());
        return null;
    }

    private Object results(SharedSessionContractImplementor session, QueryName name, EntryKey key, byte[] bytes) {
        long timestamp = session.getFactory().getCache().getRegionFactory().nextTimestamp();
        CachedQueryItem item = new CachedQueryItem(timestamp, codec.decode(name, bytes, Frame.RESULTS_OFFSET));
        Stamp stamp = new Stamp(Frame.stampTerm(bytes), Frame.stampSequence(bytes));
        SessionContext.of(session).queries().found(new SessionQueries.Found(this, key, stamp, timestamp));
        return item.toCacheItem();
    }

    /** What became of results that were found. */
    void found(EntryKey key, boolean upToDate) {
        counters.count(upToDate ? CacheEvent.HIT : CacheEvent.MISS, region.counts(), key.partition());
    }

    /** Stores what a query found, after the commit if there is a transaction. */
    public void put(SharedSessionContractImplementor session, QueryKey query, Object item) {
        // Hibernate puts in mode GET too.
        if (session.getCacheMode().isPutEnabled()) {
            QueryName name = QueryName.of(query);
            Frame frame = name == null ? null : encode(SessionContext.of(session), name, item);
            if (name != null && frame != null) {
                boolean refresh = session.getCacheMode().isRefreshEnabled();
                SessionContext.of(session).putResults(region, key(name), frame, refresh, keySpace.tablePartition());
            }
        }
    }

    /** The results' frame, null if they cannot be cached or would not count. Now, since they share objects with entities that are about to change. */
    private @Nullable Frame encode(SessionContext context, QueryName name, Object item) {
        Stamp stamp = context.stamp(keySpace.tablePartition());
        if (stamp == null || context.queries().isOutdated(key(name))) {
            counters.count(CacheEvent.REFUSED_PUT, region.counts(), key(name).partition());
            return null;
        }
        try {
            CachedQueryItem content = CachedQueryItem.of(item);
            byte[] results = content == null ? null : codec.encode(name, content.results());
            if (results != null) {
                Frame frame = Frame.stamped(codec.fingerprint(), stamp.term(), stamp.sequence(), results);
                return sizeLimit.refuses(key(name), frame.length()) ? null : frame;
            }
            sayNotCacheable("one of its values");
        } catch (RuntimeException e) {
            sayNotCacheable(e.toString());
        }
        return null;
    }

    private void sayNotCacheable(String reason) {
        if (notCacheable.mayPass()) {
            SlotCacheLogger.LOG.notCacheable("A result of a query in region " + region.name(), reason);
        }
    }

    private EntryKey key(QueryName name) {
        return keySpace.entryKey(region.keyText(), name.text(), name);
    }
}
