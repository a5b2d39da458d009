// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The locks of the transactions that run in this JVM. The keeper extends them, so that a statement of ten minutes does not outlive its lock. Held
 * weakly: the locks of a session that was dropped without an end are left to their deadline. Thread-safe.
 */
public final class HeldLocks {

    private final Map<String, WeakReference<HeldLock>> locks = new ConcurrentHashMap<>();

    public void add(HeldLock lock) {
        locks.put(lock.id(), new WeakReference<>(lock));
    }

    /** Its transaction has ended, whatever the outcome: never extended again. */
    public void remove(HeldLock lock) {
        locks.remove(lock.id());
    }

    /** Those that have used up a third of their time. */
    List<HeldLock> due(long nowNanos) {
        List<HeldLock> due = new ArrayList<>();
        locks.values().removeIf(reference -> {
            HeldLock lock = reference.get();
            if (lock != null && lock.isDue(nowNanos)) {
                due.add(lock);
            }
            return lock == null;
        });
        return due;
    }
}
