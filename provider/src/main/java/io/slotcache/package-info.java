// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
/**
 * A second-level cache for Hibernate ORM on Redis Cluster. An application sets {@code hibernate.cache.region.factory_class=slotcache} and says where Redis
 * is ({@link io.slotcache.SlotCacheSettings}); it can look at what the cache does ({@link io.slotcache.SlotCacheStatistics}). Everything else is internal.
 *
 * <p>The main path, for those who read the code: {@link io.slotcache.SlotCacheRegionFactory} starts it; a session's calls arrive at
 * {@code internal.access.EntityAccess} and are tied together by {@code internal.access.SessionContext}, where the protocol is described;
 * {@code internal.storage.RedisStorage} decides a hit and sends the scripts in {@code resources/io/slotcache/lua}; {@code internal.lease.Keeper} keeps
 * partitions readable.
 */
@NullMarked
package io.slotcache;

import org.jspecify.annotations.NullMarked;
