// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.region;

import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.cache.spi.support.AbstractRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Query results, and the timestamps that only they need, are not kept: every query runs. */
public final class BypassedQueryRegion extends AbstractRegion implements QueryResultsRegion, TimestampsRegion {

    public BypassedQueryRegion(String name, RegionFactory factory) {
        super(name, factory);
    }

    @Override
    public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
        return null;
    }

    @Override
    public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {}

    @Override
    public void clear() {}

    @Override
    public void destroy() {}
}
