// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.EntryCodec;
import io.slotcache.internal.stats.Counters;
import io.slotcache.internal.storage.StorageRegion;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.AccessType;

/**
 * What an access is made of.
 *
 * @param role the root entity's name, or the collection's role
 */
public record AccessParts(
        DomainDataRegion region,
        String role,
        AccessType accessType,
        StorageRegion storageRegion,
        CacheNode node,
        Counters counters,
        DataKeys keys,
        Tenancy tenancy,
        EntryCodec codec) {}
