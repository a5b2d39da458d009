// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.lease.HeldLock;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;
import io.slotcache.internal.storage.StorageRegion;
import java.time.Duration;

/** Says, but not for each, that locks are missed. */
final class LockMessages {

    private static final Throttle MISSED = new Throttle();

    private LockMessages() {}

    static void missed(StorageRegion region, HeldLock lock, Duration timeout, String reason) {
        if (MISSED.mayPass()) {
            SlotCacheLogger.LOG.lockMissed(region.name() + " " + lock.field(), timeout.toMillis(), reason);
        }
    }
}
