// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.Topology;

/** In words, for the log of the start: how far "no read after a commit is stale" goes with these servers. */
final class Promise {

    private Promise() {}

    static String of(Topology topology) {
        return switch (topology) {
            case CLUSTER -> "No read after a commit is stale, failovers included";
            case SINGLE -> "No read after a commit is stale; there is no failover";
            case SENTINEL, REPLICATED, MASTER_SLAVE ->
                "No read after a commit is stale, except from a deposed master until it"
                        + " learns of its successor: set min-replicas-to-write 1 to bound that";
        };
    }
}
