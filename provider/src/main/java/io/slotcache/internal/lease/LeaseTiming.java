// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import java.time.Duration;

/**
 * The times that the promise rests on, all in milliseconds, derived from the lease D and the cluster's node time-out.
 *
 * @param lease D: time to live of a lease
 * @param tick how often a keeper looks: D/4, so that a lease is renewed, at every other look, when half of its time is left
 * @param revalidateAfter V: age of a lock's acknowledgement from which it is asked for again before the commit
 * @param hold how long a partition whose locks may be lost gets no lease: V and the longest stall between the last check and COMMIT that the
 *     promise covers, 2D
 * @param contactAge how old a master's last word from another may be to count; at its end a lease granted then and a commit checked then are over
 *     before another master can be promoted
 */
public record LeaseTiming(long lease, long tick, long revalidateAfter, long hold, long contactAge) {

    /** {@code cluster-node-timeout} of a server that does not say. Redis's own default. */
    public static final Duration DEFAULT_NODE_TIMEOUT = Duration.ofSeconds(15);

    /** Masters ping each other at least every half node time-out; this much later the answer has come and been noted. */
    private static final long PING_SLACK_MILLIS = 150;

    public static LeaseTiming of(Duration lease, Duration nodeTimeout) {
        long d = lease.toMillis();
        long timeout = nodeTimeout.toMillis();
        long clockDrift = timeout / 20;
        return new LeaseTiming(d, Math.max(1, d / 4), d, 3 * d, timeout - 2 * d - clockDrift);
    }

    /** Whether a healthy master hears the others often enough to grant leases of this length. */
    public boolean fits(Duration nodeTimeout) {
        return contactAge >= nodeTimeout.toMillis() / 2 + PING_SLACK_MILLIS;
    }

    /** The longest lease that fits. */
    public static Duration longestLease(Duration nodeTimeout) {
        long timeout = nodeTimeout.toMillis();
        return Duration.ofMillis(Math.max(0, (timeout - timeout / 2 - timeout / 20 - PING_SLACK_MILLIS) / 2));
    }
}
