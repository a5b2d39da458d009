// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.internal.DefaultCacheKeysFactory;
import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.cache.spi.QueryKey;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Query results as bytes, which any number of session factories put and get, each by a codec of its own. Nothing of one factory gets into another
 * but bytes. Entities are not cached, nor is it noted when tables change.
 */
final class StoredQueries {
    private final Map<String, byte[]> results = new ConcurrentHashMap<>();
    private final Map<QueryName, Long> timestamps = new ConcurrentHashMap<>();
    private final List<String> unstored = new ArrayList<>();
    private final List<UndecodableEntryException> unread = new ArrayList<>();

    /** A region factory of Hibernate's own kind that keeps its query results here. */
    Object regionFactory() {
        return new Regions();
    }

    Map<String, byte[]> results() {
        return results;
    }

    /** What could not be encoded, and why: the name of the query, or that it has none. */
    List<String> unstored() {
        return unstored;
    }

    List<UndecodableEntryException> unread() {
        return unread;
    }

    private final class Regions extends RegionFactoryTemplate {
        @Override
        protected void prepareForUse(SessionFactoryOptions settings, Map<String, Object> configuration) {}

        @Override
        protected void releaseFromUse() {}

        @Override
        protected CacheKeysFactory getImplicitCacheKeysFactory() {
            return DefaultCacheKeysFactory.INSTANCE;
        }

        @Override
        protected StorageAccess createQueryResultsRegionStorageAccess(
                String region, SessionFactoryImplementor factory) {
            return new Coded(new QueryResultsCodec(factory));
        }

        @Override
        protected StorageAccess createTimestampsRegionStorageAccess(String region, SessionFactoryImplementor factory) {
            return new Nothing();
        }
    }

    private final class Coded extends Nothing {
        private final QueryResultsCodec codec;

        Coded(QueryResultsCodec codec) {
            this.codec = codec;
        }

        @Override
        public Object getFromCache(Object key, SharedSessionContractImplementor session) {
            QueryName name = QueryName.of((QueryKey) key);
            byte[] bytes = name == null ? null : results.get(name.text());
            if (bytes == null) {
                return null;
            }
            try {
                return new CachedQueryItem(timestamps.get(name), codec.decode(name, bytes, 0)).toCacheItem();
            } catch (UndecodableEntryException e) {
                unread.add(e);
                return null;
            }
        }

        @Override
        public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
            CachedQueryItem item = Objects.requireNonNull(CachedQueryItem.of(value));
            QueryName name = QueryName.of((QueryKey) key);
            byte[] bytes = name == null ? null : codec.encode(name, item.results());
            if (bytes == null) {
                unstored.add(name == null ? "no name" : name.text());
                return;
            }
            timestamps.put(name, item.timestamp());
            results.put(name.text(), bytes);
        }

        @Override
        public boolean contains(Object key) {
            QueryName name = QueryName.of((QueryKey) key);
            return name != null && results.containsKey(name.text());
        }
    }

    private static class Nothing implements StorageAccess {
        @Override
        public Object getFromCache(Object key, SharedSessionContractImplementor session) {
            return null;
        }

        @Override
        public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {}

        @Override
        public boolean contains(Object key) {
            return false;
        }

        @Override
        public void evictData() {}

        @Override
        public void evictData(Object key) {}

        @Override
        public void release() {}
    }
}
