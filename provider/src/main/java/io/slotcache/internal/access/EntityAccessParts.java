// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.EntityEntryCodec;
import io.slotcache.internal.stats.Counters;
import io.slotcache.internal.storage.StorageRegion;
import org.hibernate.cache.spi.DomainDataRegion;

/** What an entity's access is made of. */
public record EntityAccessParts(
        DomainDataRegion region,
        StorageRegion storageRegion,
        CacheNode node,
        Counters counters,
        EntityKeys keys,
        EntityEntryCodec codec) {}
