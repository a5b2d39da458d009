// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.app;

import io.slotcache.SlotCacheSettings;
import io.slotcache.SlotCacheStatistics;
import io.slotcache.sample.redis.KeyScan;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.RedisCluster;
import io.slotcache.sample.redis.RedisNode;
import io.slotcache.sample.screen.Format;
import io.slotcache.sample.screen.Promises;
import io.slotcache.sample.screen.Screen;
import jakarta.persistence.Persistence;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstrations of one run share: screen, promises, cluster, database and the namespace of the keys. Not thread-safe.
 *
 * <p>On a cluster that others use, the namespace is a new one each time, since each run has a database of its own, and its keys are removed at the
 * end.
 */
public final class Stage implements AutoCloseable {

    private static final Duration LEASES_LIMIT = Duration.ofSeconds(30);

    private final Screen screen;
    private final Promises promises;
    private final SampleCluster cluster;
    private final String namespace;
    private @Nullable SampleDatabase database;

    public Stage(Screen screen, Promises promises, SampleCluster cluster) {
        this.screen = screen;
        this.promises = promises;
        this.cluster = cluster;
        String suffix =
                HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
        this.namespace = cluster.isOwned() ? "sample" : "sample-" + suffix;
    }

    public Screen screen() {
        return screen;
    }

    public Promises promises() {
        return promises;
    }

    public SampleCluster cluster() {
        return cluster;
    }

    public RedisCluster redis() {
        return cluster.redis();
    }

    /** The first part of all keys of this run. */
    public String namespace() {
        return namespace;
    }

    /** Starts a node of the application and waits until it may read everywhere. To be closed by the caller. */
    public ApplicationNode startNode() throws InterruptedException {
        screen.status("Starting a node of the application …");
        Map<String, Object> settings = database().settings();
        settings.put(SlotCacheSettings.NODES, String.join(",", redis().uris()));
        settings.put(SlotCacheSettings.NAMESPACE, namespace);
        ApplicationNode node = start(settings);
        try {
            awaitLeases(node.slotCache());
            return node;
        } catch (RuntimeException | InterruptedException e) {
            node.close();
            throw e;
        }
    }

    /** Starts a node of the application that has no second-level cache. To be closed by the caller. */
    public ApplicationNode startNodeWithoutCache() {
        return start(database().withoutCache());
    }

    private static ApplicationNode start(Map<String, Object> settings) {
        return new ApplicationNode(Persistence.createEntityManagerFactory("sample", settings));
    }

    /** A cluster without any lease holds each partition back for some 3 s: somebody may still write by a lock that is not known here. */
    private void awaitLeases(SlotCacheStatistics statistics) throws InterruptedException {
        long start = System.nanoTime();
        boolean all = Patience.await(LEASES_LIMIT, () -> {
            int leased = statistics.leasedPartitions();
            screen.status("Waiting for the leases of the partitions "
                    + Format.bar((double) leased / statistics.partitions(), 20) + " " + leased + " of "
                    + statistics.partitions());
            return leased == statistics.partitions();
        });
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (!all) {
            promises.check(
                    false,
                    "Every partition gets a lease within " + Format.duration(LEASES_LIMIT) + " ("
                            + statistics.leasedPartitions() + " of " + statistics.partitions() + " did)");
        } else if (took.toMillis() > 1_000) {
            screen.text("All " + statistics.partitions() + " partitions have their lease after " + Format.duration(took)
                    + ": where there was none, the cache first waits until writers it doesn't know of have ended.");
        }
    }

    private SampleDatabase database() {
        if (database == null) {
            screen.status("Filling the database …");
            database = SampleDatabase.create();
        }
        return database;
    }

    /** Closes the database, and removes what this run left in a cluster that goes on. */
    @Override
    public void close() {
        if (database == null) {
            return;
        }
        database.close();
        if (!cluster.isOwned()) {
            for (NodeLine master : redis().masters()) {
                try (RedisNode node = redis().connect(master)) {
                    KeyScan.unlink(node, KeyScan.keys(node, namespace + ":*"));
                }
            }
        }
    }
}
