// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.SlotCacheConfiguration;
import io.slotcache.internal.lease.DirtyPartitions;
import io.slotcache.internal.lease.HeldLocks;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.log.Throttle;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.stats.Counters;
import io.slotcache.internal.storage.DisconnectedStorage;
import io.slotcache.internal.storage.Storage;
import io.slotcache.internal.storage.SwitchingStorage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hibernate.cache.CacheException;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Connects in a thread of its own and keeps trying, so that an application starts, and closes, whatever state Redis is in. Until there is a
 * connection every read is a miss. Thread-safe.
 */
public final class ClusterConnection implements AutoCloseable {

    /** How long a start waits for the first connection, so that an application's first reads can be hits. */
    private static final Duration START_WAIT = Duration.ofSeconds(5);

    private static final long RETRY_SECONDS = 1;

    private final SlotCacheConfiguration configuration;
    private final ServiceRegistry services;
    private final KeySpace keys;
    private final Counters counters;
    private final HeldLocks heldLocks;
    private final DirtyPartitions dirtyPartitions;
    private final SwitchingStorage storage;
    private final DisconnectedStorage disconnected;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<Void> firstConnection = new CompletableFuture<>();
    private final Throttle notConnected = new Throttle();
    private final Object lock = new Object();
    private @Nullable LiveCluster live;

    /** @param services Hibernate's, to find a client that the application supplies */
    public ClusterConnection(
            SlotCacheConfiguration configuration,
            ServiceRegistry services,
            KeySpace keys,
            Counters counters,
            HeldLocks heldLocks,
            DirtyPartitions dirtyPartitions) {
        this.configuration = configuration;
        this.services = services;
        this.keys = keys;
        this.counters = counters;
        this.heldLocks = heldLocks;
        this.dirtyPartitions = dirtyPartitions;
        disconnected = new DisconnectedStorage(keys.partitions(), dirtyPartitions);
        storage = new SwitchingStorage(disconnected);
    }

    /**
     * Starts to connect and waits a moment for it.
     *
     * @throws CacheException if the settings cannot be used, or the servers answer and the cache must not be used with them
     */
    public void open() {
        ClientSource clients = ClientSource.of(configuration, services);
        Thread thread = new Thread(() -> keepTrying(clients), "slotcache-connect");
        thread.setDaemon(true);
        thread.start();
        try {
            firstConnection.get(START_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // From here on there is nobody to throw a refusal to.
            if (firstConnection.complete(null)) {
                SlotCacheLogger.LOG.notConnected(configuration.source().toString(), "no connection yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CacheException refusal) {
                throw refusal;
            }
        }
    }

    /** The storage as it is at each moment. */
    public Storage storage() {
        return storage;
    }

    /** The connection, null while there is none. */
    public @Nullable LiveCluster live() {
        synchronized (lock) {
            return live;
        }
    }

    private void keepTrying(ClientSource clients) {
        try {
            while (closed.getCount() > 0 && !tryOnce(clients)) {
                if (closed.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether no further try is needed. */
    private boolean tryOnce(ClientSource clients) {
        try {
            LiveCluster cluster = LiveCluster.connect(
                    clients.connect(), configuration, keys, counters, heldLocks, dirtyPartitions, this::disable);
            if (!accept(cluster)) {
                cluster.close();
            }
            firstConnection.complete(null);
            return true;
        } catch (CacheException e) {
            if (!firstConnection.completeExceptionally(e)) {
                SlotCacheLogger.LOG.disabled(e.toString());
            }
            return true;
        } catch (Exception e) {
            // A user can fail a start over it; an application that runs waits until it is mended at the servers.
            CacheException refusal = Refusals.of(e, configuration.source(), keys);
            if (refusal != null && firstConnection.completeExceptionally(refusal)) {
                return true;
            }
            if (notConnected.mayPass()) {
                String cause = (refusal == null ? e : refusal).toString();
                SlotCacheLogger.LOG.notConnected(configuration.source().toString(), cause);
            }
            firstConnection.completeExceptionally(e);
            return false;
        }
    }

    private boolean accept(LiveCluster cluster) {
        synchronized (lock) {
            if (closed.getCount() == 0) {
                return false;
            }
            live = cluster;
            storage.switchTo(cluster.storage());
            return true;
        }
    }

    private void disable(CacheException reason) {
        LiveCluster ended = end();
        if (ended != null) {
            SlotCacheLogger.LOG.disabled(reason.toString());
            // Called by an answer of the connection's own: it must not wait for itself.
            new Thread(ended::close, "slotcache-close").start();
        }
    }

    private @Nullable LiveCluster end() {
        synchronized (lock) {
            LiveCluster ended = live;
            live = null;
            storage.switchTo(disconnected);
            return ended;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        LiveCluster cluster = live();
        if (cluster != null) {
            cluster.close();
        }
        end();
    }
}
