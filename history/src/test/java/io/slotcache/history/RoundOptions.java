// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a round does.
 *
 * @param seed of faults and workers; time makes two runs of one seed differ all the same
 * @param workers JVMs
 * @param threads of each
 * @param isolation a transaction isolation level as Hibernate reads it
 * @param settings more settings of the session factories
 * @param classPath what the JVMs run
 * @param hot few registers and many writes
 * @param faults what may happen
 */
record RoundOptions(
        long seed,
        int workers,
        int threads,
        Duration duration,
        String isolation,
        Map<String, String> settings,
        String classPath,
        boolean hot,
        Set<Fault> faults) {

    /** Three JVMs with four threads each, what is tried as it is. */
    static RoundOptions usual(
            long seed, Setting setting, Duration duration, Map<String, String> settings, Set<Fault> faults) {
        return new RoundOptions(
                seed, 3, 4, duration, setting.isolation(), settings, WorkerClassPath.plain(), false, faults);
    }

    /** Whether Redisson Hibernate is what runs. */
    boolean isPeer() {
        return settings.equals(Peer.SETTINGS);
    }
}
