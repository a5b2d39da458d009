// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.redis;

import io.slotcache.internal.script.ScriptCall;
import io.slotcache.internal.script.ScriptReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.redisson.client.RedisAskException;
import org.redisson.client.RedisMovedException;
import org.redisson.client.RedisTryAgainException;

/**
 * What becomes of a script whose slot is on its way to another master. A pipeline does not follow a redirection, a single command does. While some of the
 * keys have arrived and others have not, or are nowhere, both masters refuse all of them together (TRYAGAIN): then the script runs with the control hash
 * alone, and the lease and the entry are removed wherever they are. Without a lease nobody reads the partition, and there is none again before the slot
 * has arrived, since to grant one takes both keys. Thread-safe.
 */
final class MovingSlot {

    private final RedisLink link;

    MovingSlot(RedisLink link) {
        this.link = link;
    }

    /** Fails as it did if the slot is not moving, or the script needs all its keys. */
    CompletableFuture<ScriptReply> sendAgain(ScriptCall call, Throwable failure) {
        Throwable cause = cause(failure);
        if (!call.script().runsAlone() || !(isRedirection(cause) || cause instanceof RedisTryAgainException)) {
            return CompletableFuture.failedFuture(cause);
        }
        return link.eval(call).exceptionallyCompose(again -> {
            Throwable why = cause(again);
            return why instanceof RedisTryAgainException ? sendAlone(call) : CompletableFuture.failedFuture(why);
        });
    }

    private CompletableFuture<ScriptReply> sendAlone(ScriptCall call) {
        List<byte[]> others = call.keys().subList(1, call.keys().size());
        return link.eval(call.alone()).thenCompose(reply -> {
            CompletableFuture<?>[] removals = others.stream().map(link::unlink).toArray(CompletableFuture<?>[]::new);
            return CompletableFuture.allOf(removals).thenApply(done -> reply);
        });
    }

    private static boolean isRedirection(Throwable cause) {
        return cause instanceof RedisMovedException || cause instanceof RedisAskException;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
