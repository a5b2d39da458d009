// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal;

import io.slotcache.SlotCacheRegionFactory;
import io.slotcache.internal.region.TableAccessFactory;
import org.hibernate.boot.SessionFactoryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.boot.spi.SessionFactoryBuilderFactory;
import org.hibernate.boot.spi.SessionFactoryBuilderImplementor;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.jspecify.annotations.Nullable;

/**
 * Gives each session factory whose region factory is SlotCache's its timestamps cache, without a setting. One that the user has set is left for the
 * start of the region factory to refuse.
 */
public final class TableAccessInstallation implements SessionFactoryBuilderFactory {

    /** Null: the builder stays Hibernate's own. */
    @Override
    public @Nullable SessionFactoryBuilder getSessionFactoryBuilder(
            MetadataImplementor metadata, SessionFactoryBuilderImplementor defaultBuilder) {
        StandardServiceRegistry services = metadata.getMetadataBuildingOptions().getServiceRegistry();
        boolean isChosen = services.requireService(ConfigurationService.class)
                .getSettings()
                .containsKey(CacheSettings.QUERY_CACHE_FACTORY);
        if (!isChosen && services.getService(RegionFactory.class) instanceof SlotCacheRegionFactory) {
            defaultBuilder.applyTimestampsCacheFactory(new TableAccessFactory());
        }
        return null;
    }
}
