// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.lease.Keeper;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;

/** What becomes of a read that failed: a miss, a message now and then, and no trust in a cluster that is down. Thread-safe. */
final class ReadFailures {

    private final Keeper keeper;
    private final Throttle message = new Throttle();

    ReadFailures(Keeper keeper) {
        this.keeper = keeper;
    }

    void noAnswer(int partition, String what, RedisFailure failure) {
        if (failure.isClusterDown()) {
            keeper.suspect(partition);
        }
        say(what, failure.reason());
    }

    void broken(String what, RuntimeException failure) {
        say(what, failure.toString());
    }

    private void say(String what, String reason) {
        if (message.mayPass()) {
            SlotCacheLogger.LOG.readFailed(what, reason);
        }
    }
}
