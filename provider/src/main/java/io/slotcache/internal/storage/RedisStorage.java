// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.HeldLock;
import io.slotcache.internal.lease.Keeper;
import io.slotcache.internal.lease.Lease;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.lease.Stamps;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.partition.TableKey;
import io.slotcache.internal.redis.Breakers;
import io.slotcache.internal.redis.MasterSenders;
import io.slotcache.internal.redis.RedisLink;
import io.slotcache.internal.redis.RedisLink.Line;
import io.slotcache.internal.script.ScriptCall;
import io.slotcache.internal.script.ScriptReply;
import io.slotcache.internal.stats.CacheEvent;
import io.slotcache.internal.stats.Counters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The storage in a Redis Cluster. Reads go straight to the master; everything else through its sender, which keeps order. */
public final class RedisStorage implements Storage {

    /** Loaded values on their way. More than that would be memory spent on a master that is not keeping up. */
    private static final int MAX_PUTS_IN_FLIGHT = 10_000;

    private static final long ASK_AGAIN_MILLIS = 20;

    private final RedisLink link;
    private final MasterSenders senders;
    private final Breakers breakers;
    private final KeySpace keys;
    private final Keeper keeper;
    private final Counters counters;
    private final Duration timeout;
    private final ScriptCalls calls;
    private final EvictionMarks evictionMarks;
    private final Flights flights = new Flights();
    private final ReadFailures readFailures;
    private final TableReads tableReads;
    private final IdleTouches touches;
    private final Throttle evictFailure = new Throttle();

    public RedisStorage(
            RedisLink link,
            MasterSenders senders,
            Breakers breakers,
            KeySpace keys,
            Keeper keeper,
            Counters counters,
            Duration timeout) {
        this.link = link;
        this.senders = senders;
        this.breakers = breakers;
        this.keys = keys;
        this.keeper = keeper;
        this.counters = counters;
        this.timeout = timeout;
        calls = new ScriptCalls(keys, keeper.timing());
        touches = new IdleTouches(senders, calls, flights);
        evictionMarks = new EvictionMarks(keys.partitions());
        readFailures = new ReadFailures(keeper, breakers, senders);
        tableReads = new TableReads(link, keys, keeper, readFailures, timeout);
    }

    @Override
    public Stamps stamps() {
        return keeper.stamps();
    }

    @Override
    public boolean isAnswering(int partition) {
        return !breakers.of(partition).isOpen();
    }

    @Override
    public int partitions() {
        return keys.partitions();
    }

    @Override
    public byte @Nullable [] read(StorageRegion region, EntryKey key) {
        // An entry that this JVM failed to lock may be older than its own commit.
        if (keeper.dirtyPartitions().isDirty(key.partition()) || readFailures.areExpected(key.partition())) {
            return null;
        }
        Deadline deadline = Deadline.after(timeout);
        try {
            List<@Nullable Object> values = deadline.await(link.mget(key.bytes(), keys.leaseKey(key.partition())));
            Lease lease = Lease.parse((byte[]) values.get(1));
            if (lease == null || !keeper.watch().isAlive(key.partition(), lease)) {
                keeper.wake(key.partition());
                return null;
            }
            Line line = keeper.provenLine(key.partition());
            byte[] entry = (byte[]) values.get(0);
            if (line == null || entry == null || !isValid(region, key, entry, lease, line, deadline)) {
                return null;
            }
            touches.read(region, key);
            return Frame.withoutDeadline(entry);
        } catch (RedisFailure e) {
            readFailures.noAnswer(key.partition(), key.name(), e);
        } catch (RuntimeException e) {
            // A client that is being closed, or somebody else's bytes in the control hash: no reason to fail a find.
            readFailures.broken(key.name(), e);
        }
        return null;
    }

    @Override
    public @Nullable TableState tables(StorageRegion region, Collection<TableKey> tables) {
        return tableReads.read(region, tables);
    }

    private boolean isValid(StorageRegion region, EntryKey key, byte[] entry, Lease lease, Line line, Deadline deadline)
            throws RedisFailure {
        if (!Frame.isFrame(entry) || !lease.isTerm(entry, Frame.TERM_OFFSET)) {
            return false;
        }
        long written = Frame.sequence(entry);
        if (written >= lease.regionSequence()) {
            return true;
        }
        Long evicted = evictionMarks.get(key.partition(), lease, region.keyText());
        if (evicted == null) {
            evicted = readEvictionMark(region, key.partition(), lease, deadline);
            if (keeper.provenLine(key.partition()) != line) {
                // Perhaps of a server that was started again, or promoted, since the lease was read: it may have lost
                // evictions.
                return false;
            }
            evictionMarks.note(key.partition(), lease, region.keyText(), evicted);
        }
        return written >= evicted;
    }

    /**
     * Up to which sequence the region's entries are void. Read after the lease was, so that no eviction the lease knows of is missed; and only in the
     * lease's term, since a control hash that was lost remembers no eviction.
     */
    private long readEvictionMark(StorageRegion region, int partition, Lease lease, Deadline deadline)
            throws RedisFailure {
        List<@Nullable Object> fields =
                deadline.await(link.hmget(keys.controlKey(partition), "t", "G:" + region.keyText(), "G:*"));
        if (!lease.term().equals(text(fields.get(0)))) {
            return Long.MAX_VALUE;
        }
        return Math.max(number(fields.get(1)), number(fields.get(2)));
    }

    private static String text(@Nullable Object field) {
        return field == null ? "" : new String((byte[]) field, StandardCharsets.US_ASCII);
    }

    private static long number(@Nullable Object field) {
        return field == null ? 0 : Long.parseLong(text(field));
    }

    @Override
    public void put(StorageRegion region, EntryKey key, @Nullable Stamp stamp, Frame value, Replacement replacement) {
        if (stamp == null || readFailures.areExpected(key.partition()) || flights.areMoreThan(MAX_PUTS_IN_FLIGHT)) {
            counters.count(CacheEvent.REFUSED_PUT, region.counts(), key.partition());
            return;
        }
        CompletableFuture<ScriptReply> reply = senders.send(calls.put(region, key, stamp, value, replacement));
        flights.add(reply.handle((answer, failure) -> {
            boolean refused = failure != null || answer.number(0) == 0;
            if (refused || answer.number(0) == 1) {
                counters.count(refused ? CacheEvent.REFUSED_PUT : CacheEvent.PUT, region.counts(), key.partition());
            }
            return refused;
        }));
    }

    @Override
    public CompletableFuture<Acknowledgement> lock(
            StorageRegion region, EntryKey key, HeldLock lock, @Nullable Stamp stamp) {
        counters.count(CacheEvent.LOCK, region.counts(), key.partition());
        return acknowledged(lock, calls.lock(region, key, lock, stamp), reply -> reply.flag(3));
    }

    @Override
    public CompletableFuture<Acknowledgement> lockRegion(StorageRegion region, HeldLock lock) {
        return acknowledged(lock, calls.lockRegion(region, lock), reply -> false);
    }

    @Override
    public CompletableFuture<Acknowledgement> lockTable(StorageRegion region, TableKey table, HeldLock lock) {
        counters.count(CacheEvent.LOCK, region.counts(), table.partition());
        return acknowledged(lock, calls.lockTable(table, lock), reply -> false);
    }

    private CompletableFuture<Acknowledgement> acknowledged(
            HeldLock lock, ScriptCall call, Predicate<ScriptReply> isClean) {
        long askedAt = System.nanoTime();
        return senders.send(call).handle((reply, failure) -> {
            if (failure != null) {
                lock.makeUncertain();
                throw failure instanceof CompletionException e ? e : new CompletionException(failure);
            }
            advance(call.partition(), reply);
            requireProof(reply);
            return new Acknowledgement(askedAt, isClean.test(reply));
        });
    }

    @Override
    public void unlock(
            StorageRegion region, EntryKey key, HeldLock lock, @Nullable Stamp stamp, @Nullable Frame value) {
        Frame publishable = stamp == null ? null : value;
        CompletableFuture<ScriptReply> reply = send(calls.unlock(region, key, lock, stamp, publishable));
        flights.add(reply.handle((answer, failure) -> {
            if (value != null) {
                boolean published = failure == null && answer.flag(2);
                counters.count(published ? CacheEvent.PUT : CacheEvent.REFUSED_PUT, region.counts(), key.partition());
            }
            return releaseLater(lock, failure, calls.unlock(region, key, lock, null, null));
        }));
    }

    @Override
    public void unlockRegion(StorageRegion region, HeldLock lock) {
        ScriptCall unlock = calls.unlockRegion(region, lock);
        flights.add(send(unlock).handle((answer, failure) -> releaseLater(lock, failure, unlock)));
    }

    /** Whether the lock has to be released once more, since it may still be there, or may come. */
    private boolean releaseLater(HeldLock lock, @Nullable Throwable failure, ScriptCall unlock) {
        boolean later = failure != null || lock.isUncertain();
        if (later) {
            keeper.lateUnlocks().add(lock, unlock);
        }
        return later;
    }

    @Override
    public void unlockTable(StorageRegion region, TableKey table, HeldLock lock) {
        ScriptCall unlock = calls.unlockTable(table, lock);
        flights.add(send(unlock).handle((answer, failure) -> releaseLater(lock, failure, unlock)));
    }

    @Override
    public void evict(StorageRegion region, EntryKey key) {
        ScriptCall call = calls.evict(key);
        evict(Deadline.after(timeout), key.name(), call, send(call));
    }

    @Override
    public void evictRegion(StorageRegion region) {
        Deadline deadline = Deadline.after(timeout);
        List<ScriptCall> partitions = IntStream.range(0, keys.partitions())
                .mapToObj(p -> calls.evictRegion(region, p))
                .toList();
        List<CompletableFuture<ScriptReply>> replies =
                partitions.stream().map(this::send).toList();
        for (int p = 0; p < replies.size(); p++) {
            evict(deadline, region.name(), partitions.get(p), replies.get(p));
        }
    }

    @Override
    public void evictRegion(StorageRegion region, int partition) {
        ScriptCall call = calls.evictRegion(region, partition);
        evict(Deadline.after(timeout), region.name(), call, send(call));
    }

    /** Waits until nobody reads what was evicted; a partition where that cannot be had in time becomes dirty. */
    private void evict(Deadline deadline, String what, ScriptCall call, CompletableFuture<ScriptReply> reply) {
        Deadline own = breakers.of(call.partition()).isOpen() ? Deadline.none() : deadline;
        CompletableFuture<ScriptReply> answer = reply;
        while (true) {
            try {
                own.await(answer.thenAccept(RedisStorage::requireProof));
                return;
            } catch (RedisFailure e) {
                if (!e.isPassing() || !own.pause(ASK_AGAIN_MILLIS)) {
                    evictionMissed(what, call.partition(), e);
                    return;
                }
                answer = send(call);
            }
        }
    }

    private void evictionMissed(String what, int partition, RedisFailure failure) {
        keeper.dirtyPartitions().mark(partition);
        if (evictFailure.mayPass()) {
            SlotCacheLogger.LOG.evictFailed(what, failure.reason());
        }
    }

    /** Of a master that may have been deposed: what it does, others may not see. */
    private static void requireProof(ScriptReply reply) {
        if (!reply.flag(2)) {
            throw new UnprovenMasterException();
        }
    }

    private CompletableFuture<ScriptReply> send(ScriptCall call) {
        return senders.send(call).whenComplete((reply, failure) -> {
            if (failure == null) {
                advance(call.partition(), reply);
            }
        });
    }

    /** Every reply to a lock, unlock or eviction begins with the term and the sequence the partition has come to. */
    private void advance(int partition, ScriptReply reply) {
        keeper.advance(partition, new Stamp(reply.text(0), reply.number(1)));
    }

    /** Waits until everything sent has been answered; for tests and for exact statistics. */
    public boolean awaitQuiet(Duration limit) throws InterruptedException {
        return flights.await(limit);
    }
}
