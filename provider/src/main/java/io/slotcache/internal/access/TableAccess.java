// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.partition.TableKey;
import io.slotcache.internal.storage.StorageRegion;
import io.slotcache.internal.storage.TableState;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.stat.spi.StatisticsImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's timestamps cache, without timestamps: a table is locked while a transaction changes it, and a query's result counts if its session had
 * seen the last lock and unlock of each of its tables.
 *
 * <p>The calls Hibernate makes: {@link #preInvalidate} when statements have been executed, {@link #invalidate} after the transaction's end, and for a
 * cached query whose result was found {@link #isUpToDate}, with all its tables at once. Thread-safe.
 */
public final class TableAccess implements TimestampsCache {

    private final TimestampsRegion region;
    private final StorageRegion storageRegion;
    private final CacheNode node;
    private final TableKeys keys;

    public TableAccess(TimestampsRegion region, StorageRegion storageRegion, CacheNode node, TableKeys keys) {
        this.region = region;
        this.storageRegion = storageRegion;
        this.node = node;
        this.keys = keys;
    }

    @Override
    public TimestampsRegion getRegion() {
        return region;
    }

    @Override
    public void preInvalidate(String[] spaces, SharedSessionContractImplementor session) {
        lock(Arrays.asList(spaces), session);
    }

    /** Locks the tables before the commit that may change them. */
    void lock(Collection<String> tables, SharedSessionContractImplementor session) {
        SessionContext.of(session).lockTables(storageRegion, keys.of(tables));
        StatisticsImplementor statistics = session.getFactory().getStatistics();
        if (statistics.isStatisticsEnabled()) {
            tables.forEach(table -> statistics.updateTimestampsCachePut());
        }
    }

    /** Nothing: the transaction's completion, which comes right after, unlocks; and it knows whether the outcome is known. */
    @Override
    public void invalidate(String[] spaces, SharedSessionContractImplementor session) {}

    @Override
    public boolean isUpToDate(
            @Nullable Collection<String> spaces, Long timestamp, SharedSessionContractImplementor session) {
        if (spaces == null || spaces.isEmpty()) {
            // A query that does not say what it reads: nobody could tell when it changes.
            return false;
        }
        SessionContext context = SessionContext.of(session);
        List<TableKey> tables = keys.of(spaces);
        TableState state = context.hasLockedOneOf(tables)
                ? TableState.CHANGING
                : node.storage().tables(storageRegion, tables);
        count(spaces, state, session.getFactory().getStatistics());
        return context.queries().isUpToDate(timestamp, state, context.stamp(keys.partition()));
    }

    private static void count(Collection<String> tables, @Nullable TableState state, StatisticsImplementor statistics) {
        if (statistics.isStatisticsEnabled()) {
            for (int i = 0; i < tables.size(); i++) {
                if (state == null) {
                    statistics.updateTimestampsCacheMiss();
                } else {
                    statistics.updateTimestampsCacheHit();
                }
            }
        }
    }

    @Override
    public boolean isUpToDate(String[] spaces, Long timestamp, SharedSessionContractImplementor session) {
        return isUpToDate(Arrays.asList(spaces), timestamp, session);
    }
}
