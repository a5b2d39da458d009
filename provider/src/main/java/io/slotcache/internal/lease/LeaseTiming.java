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
 * @param provenAfter how long after the beginning of its hold a lock on a promoted master proves that everybody who reads sees it: until then the
 *     deposed one may serve leases
 * @param followers how many replicas must have followed a master until {@code contactAge} ago; 0 in a cluster, where it must have heard the other masters
 */
public record LeaseTiming(
        long lease, long tick, long revalidateAfter, long hold, long contactAge, long provenAfter, int followers) {

    /** {@code cluster-node-timeout} of a server that does not say. Redis's own default. */
    public static final Duration DEFAULT_NODE_TIMEOUT = Duration.ofSeconds(15);

    /** Masters ping each other at least every half node time-out; this much later the answer has come and been noted. */
    private static final long PING_SLACK_MILLIS = 150;

    /** A replica confirms what it has received every second; 1.5 s more for a renewal to see it and for a busy machine. */
    private static final long FOLLOWED_MILLIS = 3_000;

    public static LeaseTiming of(Duration lease, Duration nodeTimeout) {
        long d = lease.toMillis();
        long timeout = nodeTimeout.toMillis();
        long clockDrift = timeout / 20;
        return new LeaseTiming(d, Math.max(1, d / 4), d, 3 * d, timeout - 2 * d - clockDrift, d, 0);
    }

    /**
     * For a master that Sentinels watch. Who is promoted stops following: so a deposed master's last lease, and last lock that proves anything, end one
     * contact age and one lease after the promotion. The hold outlasts V and the stall after that.
     *
     * @param followers how many replicas must have followed; 0 if the master may serve alone
     */
    public static LeaseTiming withSentinel(Duration lease, int followers) {
        long d = lease.toMillis();
        long clockDrift = (FOLLOWED_MILLIS + d) / 20;
        long deposedServes = FOLLOWED_MILLIS + d + clockDrift;
        return new LeaseTiming(
                d, Math.max(1, d / 4), d, deposedServes + 3 * d, FOLLOWED_MILLIS, deposedServes, followers);
    }

    /** What the scripts are told of the contact that a master must have: its age, and if replicas count, how many. */
    public String contact() {
        return followers == 0 ? Long.toString(contactAge) : contactAge + "," + followers;
    }

    /** How long to leave a partition alone that is on hold: only a master that is asked again and again learns whether it is followed. */
    long retryWithin(long holdLeft) {
        return followers == 0 ? holdLeft : Math.min(holdLeft, lease / 2);
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
