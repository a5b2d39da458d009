// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.config.RegionSettings;
import io.slotcache.internal.stats.Counts;

/**
 * A region as the storage sees it.
 *
 * @param name as written in the mapping
 * @param keyText as it stands in the control hash's fields: with the region prefix, escaped
 */
public record StorageRegion(String name, String keyText, RegionSettings settings, Counts counts) {}
