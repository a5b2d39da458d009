// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal;

import io.slotcache.SlotCacheRegionFactory;
import java.util.List;
import org.hibernate.boot.registry.selector.SimpleStrategyRegistrationImpl;
import org.hibernate.boot.registry.selector.StrategyRegistration;
import org.hibernate.boot.registry.selector.StrategyRegistrationProvider;
import org.hibernate.cache.spi.RegionFactory;

/** Makes {@code slotcache} a name that Hibernate knows; where it is the only region factory, Hibernate takes it without being asked. */
public final class SlotCacheStrategyRegistration implements StrategyRegistrationProvider {

    @Override
    public Iterable<StrategyRegistration<?>> getStrategyRegistrations() {
        return List.of(new SimpleStrategyRegistrationImpl<>(
                RegionFactory.class,
                SlotCacheRegionFactory.class,
                SlotCacheRegionFactory.SHORT_NAME,
                SlotCacheRegionFactory.class.getSimpleName(),
                SlotCacheRegionFactory.class.getName()));
    }
}
