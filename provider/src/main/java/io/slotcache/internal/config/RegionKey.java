// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import io.slotcache.SlotCacheSettings;
import java.util.Optional;

/**
 * The key of one region's setting, taken apart. The name of the region may contain dots, so the setting is what follows
 * the last one.
 *
 * @param region its name as written in the mapping
 * @param setting the name of the setting, which may be none
 */
record RegionKey(String region, String setting) {

    /** Empty if the key isn't of the form {@code …region.<region>.<setting>}. */
    static Optional<RegionKey> of(String key) {
        if (!key.startsWith(SlotCacheSettings.REGION_PREFIX)) {
            return Optional.empty();
        }
        String rest = key.substring(SlotCacheSettings.REGION_PREFIX.length());
        int dot = rest.lastIndexOf('.');
        return dot <= 0
                ? Optional.empty()
                : Optional.of(new RegionKey(rest.substring(0, dot), rest.substring(dot + 1)));
    }
}
