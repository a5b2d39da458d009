// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.LockFailureMode;
import io.slotcache.internal.config.Topology;

/** In words, for the log of the start: how far "no read after a commit is stale" goes with these servers and settings. */
final class Promise {

    private Promise() {}

    static String of(Topology topology, LockFailureMode onLockFailure) {
        return "No read after a commit is stale" + failover(topology) + missedLock(onLockFailure);
    }

    private static String failover(Topology topology) {
        return switch (topology) {
            case CLUSTER -> ", failovers included";
            case SINGLE -> "; there is no failover";
            case SENTINEL, REPLICATED, MASTER_SLAVE ->
                ", except from a deposed master until it learns of its successor"
                        + " (min-replicas-to-write 1 bounds that)";
        };
    }

    private static String missedLock(LockFailureMode onLockFailure) {
        return switch (onLockFailure) {
            case STRICT -> "";
            case AVAILABLE ->
                "; after a commit whose lock was missed, from the next contact with its master on"
                        + " (on_lock_failure=available)";
        };
    }
}
