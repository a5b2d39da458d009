// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.lease;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.redis.Breakers;
import io.slotcache.internal.redis.MasterSenders;
import io.slotcache.internal.redis.RedisLink;
import io.slotcache.internal.redis.RedisLink.Line;
import io.slotcache.internal.redis.RedisLink.Master;
import io.slotcache.internal.redis.RedisLink.Pipeline;
import io.slotcache.internal.script.Script;
import io.slotcache.internal.script.ScriptCall;
import io.slotcache.internal.script.ScriptReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the leases of all partitions alive and this JVM's view of them fresh. At each tick, a quarter of a lease's length, it
 *
 * <ol>
 *   <li>reads all leases, one pipeline a master, and publishes their stamps;
 *   <li>renews those that are missing, those that show the grant of a tick ago, and those of a server that was not yet asked over the line of now. The
 *       request names the grant it saw, so however many JVMs ask, a lease is granted once;
 *   <li>ends the term of partitions that missed a lock, or that the cluster refused for a while;
 *   <li>extends the locks of transactions that run long, and sends unlocks again that may not have arrived.
 * </ol>
 *
 * One daemon thread, which waits for nothing; safe to call from any thread.
 */
public final class Keeper implements AutoCloseable {

    private final RedisLink link;
    private final MasterSenders senders;
    private final Breakers breakers;
    private final KeySpace keys;
    private final LeaseTiming timing;
    private final StampBoard board;
    private final LeaseWatch watch;
    private final DirtyPartitions dirty;
    private final LockExtension lockExtension;
    private final LateUnlocks lateUnlocks = new LateUnlocks();
    private final Runnable atEachTick;

    /** The grant read at the last tick, 0 for none. */
    private final AtomicLongArray lastNonce;

    /**
     * The line over which the partition's lease was last found or made to be of the server's present run. A lease seen over another proves nothing: a
     * server that was started again from a snapshot has the leases of then, with the entries of then.
     */
    private final AtomicReferenceArray<@Nullable Line> proven;

    /** Until when there is no use in asking for a lease. */
    private final AtomicLongArray refusedUntilNanos;

    /** 1 for a partition that has not been reached since it was suspected. */
    private final AtomicIntegerArray unsettled;

    /** 1 for a partition whose lease somebody missed since the last tick. */
    private final AtomicIntegerArray woken;

    private final Set<Master> lookedAt = ConcurrentHashMap.newKeySet();
    private final Throttle isolatedMessage = new Throttle();
    private final Throttle failedMessage = new Throttle();

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "slotcache-keeper");
        thread.setDaemon(true);
        return thread;
    });

    public Keeper(
            RedisLink link,
            MasterSenders senders,
            Breakers breakers,
            KeySpace keys,
            LeaseTiming timing,
            HeldLocks heldLocks,
            DirtyPartitions dirty,
            Runnable atEachTick) {
        this.link = link;
        this.senders = senders;
        this.breakers = breakers;
        this.keys = keys;
        this.timing = timing;
        lockExtension = new LockExtension(heldLocks, senders, keys);
        int partitions = keys.partitions();
        board = new StampBoard(partitions);
        watch = new LeaseWatch(partitions, timing.lease());
        this.dirty = dirty;
        this.atEachTick = atEachTick;
        lastNonce = new AtomicLongArray(partitions);
        proven = new AtomicReferenceArray<>(partitions);
        refusedUntilNanos = new AtomicLongArray(partitions);
        long now = System.nanoTime();
        for (int p = 0; p < partitions; p++) {
            refusedUntilNanos.set(p, now);
        }
        unsettled = new AtomicIntegerArray(partitions);
        woken = new AtomicIntegerArray(partitions);
    }

    /** Looks once, completing when the answers are in, and from then on at every tick. */
    public CompletableFuture<Void> start() {
        CompletableFuture<Void> first =
                CompletableFuture.supplyAsync(this::tick, executor).thenCompose(done -> done);
        executor.scheduleAtFixedRate(this::tick, timing.tick(), timing.tick(), MILLISECONDS);
        return first;
    }

    /** What a session that opens now takes as its stamps. No network. */
    public Stamps stamps() {
        return board.current();
    }

    public LeaseWatch watch() {
        return watch;
    }

    public DirtyPartitions dirtyPartitions() {
        return dirty;
    }

    public LeaseTiming timing() {
        return timing;
    }

    /** The partition has come this far, says the answer to a call of this JVM. */
    public void advance(int partition, Stamp stamp) {
        board.advance(partition, stamp);
    }

    /** Somebody read the partition without a lease: asks for one now, but not twice between two ticks. */
    public void wake(int partition) {
        if (woken.compareAndSet(partition, 0, 1) && !isRefused(partition) && !executor.isShutdown()) {
            // Over which line the lease was missed is not known, so this proves nothing.
            renew(partition, null, "", "");
        }
    }

    /** Whether a lease of the partition that is read now is of the run of the server that shows it. */
    public boolean isProven(int partition) {
        return provenLine(partition) != null;
    }

    /** The line to the partition's master if a lease that is read over it is of that server's run, else null. */
    public @Nullable Line provenLine(int partition) {
        Master master = link.master(keys.slot(partition));
        Line line = proven.get(partition);
        return master != null && line == link.line(master) ? line : null;
    }

    /**
     * The cluster is down: it refuses everybody, so other JVMs may have committed without their locks just now. The partition is not read here before a new
     * term, and that does not begin with the first look that is answered but with the next: by then a transaction whose lock failed has committed.
     */
    public void suspect(int partition) {
        board.clear(partition);
        unsettled.set(partition, 1);
        dirty.mark(partition);
    }

    public LateUnlocks lateUnlocks() {
        return lateUnlocks;
    }

    /** What was on its way when the master stopped answering has arrived by now. */
    private boolean isSettled(int partition) {
        return breakers.of(partition).isClosed() && !dirty.isDirty(partition);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private CompletableFuture<Void> tick() {
        try {
            atEachTick.run();
            lockExtension.run();
            lateUnlocks.run(senders, this::isSettled);
            List<CompletableFuture<?>> looks = new ArrayList<>();
            partitionsByMaster().forEach((master, partitions) -> {
                // One that does not answer is not asked again before it has been given up.
                if (lookedAt.add(master)) {
                    looks.add(look(master, partitions).whenComplete((done, failure) -> lookedAt.remove(master)));
                }
            });
            return CompletableFuture.allOf(looks.toArray(CompletableFuture<?>[]::new));
        } catch (RuntimeException e) {
            if (failedMessage.mayPass()) {
                SlotCacheLogger.LOG.keeperFailed(e);
            }
            return CompletableFuture.failedFuture(e);
        }
    }

    private Map<Master, List<Integer>> partitionsByMaster() {
        Map<Master, List<Integer>> byMaster = new LinkedHashMap<>();
        for (int p = 0; p < keys.partitions(); p++) {
            woken.set(p, 0);
            Master master = link.master(keys.slot(p));
            if (master != null) {
                byMaster.computeIfAbsent(master, m -> new ArrayList<>()).add(p);
            }
        }
        return byMaster;
    }

    private CompletableFuture<?> look(Master master, List<Integer> partitions) {
        Line line = link.line(master);
        Pipeline pipeline = link.pipeline(master);
        List<Look> looks = new ArrayList<>(partitions.size());
        for (int p : partitions) {
            // The mark first: what is missed from here on is another tick's.
            long mark = dirty.markOf(p);
            boolean cleanse = dirty.isToCleanse(p) && unsettled.get(p) == 0;
            CompletableFuture<byte @Nullable []> term = cleanse ? pipeline.hget(keys.controlKey(p), "t") : null;
            looks.add(new Look(p, line, mark, pipeline.get(keys.leaseKey(p)), term));
        }
        return pipeline.execute()
                .handle((done, failure) -> {
                    breakers.looked(master, failure == null || !RedisLink.isSilence(failure));
                    if (failure != null) {
                        senders.rights().failed(master, failure);
                    }
                    return renewals(looks, String.valueOf(failure).contains("CLUSTERDOWN"));
                })
                .thenCompose(renewals -> renewals);
    }

    private CompletableFuture<Void> renewals(List<Look> looks, boolean clusterDown) {
        List<CompletableFuture<?>> renewals = new ArrayList<>();
        for (Look look : looks) {
            if (!look.isAnswered()) {
                if (clusterDown) {
                    suspect(look.partition);
                }
                continue;
            }
            unsettled.set(look.partition, 0);
            CompletableFuture<?> renewal = look.term == null ? keepAlive(look) : endTerm(look, look.term.join());
            if (renewal != null) {
                renewals.add(renewal);
            }
        }
        return CompletableFuture.allOf(renewals.toArray(CompletableFuture<?>[]::new));
    }

    private @Nullable CompletableFuture<?> keepAlive(Look look) {
        Lease lease = Lease.parse(look.lease.join());
        long seen = lastNonce.getAndSet(look.partition, lease == null ? 0 : lease.nonce());
        if (lease == null) {
            board.clear(look.partition);
            return isRefused(look.partition) ? null : renew(look.partition, look.line, "", "");
        }
        if (proven.get(look.partition) == look.line) {
            note(look.partition, lease);
            return lease.nonce() == seen ? renew(look.partition, look.line, Long.toString(seen), "") : null;
        }
        board.clear(look.partition);
        return renew(look.partition, look.line, Long.toString(lease.nonce()), "");
    }

    private CompletableFuture<?> endTerm(Look look, byte @Nullable [] term) {
        String ended = term == null ? "" : new String(term, java.nio.charset.StandardCharsets.US_ASCII);
        return renew(look.partition, look.line, "", ended).thenAccept(granted -> {
            if (granted) {
                dirty.cleansed(look.partition, look.mark);
            }
        });
    }

    /**
     * Whether the partition has, or after its hold will have, no term older than the request.
     *
     * @param line over which the nonce, or no lease, was seen; null if that is not known
     */
    private CompletableFuture<Boolean> renew(int partition, @Nullable Line line, String seenNonce, String termToEnd) {
        ScriptCall call = new ScriptCall(
                Script.RENEW,
                partition,
                List.of(keys.controlKey(partition), keys.leaseKey(partition)),
                List.of(
                        seenNonce,
                        Lease.newNonce(),
                        Lease.newTerm(),
                        termToEnd,
                        timing.lease(),
                        timing.hold(),
                        timing.contact()));
        return senders.send(call).handle((reply, failure) -> failure == null && renewed(partition, line, reply));
    }

    private boolean renewed(int partition, @Nullable Line line, ScriptReply reply) {
        switch (reply.text(0)) {
            case "lease" -> {
                Lease lease = Lease.parse((byte[]) reply.values().get(1));
                if (line != null) {
                    proven.set(partition, line);
                }
                if (lease != null && isProven(partition)) {
                    note(partition, lease);
                }
                return true;
            }
            case "hold" -> {
                refuseFor(partition, timing.retryWithin(reply.number(1)));
                return true;
            }
            default -> {
                if (isolatedMessage.mayPass()) {
                    logIsolated(keys.slot(partition));
                }
                refuseFor(partition, timing.tick());
                return false;
            }
        }
    }

    private void logIsolated(int slot) {
        if (timing.followers() == 0) {
            SlotCacheLogger.LOG.masterIsolated(slot, timing.contactAge());
        } else {
            SlotCacheLogger.LOG.masterNotFollowed(timing.followers(), timing.contactAge());
        }
    }

    private void refuseFor(int partition, long millis) {
        board.clear(partition);
        refusedUntilNanos.set(partition, System.nanoTime() + millis * 1_000_000);
    }

    /** It was said how long there will be no lease. */
    private boolean isRefused(int partition) {
        return System.nanoTime() - refusedUntilNanos.get(partition) < 0;
    }

    private void note(int partition, Lease lease) {
        watch.isAlive(partition, lease);
        board.note(partition, lease.stamp());
    }

    /** What one tick reads of a partition; the term only of one to be cleansed. */
    private record Look(
            int partition,
            Line line,
            long mark,
            CompletableFuture<byte @Nullable []> lease,
            @Nullable CompletableFuture<byte @Nullable []> term) {

        boolean isAnswered() {
            return isSuccess(lease) && (term == null || isSuccess(term));
        }

        private static boolean isSuccess(CompletableFuture<?> answer) {
            return answer.isDone() && !answer.isCompletedExceptionally();
        }
    }
}
