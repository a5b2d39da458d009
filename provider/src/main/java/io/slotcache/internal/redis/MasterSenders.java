// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.redis;

import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.redis.RedisLink.Master;
import io.slotcache.internal.script.ScriptCall;
import io.slotcache.internal.script.ScriptReply;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Hands each script to the sender of the master that owns its partition. Thread-safe. */
public final class MasterSenders {

    private final RedisLink link;
    private final KeySpace keys;
    private final Map<Master, MasterSender> senders = new ConcurrentHashMap<>();
    private final MovingSlot movingSlot;

    public MasterSenders(RedisLink link, KeySpace keys) {
        this.link = link;
        this.keys = keys;
        movingSlot = new MovingSlot(link);
    }

    /** Sent in the order of the calls for one master, unless the slot is moving; fails if no master is known for the partition. */
    public CompletableFuture<ScriptReply> send(ScriptCall call) {
        Master master = link.master(keys.slot(call.partition()));
        if (master == null) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("No master is known for slot " + keys.slot(call.partition())));
        }
        return senders.computeIfAbsent(master, m -> new MasterSender(link, m))
                .send(call)
                .exceptionallyCompose(failure -> movingSlot.sendAgain(call, failure));
    }
}
