// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What happens to the cluster and to the JVMs while they work, chosen by a seed. One fault at a time; the next when the cluster is sound again. */
final class Faults {

    private final EmbeddedCluster cluster;
    private final Round round;
    private final SplittableRandom random;
    private final List<Fault> wanted;
    private final Map<String, Long> counts = new TreeMap<>();

    Faults(EmbeddedCluster cluster, Round round, SplittableRandom random, Set<Fault> wanted) {
        this.cluster = cluster;
        this.round = round;
        this.random = random;
        this.wanted = List.copyOf(wanted);
    }

    Map<String, Long> counts() {
        return counts;
    }

    void untilNanos(long end) throws InterruptedException {
        while (System.nanoTime() < end) {
            pause(1000 + random.nextInt(1500));
            if (!wanted.isEmpty() && System.nanoTime() < end) {
                Fault fault = any(wanted);
                counts.merge(fault.name().toLowerCase(java.util.Locale.ROOT), 1L, Long::sum);
                happen(fault);
            }
        }
    }

    private void happen(Fault fault) throws InterruptedException {
        switch (fault) {
            case KILL_MASTER -> {
                ClusterNode master = any(cluster.masters());
                cluster.kill(master);
                cluster.awaitPromotion(master);
                pause(random.nextInt(1500));
                cluster.restart(master);
                cluster.awaitReady();
            }
            case PAUSE_MASTER -> {
                ClusterNode master = any(cluster.masters());
                cluster.pause(master);
                cluster.awaitPromotion(master);
                pause(random.nextInt(1500));
                cluster.resume(master);
                cluster.awaitReady();
            }
            case KILL_REPLICA -> {
                ClusterNode replica = any(cluster.replicas());
                cluster.kill(replica);
                pause(500);
                cluster.restart(replica);
                cluster.awaitReady();
            }
            case FAILOVER -> {
                cluster.failover(any(cluster.replicas()));
                cluster.awaitReady();
            }
            case KILL_WORKER -> round.replaceWorker(random.nextInt(round.workerCount()));
            case PAUSE_WORKER -> {
                WorkerProcess worker = round.worker(random.nextInt(round.workerCount()));
                worker.pause();
                pause(200 + random.nextInt(2500));
                worker.resume();
            }
            case CUT_CONNECTIONS -> {
                for (ClusterNode node : cluster.nodes()) {
                    cluster.command(node, "CLIENT", "KILL", "TYPE", "normal");
                }
            }
            case LOSE_KEYS -> loseKeys();
        }
    }

    /** What memory pressure does: entries, leases and control hashes go. */
    private void loseKeys() {
        ClusterNode master = any(cluster.masters());
        int times = 1 + random.nextInt(40);
        for (int i = 0; i < times; i++) {
            if (cluster.command(master, "RANDOMKEY") instanceof byte[] key) {
                cluster.commandBytes(master, "DEL".getBytes(java.nio.charset.StandardCharsets.US_ASCII), key);
            }
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static void pause(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
