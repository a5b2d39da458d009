// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.region;

import io.slotcache.internal.access.StatelessWrites;
import io.slotcache.internal.access.TableAccess;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsCacheFactory;
import org.hibernate.cache.spi.TimestampsRegion;

/** Makes Hibernate's timestamps cache of a region of tables. Installed with the region factory: with another one, no result could be trusted. */
public final class TableAccessFactory implements TimestampsCacheFactory {

    @Override
    public TimestampsCache buildTimestampsCache(CacheImplementor cacheManager, TimestampsRegion timestampsRegion) {
        TableAccess access = ((TablesRegion) timestampsRegion).access();
        StatelessWrites.listen(cacheManager.getSessionFactory().getEventListenerRegistry(), access);
        return access;
    }
}
