// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.time.Duration;

/**
 * How often the client looks for failovers and moved slots. A promoted master is not read for a hold of three leases; a client that has found it by
 * then takes its locks there before anybody can cache what it is about to replace. With Redisson's own interval of 5 s, nodes that found the new master
 * sooner read what nodes that had not yet found it had already changed.
 */
final class TopologyScan {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    private TopologyScan() {}

    /** A third of the lease, but at least 100 ms. */
    static Duration interval(Duration lease) {
        Duration third = lease.dividedBy(3);
        return third.compareTo(SHORTEST) < 0 ? SHORTEST : third;
    }
}
