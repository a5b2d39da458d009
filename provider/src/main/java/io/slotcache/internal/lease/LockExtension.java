// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.redis.MasterSenders;
import io.slotcache.internal.script.Script;
import io.slotcache.internal.script.ScriptCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Extends the locks of transactions that run long, those of one partition and one time-out together. */
final class LockExtension {

    private final HeldLocks heldLocks;
    private final MasterSenders senders;
    private final KeySpace keys;

    LockExtension(HeldLocks heldLocks, MasterSenders senders, KeySpace keys) {
        this.heldLocks = heldLocks;
        this.senders = senders;
        this.keys = keys;
    }

    /** Sends what is due and waits for nothing. */
    void run() {
        long now = System.nanoTime();
        Map<Integer, Map<Long, List<Object>>> due = new TreeMap<>();
        for (HeldLock lock : heldLocks.due(now)) {
            lock.asked(now);
            List<Object> arguments = due.computeIfAbsent(lock.partition(), p -> new TreeMap<>())
                    .computeIfAbsent(lock.timeoutMillis(), timeout -> new ArrayList<>(List.of(timeout)));
            arguments.add(lock.field());
            arguments.add(lock.id());
        }
        due.forEach((partition, byTimeout) -> byTimeout.values().forEach(arguments -> send(partition, arguments)));
    }

    private void send(int partition, List<Object> arguments) {
        senders.send(new ScriptCall(
                Script.EXTEND, partition, List.of(keys.controlKey(partition), keys.leaseKey(partition)), arguments));
    }
}
