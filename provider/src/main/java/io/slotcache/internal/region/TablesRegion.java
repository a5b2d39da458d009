// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.region;

import io.slotcache.internal.access.CacheNode;
import io.slotcache.internal.access.TableAccess;
import io.slotcache.internal.access.TableKeys;
import io.slotcache.internal.config.RegionKind;
import io.slotcache.internal.storage.StorageRegion;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.cache.spi.support.AbstractRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The region of tables. It holds no values: what is to be known of a table are its locks and their sequence, see {@link TableAccess}. */
public final class TablesRegion extends AbstractRegion implements TimestampsRegion {

    private final CacheNode node;
    private final StorageRegion storageRegion;
    private final TableAccess access;

    public TablesRegion(String name, RegionFactory factory, RegionParts parts) {
        super(name, factory);
        node = parts.node();
        storageRegion = parts.storageRegion(name, RegionKind.TABLES);
        access = new TableAccess(this, storageRegion, node, new TableKeys(parts.keys(), storageRegion.keyText()));
    }

    TableAccess access() {
        return access;
    }

    @Override
    public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
        return null;
    }

    @Override
    public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {}

    /** Voids the results of all queries. */
    @Override
    public void clear() {
        node.storage().evictRegion(storageRegion);
    }

    @Override
    public void destroy() {}
}
