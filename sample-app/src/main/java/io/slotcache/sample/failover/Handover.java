// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.sample.redis.NodeLine;

/** One way in which a replica comes to take over from its master. */
public interface Handover {

    /**
     * Ends the master's time. Returns when it answers nothing more for its slots.
     *
     * @return what was done, for the time line
     */
    String strike() throws InterruptedException;

    /** Waits until the cluster knows the new master. Returns it. */
    NodeLine awaitPromotion() throws InterruptedException;

    /** Brings the old master back. Returns once it replicates the new one and is in sync, or after a while if that doesn't come about. */
    NodeLine restore() throws InterruptedException;
}
