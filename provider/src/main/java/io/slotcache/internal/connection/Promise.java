// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.LockFailureMode;
import io.slotcache.internal.config.Topology;

/** In words, for the log of the start: how far "no read after a commit is stale" goes with these servers and settings. */
final class Promise {

    private Promise() {}

    /** @param followers replicas that a master watched by Sentinels must have */
    static String of(Topology topology, int followers, LockFailureMode onLockFailure) {
        return "No read after a commit is stale" + failover(topology, followers) + missedLock(onLockFailure);
    }

    private static String failover(Topology topology, int followers) {
        return switch (topology) {
            case CLUSTER -> ", failovers included";
            case SINGLE -> ", restarts of the server included";
            case MASTER_SLAVE -> ", restarts of the master included, as long as no other server is made master";
            case SENTINEL -> ", failovers included, except from a deposed master " + deposed(followers);
            case REPLICATED -> throw new IllegalArgumentException(Topology.REPLICATED_REFUSED);
        };
    }

    private static String deposed(int followers) {
        return followers == 0
                ? "until its clients learn of its successor (min-replicas-to-write 1 on all servers prevents that)"
                : "that keeps min-replicas-to-write = " + followers + " replicas on its side of a partition";
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
