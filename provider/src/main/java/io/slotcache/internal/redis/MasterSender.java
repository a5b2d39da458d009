// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.redis;

import io.slotcache.internal.redis.RedisLink.Master;
import io.slotcache.internal.redis.RedisLink.Pipeline;
import io.slotcache.internal.script.ScriptCall;
import io.slotcache.internal.script.ScriptReply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the scripts of one master in order, one pipeline after another: what arrives while a pipeline is on its way, from any session, makes up the
 * next one. So a burst costs few round trips and a lock never overtakes the call before it. Thread-safe; never blocks.
 */
final class MasterSender {

    private static final int MAX_PIPELINE = 512;

    /** Calls that may wait. With so many unanswered the master is not keeping up, and more would only use memory. */
    private static final int MAX_WAITING = 20_000;

    private final RedisLink link;
    private final Master master;
    private final Rights rights;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean sending = new AtomicBoolean();

    MasterSender(RedisLink link, Master master, Rights rights) {
        this.link = link;
        this.master = master;
        this.rights = rights;
    }

    CompletableFuture<ScriptReply> send(ScriptCall call) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new IllegalStateException(master + " has " + MAX_WAITING + " calls waiting"));
        }
        Waiting entry = new Waiting(call);
        queue.add(entry);
        sendNext();
        return entry.reply;
    }

    private void sendNext() {
        while (!queue.isEmpty() && sending.compareAndSet(false, true)) {
            List<Waiting> calls = takeCalls();
            if (!calls.isEmpty()) {
                send(calls);
                return;
            }
            sending.set(false);
        }
    }

    private List<Waiting> takeCalls() {
        List<Waiting> calls = new ArrayList<>();
        Waiting next;
        while (calls.size() < MAX_PIPELINE && (next = queue.poll()) != null) {
            waiting.decrementAndGet();
            calls.add(next);
        }
        return calls;
    }

    private void send(List<Waiting> calls) {
        try {
            Pipeline pipeline = link.pipeline(master);
            for (Waiting entry : calls) {
                entry.answer = pipeline.add(entry.call);
            }
            pipeline.execute().whenComplete((done, failure) -> answered(calls, failure));
        } catch (RuntimeException e) {
            answered(calls, e);
        }
    }

    private void answered(List<Waiting> calls, @Nullable Throwable failure) {
        List<Waiting> unknownScript = new ArrayList<>();
        for (Waiting entry : calls) {
            entry.complete(failure, unknownScript);
        }
        if (unknownScript.isEmpty()) {
            sending.set(false);
            sendNext();
        } else {
            // Whether or not they can be loaded: the second answer is final.
            loadScripts().whenComplete((done, loadFailure) -> send(unknownScript));
        }
    }

    private CompletableFuture<Void> loadScripts() {
        try {
            return link.loadScripts(master);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private final class Waiting {

        private final ScriptCall call;
        private final CompletableFuture<ScriptReply> reply = new CompletableFuture<>();
        private boolean scriptsLoaded;
        private @Nullable CompletableFuture<List<Object>> answer;

        Waiting(ScriptCall call) {
            this.call = call;
        }

        void complete(@Nullable Throwable failure, List<Waiting> unknownScript) {
            CompletableFuture<List<Object>> own = answer;
            if (own == null || !own.isDone()) {
                reply.completeExceptionally(
                        failure != null ? failure : new IllegalStateException("No answer to " + call.script()));
                return;
            }
            own.whenComplete((values, error) -> {
                if (error == null) {
                    reply.complete(new ScriptReply(values));
                } else if (!scriptsLoaded && String.valueOf(error.getMessage()).startsWith("NOSCRIPT")) {
                    scriptsLoaded = true;
                    unknownScript.add(this);
                } else {
                    reply.completeExceptionally(error);
                    rights.failed(master, error);
                }
            });
        }
    }
}
