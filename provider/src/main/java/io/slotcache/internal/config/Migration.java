// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What settings of Redisson Hibernate, which an application may still have, mean to SlotCache.
 *
 * @param timesToLive and {@code maxIdles}: the times they give to regions
 * @param taken what counts here too, one line each
 * @param lost what has no equivalent, and what happens instead, one line each
 */
public record Migration(MigratedTimes timesToLive, MigratedTimes maxIdles, List<String> taken, List<String> lost) {

    /** There are no such settings. */
    static final Migration NONE = new Migration(MigratedTimes.NONE, MigratedTimes.NONE, List.of(), List.of());

    public Migration {
        taken = List.copyOf(taken);
        lost = List.copyOf(lost);
    }

    RegionSettings applied(String region, RegionKind kind, RegionSettings settings) {
        return settings.withTimes(
                orElse(timesToLive.of(region, kind), settings.timeToLive()),
                orElse(maxIdles.of(region, kind), settings.maxIdle()));
    }

    private static Duration orElse(@Nullable Duration migrated, Duration own) {
        return migrated == null ? own : migrated;
    }
}
