// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import io.slotcache.internal.redis.MasterSenders;
import io.slotcache.internal.script.ScriptCall;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * Unlocks that have to be sent again: nobody knows whether they, or the locks they release, arrived, and a lock that stays keeps its entry from being cached
 * until its deadline. A request given up may arrive after the one that followed it, on another connection. Thread-safe.
 */
public final class LateUnlocks {

    /** More are left to their deadlines. */
    private static final int MAX_WAITING = 20_000;

    private final Map<HeldLock, Late> waiting = new ConcurrentHashMap<>();

    /** @param unlock releases the lock, without a value */
    public void add(HeldLock lock, ScriptCall unlock) {
        if (waiting.size() < MAX_WAITING) {
            waiting.put(lock, new Late(unlock, System.nanoTime() + lock.timeoutMillis() * 1_000_000));
        }
    }

    /** Sends those whose partitions can be reached and waits for nothing. */
    void run(MasterSenders senders, IntPredicate isReachable) {
        long now = System.nanoTime();
        waiting.forEach((lock, late) -> {
            if (now - late.untilNanos > 0) {
                waiting.remove(lock);
            } else if (isReachable.test(lock.partition())) {
                waiting.remove(lock);
                senders.send(late.unlock).whenComplete((reply, failure) -> {
                    if (failure != null) {
                        waiting.put(lock, late);
                    }
                });
            }
        });
    }

    /** @param untilNanos when the lock has expired by itself */
    private record Late(ScriptCall unlock, long untilNanos) {}
}
