// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.SlotCacheConfiguration;
import io.slotcache.internal.config.Topology;
import io.slotcache.internal.lease.DirtyPartitions;
import io.slotcache.internal.lease.HeldLocks;
import io.slotcache.internal.lease.Keeper;
import io.slotcache.internal.lease.LeaseTiming;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.redis.Breakers;
import io.slotcache.internal.redis.MasterSenders;
import io.slotcache.internal.redis.RedisLink;
import io.slotcache.internal.redis.RedisLink.Master;
import io.slotcache.internal.redis.Rights;
import io.slotcache.internal.stats.Counters;
import io.slotcache.internal.storage.EntryCensus;
import io.slotcache.internal.storage.RedisStorage;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hibernate.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** A connection that works: client, keeper and storage, checked and started together. Thread-safe. */
public final class LiveCluster implements AutoCloseable {

    private static final long FIRST_LOOK_SECONDS = 2;

    private final ClientHandle client;
    private final RedisLink link;
    private final Keeper keeper;
    private final RedisStorage storage;
    private final EntryCensus census;

    private LiveCluster(ClientHandle client, RedisLink link, Keeper keeper, RedisStorage storage, EntryCensus census) {
        this.client = client;
        this.link = link;
        this.keeper = keeper;
        this.storage = storage;
        this.census = census;
    }

    /**
     * Checks that the servers and the other nodes agree with this one, and looks at all partitions once. Waits for the network.
     *
     * @param client released if that fails
     * @param disable told why the cache must stop if that only shows later
     * @throws CacheException if the cache must not be used like this
     * @throws RefusedException if a server refuses what the cache needs
     */
    static LiveCluster connect(
            ClientHandle client,
            SlotCacheConfiguration configuration,
            KeySpace keys,
            Counters counters,
            HeldLocks heldLocks,
            DirtyPartitions dirtyPartitions,
            Consumer<CacheException> disable)
            throws Exception {
        @Nullable RedisLink linked = null;
        @Nullable Keeper started = null;
        try {
            RedisLink link = new RedisLink(client.client(), configuration.commandTimeout());
            linked = link;
            refuseNodeOfCluster(client.topology(), link);
            MasterSenders senders = new MasterSenders(link, keys);
            Collection<Master> masters = link.masters();
            for (Master master : masters) {
                get(link.loadScripts(master));
                requireRights(senders.rights(), master);
            }
            Layout layout = new Layout(link, keys, configuration.namespace(), disable);
            layout.require();
            LeaseTiming timing =
                    timing(configuration, client.topology(), link).withWait(configuration.commandTimeout());
            Breakers breakers = new Breakers(link, keys);
            Runnable atEachTick = () -> check(client, layout, disable);
            Keeper keeper = new Keeper(link, senders, breakers, keys, timing, heldLocks, dirtyPartitions, atEachTick);
            started = keeper;
            keeper.start().get(FIRST_LOOK_SECONDS, TimeUnit.SECONDS);
            SlotCacheLogger.LOG.connected(
                    client.topology().name(),
                    configuration.namespace(),
                    keys.partitions(),
                    masters.size(),
                    timing.lease(),
                    Promise.of(
                            client.topology(),
                            timing.followers(),
                            configuration.defaults().onLockFailure()));
            return new LiveCluster(
                    client,
                    link,
                    keeper,
                    new RedisStorage(link, senders, breakers, keys, keeper, counters, configuration.commandTimeout()),
                    new EntryCensus(link, keys, client.topology() == Topology.CLUSTER));
        } catch (Exception e) {
            if (started != null) {
                started.close();
            }
            if (linked != null) {
                linked.close();
            }
            client.release();
            throw e;
        }
    }

    private static void check(ClientHandle client, Layout layout, Consumer<CacheException> disable) {
        if (client.isEndedByOwner()) {
            disable.accept(SlotCacheLogger.LOG.clientShutDown());
        } else {
            layout.check();
        }
    }

    private static void requireRights(Rights rights, Master master) throws Exception {
        Rights.Lack lack = get(rights.lack(master));
        if (!lack.unknown().isEmpty()) {
            throw new RefusedException(
                    SlotCacheLogger.LOG.commandsUnknown(master.address(), String.join(", ", lack.unknown())));
        }
        if (!lack.rules().isEmpty()) {
            throw new RefusedException(
                    SlotCacheLogger.LOG.rightRequired(master.address(), String.join(" ", lack.rules())));
        }
    }

    /** Its slots would be out of reach, and it can be deposed without Redisson looking for a successor. */
    private static void refuseNodeOfCluster(Topology topology, RedisLink link) {
        if (topology != Topology.CLUSTER && "yes".equals(parameter(link, "cluster-enabled"))) {
            throw SlotCacheLogger.LOG.nodeOfCluster(topology.name());
        }
    }

    private static LeaseTiming timing(SlotCacheConfiguration configuration, Topology topology, RedisLink link) {
        if (topology == Topology.SENTINEL) {
            String followers = parameter(link, "min-replicas-to-write");
            return LeaseTiming.withSentinel(configuration.lease(), followers == null ? 0 : Integer.parseInt(followers));
        }
        Duration nodeTimeout = topology == Topology.CLUSTER ? nodeTimeout(link) : LeaseTiming.DEFAULT_NODE_TIMEOUT;
        LeaseTiming timing = LeaseTiming.of(configuration.lease(), nodeTimeout);
        if (!timing.fits(nodeTimeout)) {
            throw SlotCacheLogger.LOG.leaseTooLong(
                    timing.lease(),
                    nodeTimeout.toMillis(),
                    LeaseTiming.longestLease(nodeTimeout).toMillis());
        }
        return timing;
    }

    /** A parameter of the only master; null if the server does not tell. */
    private static @Nullable String parameter(RedisLink link, String name) {
        for (Master master : link.masters()) {
            try {
                return get(link.parameter(master, name)).orElse(null);
            } catch (Exception notTold) {
                return null;
            }
        }
        return null;
    }

    /** The shortest of all masters'. */
    private static Duration nodeTimeout(RedisLink link) {
        long shortest = Long.MAX_VALUE;
        try {
            for (Master master : link.masters()) {
                Optional<String> value = get(link.parameter(master, "cluster-node-timeout"));
                shortest = Math.min(shortest, value.map(Long::parseLong).orElse(Long.MAX_VALUE));
            }
        } catch (Exception e) {
            SlotCacheLogger.LOG.nodeTimeoutUnknown(e.toString(), LeaseTiming.DEFAULT_NODE_TIMEOUT.toMillis());
        }
        return shortest == Long.MAX_VALUE ? LeaseTiming.DEFAULT_NODE_TIMEOUT : Duration.ofMillis(shortest);
    }

    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(FIRST_LOOK_SECONDS, TimeUnit.SECONDS);
    }

    public RedisStorage storage() {
        return storage;
    }

    /** Counts the entries. */
    public EntryCensus census() {
        return census;
    }

    public RedisLink link() {
        return link;
    }

    public Keeper keeper() {
        return keeper;
    }

    /** Gives what was sent a moment to arrive, then ends. Waits no longer than about a second, however Redis is. */
    @Override
    public void close() {
        try {
            storage.awaitQuiet(Duration.ofMillis(500));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keeper.close();
        link.close();
        client.release();
    }
}
