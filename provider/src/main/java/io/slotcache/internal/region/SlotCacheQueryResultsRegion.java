// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.region;

import io.slotcache.internal.access.CacheNode;
import io.slotcache.internal.access.QueryAccess;
import io.slotcache.internal.codec.CachedQueryItem;
import io.slotcache.internal.codec.QueryName;
import io.slotcache.internal.codec.QueryResultsCodec;
import io.slotcache.internal.config.RegionKind;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.storage.StorageRegion;
import org.hibernate.cache.spi.QueryKey;
import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.support.AbstractRegion;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** A region of query results. */
public final class SlotCacheQueryResultsRegion extends AbstractRegion implements QueryResultsRegion {

    private final CacheNode node;
    private final StorageRegion storageRegion;

    /** Null if this version of Hibernate keeps out of reach what queries and their results are made of. */
    private final @Nullable QueryAccess access;

    public SlotCacheQueryResultsRegion(
            String name, RegionFactory factory, SessionFactoryImplementor sessionFactory, RegionParts parts) {
        super(name, factory);
        node = parts.node();
        storageRegion = parts.storageRegion(name, RegionKind.QUERY);
        if (QueryName.isAccessible() && CachedQueryItem.isAccessible()) {
            QueryResultsCodec codec = new QueryResultsCodec(sessionFactory);
            access = new QueryAccess(storageRegion, node, parts.counters(), parts.keys(), codec);
        } else {
            access = null;
            SlotCacheLogger.LOG.queriesOutOfReach(name);
        }
    }

    @Override
    public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
        return access == null ? null : access.get(session, (QueryKey) key);
    }

    @Override
    public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
        if (access != null) {
            access.put(session, (QueryKey) key, value);
        }
    }

    @Override
    public void clear() {
        node.storage().evictRegion(storageRegion);
    }

    /** The entries stay: they are for the other nodes, and for the next start. */
    @Override
    public void destroy() {}
}
