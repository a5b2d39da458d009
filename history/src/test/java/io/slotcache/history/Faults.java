// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/** What happens to the cluster and to the JVMs while they work, chosen by a seed. One fault at a time; the next when the cluster is sound again. */
final class Faults {

    static final String COUNT_PREFIX = "fault-";
    private static final int PARTITIONS = 256;
    private static final int FILLERS = 4;
    private static final int FILLER_BYTES = 8 << 20;
    /** Of a journal, about. Three JVMs write a line or two in a millisecond. */
    private static final int LINE_BYTES = 40;

    private static final long MOST_AHEAD_MILLIS = 3000;
    private static final Duration AT_MOST = Duration.ofSeconds(4);

    private final EmbeddedCluster cluster;
    private final Round round;
    private final SplittableRandom random;
    /** In the order in which they come. */
    private final List<Fault> wanted;

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Cut> cuts = new ArrayList<>();

    Faults(EmbeddedCluster cluster, Round round, SplittableRandom random, Set<Fault> wanted) {
        this.cluster = cluster;
        this.round = round;
        this.random = random;
        this.wanted = new ArrayList<>(wanted);
        Collections.shuffle(this.wanted, new Random(random.nextLong()));
    }

    Map<String, Long> counts() {
        return counts;
    }

    List<Cut> cuts() {
        return cuts;
    }

    /** Until then, or until there is enough; that is asked for after every thousand or two of lines. */
    void untilNanos(long end, BooleanSupplier enough) {
        for (int i = 0; System.nanoTime() < end && !enough.getAsBoolean(); i++) {
            letWork(1000 + random.nextInt(1500));
            if (!wanted.isEmpty() && System.nanoTime() < end) {
                Fault fault = wanted.get(i % wanted.size());
                counts.merge(fault.name().toLowerCase(java.util.Locale.ROOT), 1L, Long::sum);
                happen(fault);
            }
        }
    }

    private void happen(Fault fault) {
        switch (fault) {
            case KILL_MASTER -> {
                ClusterNode master = any(cluster.masters());
                cluster.kill(master);
                cluster.awaitPromotion(master);
                letWork(random.nextInt(1500));
                cluster.restart(master);
                cluster.awaitReady();
            }
            case PAUSE_MASTER -> {
                ClusterNode master = any(cluster.masters());
                cluster.pause(master);
                cluster.awaitPromotion(master);
                letWork(random.nextInt(1500));
                cluster.resume(master);
                cluster.awaitReady();
            }
            case LOSE_WRITES -> loseWrites();
            case MOVE_SLOT -> moveSlot();
            case KILL_REPLICA -> {
                ClusterNode replica = any(cluster.replicas());
                cluster.kill(replica);
                letWork(500);
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
                letWork(200 + random.nextInt(2500));
                worker.resume();
            }
            case CUT_CONNECTIONS -> {
                for (ClusterNode node : cluster.nodes()) {
                    cluster.command(node, "CLIENT", "KILL", "TYPE", "normal");
                }
            }
            case CUT_NETWORK -> cutNetwork();
            case SET_CLOCK -> setClock();
            case LOSE_KEYS -> loseKeys();
        }
    }

    private void loseWrites() {
        ClusterNode master = any(cluster.masters());
        ClusterNode replica = cluster.replicasOf(master).get(0);
        cluster.pause(replica);
        // So much that what comes after it stays in the master's own buffer, and dies with it.
        if (cluster.command(master, "RANDOMKEY") instanceof byte[] key) {
            String tag = new String(key, UTF_8).replaceFirst(".*(\\{.*}).*", "$1");
            for (int i = 0; i < FILLERS; i++) {
                cluster.commandBytes(
                        master,
                        bytes("SET"),
                        bytes("filler" + tag),
                        new byte[FILLER_BYTES],
                        bytes("PX"),
                        bytes("1000"));
            }
        }
        letWork(300 + random.nextInt(700));
        cluster.kill(master);
        cluster.resume(replica);
        cluster.awaitPromotion(master);
        cluster.restart(master);
        cluster.awaitReady();
    }

    private void cutNetwork() {
        ClusterNode master = any(cluster.masters());
        List<ClusterNode> shard = new ArrayList<>(cluster.replicasOf(master));
        shard.add(master);
        long begin = System.nanoTime();
        round.detours().cut(shard);
        letWork(300 + random.nextInt(2500));
        round.detours().mend();
        cuts.add(new Cut(begin, System.nanoTime()));
    }

    private void setClock() {
        Path clock = random.nextInt(3) == 0
                ? round.worker(random.nextInt(round.workerCount())).clock()
                : Clocks.of(any(cluster.nodes()).directory());
        Clocks.set(clock, Duration.ofMillis(random.nextLong(-MOST_AHEAD_MILLIS, MOST_AHEAD_MILLIS)));
    }

    private void moveSlot() {
        int partition = random.nextInt(PARTITIONS);
        int slot = (2 * partition + 1) * 16_384 / (2 * PARTITIONS);
        ClusterNode from = cluster.masterOf(slot);
        ClusterNode to = cluster.masters().stream()
                .filter(master -> !master.equals(from))
                .findAny()
                .orElseThrow();
        cluster.moveSlots(slot, slot, to);
        letWork(random.nextInt(1000));
        cluster.moveSlots(slot, slot, from);
        cluster.awaitReady();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** What memory pressure does: entries, leases and control hashes go. */
    private void loseKeys() {
        ClusterNode master = any(cluster.masters());
        int times = 1 + random.nextInt(40);
        for (int i = 0; i < times; i++) {
            if (cluster.command(master, "RANDOMKEY") instanceof byte[] key) {
                cluster.commandBytes(master, bytes("DEL"), key);
            }
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Until the JVMs have journalled so many lines, or can't: what happens to them may be in their way. */
    private void letWork(int lines) {
        long enough = round.journalledBytes() + (long) lines * LINE_BYTES;
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(AT_MOST)
                    .until(() -> round.journalledBytes() >= enough);
        } catch (ConditionTimeoutException ignored) {
            // The fault has lasted long enough.
        }
    }
}
