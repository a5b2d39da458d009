// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.redis;

import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.redis.RedisLink.Master;
import io.slotcache.internal.redis.RedisLink.Pipeline;
import io.slotcache.internal.script.Script;
import io.slotcache.internal.script.ScriptCall;
import io.slotcache.internal.script.ScriptReply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the user that the client logs in as may do at a master. Asked at the start, and again when a command is denied: up to Redis 7.0 a script that was
 * denied a command does not say which. Thread-safe.
 */
public final class Rights {

    private final RedisLink link;
    private final KeySpace keys;
    private final Throttle message = new Throttle();

    Rights(RedisLink link, KeySpace keys) {
        this.link = link;
        this.keys = keys;
    }

    /** What the master lacks or denies; a failure if it denies even the question, see {@link Denial#of}. The scripts must be loaded. */
    public CompletableFuture<Lack> lack(Master master) {
        return IntStream.range(0, keys.partitions())
                .filter(p -> master.equals(link.master(keys.slot(p))))
                .mapToObj(
                        p -> new ScriptCall(Script.RIGHTS, p, List.of(keys.controlKey(p), keys.leaseKey(p)), List.of()))
                .findFirst()
                .map(call -> ask(master, call))
                .orElseGet(() -> CompletableFuture.completedFuture(new Lack(List.of(), List.of())));
    }

    private CompletableFuture<Lack> ask(Master master, ScriptCall call) {
        Pipeline pipeline = link.pipeline(master);
        CompletableFuture<List<Object>> answer = pipeline.add(call);
        return pipeline.execute().thenApply(done -> Lack.of(new ScriptReply(answer.join())));
    }

    /** Takes note of a command that failed; if a right was missing, says which, but not each time. Does not wait. */
    public void failed(Master master, Throwable failure) {
        if (!Denial.is(failure) || !message.mayPass()) {
            return;
        }
        String denied = Denial.rule(failure, keys);
        try {
            link.loadScripts(master)
                    .thenCompose(loaded -> lack(master))
                    .whenComplete((lack, unanswered) -> say(master, denied, lack, unanswered));
        } catch (RuntimeException closed) {
            say(master, denied, null, closed);
        }
    }

    /** If the question was denied too, its denial tells more than nothing; a right that was given back meanwhile is not spoken of. */
    private void say(Master master, String denied, @Nullable Lack lack, @Nullable Throwable unanswered) {
        if (lack == null) {
            String rule = unanswered == null ? "" : Denial.rule(unanswered, keys);
            sayMissing(master, rule.isEmpty() ? denied : rule);
        } else if (!lack.rules().isEmpty()) {
            sayMissing(master, String.join(" ", lack.rules()));
        }
    }

    private static void sayMissing(Master master, String rules) {
        SlotCacheLogger.LOG.rightMissing(master.address(), rules.isEmpty() ? "what ACL LOG shows" : rules);
    }

    /**
     * What stands in the way at one master.
     *
     * @param rules of the ACL that the user needs in addition, such as {@code +hset}
     * @param unknown commands that the server does not have, renamed ones among them
     */
    public record Lack(List<String> rules, List<String> unknown) {

        static Lack of(ScriptReply reply) {
            List<String> all = IntStream.range(0, reply.values().size())
                    .mapToObj(reply::text)
                    .toList();
            return new Lack(
                    all.stream().filter(name -> name.startsWith("+")).toList(),
                    all.stream()
                            .filter(name -> name.startsWith("?"))
                            .map(name -> name.substring(1))
                            .toList());
        }
    }
}
