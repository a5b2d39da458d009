// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.stats.CacheEvent;
import io.slotcache.internal.stats.Counters;
import io.slotcache.internal.storage.StorageRegion;

/** Above how many bytes a region neither stores nor reads an entry. Thread-safe. */
final class EntrySizeLimit {

    private final StorageRegion region;
    private final Counters counters;
    private final Throttle refused = new Throttle();

    EntrySizeLimit(StorageRegion region, Counters counters) {
        this.region = region;
        this.counters = counters;
    }

    /** Whether so many bytes are too many. */
    boolean isExceededBy(int bytes) {
        return bytes > region.settings().entrySizeLimit();
    }

    /** Whether an entry of so many bytes must not be stored: this is counted, and told to the log, though not every time. */
    boolean refuses(EntryKey key, int bytes) {
        if (!isExceededBy(bytes)) {
            return false;
        }
        counters.count(CacheEvent.REFUSED_PUT, region.counts(), key.partition());
        if (refused.mayPass()) {
            SlotCacheLogger.LOG.entryTooLarge(
                    key.name(), bytes, region.settings().entrySizeLimit(), region.name());
        }
        return true;
    }
}
