// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.util.Map;

/** Redisson Hibernate on the same cluster, set up as its documentation says; for the same workload. */
final class Peer {

    /** Where its client is configured. */
    static final String CONFIG = "hibernate.cache.redisson.config";

    static final Map<String, String> SETTINGS = Map.of(
            "hibernate.cache.region.factory_class", "org.redisson.hibernate.RedissonRegionFactory",
            "hibernate.cache.redisson.fallback", "true",
            // Without this, Hibernate stores almost nothing through it.
            "hibernate.cache.use_minimal_puts", "false");

    private Peer() {}
}
