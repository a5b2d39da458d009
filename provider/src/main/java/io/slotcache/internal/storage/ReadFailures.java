// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.lease.Keeper;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;
import io.slotcache.internal.redis.Breakers;
import io.slotcache.internal.redis.MasterSenders;

/** What becomes of a read that failed: a miss, a message now and then, no trust in a cluster that is down, no more waiting for a master that hangs. Thread-safe. */
final class ReadFailures {

    private final Keeper keeper;
    private final Breakers breakers;
    private final MasterSenders senders;
    private final Throttle message = new Throttle();

    ReadFailures(Keeper keeper, Breakers breakers, MasterSenders senders) {
        this.keeper = keeper;
        this.breakers = breakers;
        this.senders = senders;
    }

    /** Whether there is no use in asking this partition's master. */
    boolean areExpected(int partition) {
        return !breakers.of(partition).isClosed();
    }

    void noAnswer(int partition, String what, RedisFailure failure) {
        if (failure.isDenial()) {
            // Has a message of its own, which says what to do.
            senders.denied(partition, failure);
            return;
        }
        if (failure.isClusterDown()) {
            keeper.suspect(partition);
        } else if (failure.isLate()) {
            breakers.of(partition).noAnswer();
        } else if (failure.isSilence()) {
            breakers.of(partition).failed();
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
