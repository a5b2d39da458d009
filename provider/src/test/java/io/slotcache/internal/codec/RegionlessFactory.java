// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Map;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Makes no region. Hibernate ignores {@code use_structured_entries} where no factory is configured at all. */
final class RegionlessFactory implements RegionFactory {
    @Override
    public void start(SessionFactoryOptions settings, Map<String, Object> configuration) {}

    @Override
    public void stop() {}

    @Override
    public boolean isMinimalPutsEnabledByDefault() {
        return false;
    }

    @Override
    public AccessType getDefaultAccessType() {
        return AccessType.READ_WRITE;
    }

    @Override
    public String qualify(String regionName) {
        return regionName;
    }

    @Override
    public long nextTimestamp() {
        return System.nanoTime();
    }

    @Override
    public DomainDataRegion buildDomainDataRegion(
            DomainDataRegionConfig config, DomainDataRegionBuildingContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public QueryResultsRegion buildQueryResultsRegion(String name, SessionFactoryImplementor factory) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TimestampsRegion buildTimestampsRegion(String name, SessionFactoryImplementor factory) {
        throw new UnsupportedOperationException();
    }
}
