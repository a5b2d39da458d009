// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import io.slotcache.internal.codec.BodyFormat;
import java.time.Duration;

/**
 * What may differ from region to region.
 *
 * @param timeToLive how long an entry stays in Redis after its last write; at least 1 ms
 * @param maxIdle how long an entry stays that nobody reads, zero for none; where it is no shorter than {@code timeToLive} it has no effect
 * @param lockTimeout how long a soft lock outlives the last sign of life of its JVM; no shorter than the lease
 * @param onLockFailure what becomes of a transaction whose lock can't be had
 * @param entrySizeLimit above how many bytes an entry is neither stored nor read
 * @param codec how entries are written
 */
public record RegionSettings(
        Duration timeToLive,
        Duration maxIdle,
        Duration lockTimeout,
        LockFailureMode onLockFailure,
        int entrySizeLimit,
        BodyFormat codec) {

    RegionSettings withTimes(Duration otherTimeToLive, Duration otherMaxIdle) {
        return new RegionSettings(otherTimeToLive, otherMaxIdle, lockTimeout, onLockFailure, entrySizeLimit, codec);
    }

    /** Whether reads let an entry live longer. */
    public boolean hasMaxIdle() {
        return !maxIdle.isZero() && maxIdle.compareTo(timeToLive) < 0;
    }
}
