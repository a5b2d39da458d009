// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Redis Cluster of real server processes on 127.0.0.1, that ends with this JVM, however this JVM ends.
 *
 * <p>Each operation returns once the state it is named after is reached, or throws {@link EmbeddedClusterException}
 * after 30 s (six node timeouts, if that is longer) with what was missing. Queries ask the cluster at the time of the
 * call. Thread-safe, but operations do not exclude each other.
 *
 * <pre>{@code
 * try (EmbeddedCluster cluster = EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(1)).start()) {
 *     ClusterNode master = cluster.masterOf(0);
 *     cluster.kill(master);
 *     ClusterNode promoted = cluster.awaitPromotion(master);
 *     cluster.restart(master); // a replica now
 * }
 * }</pre>
 */
public final class EmbeddedCluster implements AutoCloseable {

    private final RedisServerExecutable executable;
    private final Path directory;
    private final Watchdog watchdog;
    private final NodeFactory factory;
    private final Duration patience;
    private final Topology topology = new Topology();
    private final Readiness readiness = new Readiness(topology);
    private final SlotMigration migration = new SlotMigration(topology, readiness);

    /** A slot that each node served when it was killed or paused, by id: its next owner is the promoted replica. */
    private final Map<String, Integer> lastSlots = new ConcurrentHashMap<>();

    private EmbeddedCluster(EmbeddedClusterBuilder parameters, Path directory, Watchdog watchdog) {
        this.directory = directory;
        this.patience = parameters.patience();
        this.watchdog = watchdog;
        this.executable = ServerSearch.ofThisMachine(parameters.executable()).find(directory);
        this.factory = new NodeFactory(executable.path(), parameters.configuration(), watchdog, directory);
    }

    /** Starts three masters with a replica each and a node timeout of 5 s. */
    public static EmbeddedCluster start() {
        return builder().start();
    }

    public static EmbeddedClusterBuilder builder() {
        return new EmbeddedClusterBuilder();
    }

    static EmbeddedCluster start(EmbeddedClusterBuilder parameters) {
        Path directory;
        try {
            directory = Files.createTempDirectory("slotcache-cluster-");
        } catch (IOException e) {
            throw new EmbeddedClusterException("No temporary directory for the cluster", e);
        }
        Watchdog watchdog = Watchdog.start(directory);
        try {
            EmbeddedCluster cluster = new EmbeddedCluster(parameters, directory, watchdog);
            cluster.form(parameters);
            return cluster;
        } catch (RuntimeException e) {
            watchdog.close();
            throw e;
        }
    }

    private void form(EmbeddedClusterBuilder parameters) {
        Deadline deadline = deadline();
        List<NodeProcess> launched = IntStream.range(0, parameters.nodes())
                .mapToObj(i -> factory.launch())
                .toList();
        launched.forEach(process -> topology.add(factory.join(process, deadline)));
        new ClusterFormation(nodes(), parameters.masters(), readiness).form(deadline);
        deadline.await("the new cluster to be ready", readiness::unready);
    }

    // ---- what there is

    /** The server program in use. */
    public RedisServerExecutable executable() {
        return executable;
    }

    /** All nodes, dead ones too, in the order they were started: first the original masters. */
    public List<ClusterNode> nodes() {
        return topology.nodes();
    }

    /** Addresses of all nodes as Redisson takes them: {@code redis://127.0.0.1:port}. */
    public List<String> nodeUris() {
        return nodes().stream().map(ClusterNode::uri).toList();
    }

    /** The nodes that are masters now, with or without slots. One that the cluster agreed is down is left out. */
    public List<ClusterNode> masters() {
        return topology.masters();
    }

    /** The nodes that are replicas now. One that the cluster agreed is down is left out. */
    public List<ClusterNode> replicas() {
        return topology.replicas();
    }

    /**
     * The master that serves {@code slot}; between its death and a promotion that is a dead one.
     *
     * @throws EmbeddedClusterException if no node serves it
     */
    public ClusterNode masterOf(int slot) {
        return topology.masterOf(slot).orElseThrow(() -> new EmbeddedClusterException("No node serves slot " + slot));
    }

    /** The replicas of {@code master} now; failed ones left out. */
    public List<ClusterNode> replicasOf(ClusterNode master) {
        return topology.replicasOf(master);
    }

    /** Role and slots of {@code node}, as the most recent view of any running node has them. */
    public NodeView view(ClusterNode node) {
        return topology.view()
                .node(node.id())
                .orElseThrow(() -> new EmbeddedClusterException("The cluster does not know " + node));
    }

    /** What {@code observer} believes of each node: its CLUSTER NODES. */
    public List<NodeView> viewsOf(ClusterNode observer) {
        return observer.view().nodes();
    }

    /**
     * Sends one command to one node; redirections are not followed.
     *
     * @return {@code Long}, {@code String} (UTF-8), {@code List} of these, or null
     * @throws RedisErrorException if the node answers with an error
     * @throws NodeUnreachableException if it does not answer within 2 s
     */
    public @Nullable Object command(ClusterNode node, String... args) {
        try (NodeConnection connection = node.connect()) {
            return connection.command(args);
        }
    }

    /** As {@link #command}, for arguments and replies that are no text: {@code byte[]} where that has {@code String}. */
    public @Nullable Object commandBytes(ClusterNode node, byte[]... args) {
        try (NodeConnection connection = node.connect()) {
            return connection.commandBytes(args);
        }
    }

    // ---- failures

    /** SIGKILL. Returns when the process is gone; the cluster has not noticed yet. */
    public void kill(ClusterNode node) {
        rememberSlot(node);
        node.process().kill();
    }

    /** SIGSTOP: the node keeps its connections and answers nothing. Returns when the process has stopped. */
    public void pause(ClusterNode node) {
        rememberSlot(node);
        node.process().pause(deadline());
    }

    /** SIGCONT. Returns when the node answers; it may still believe in the roles of the time it was paused. */
    public void resume(ClusterNode node) {
        node.process().resume(deadline());
    }

    /**
     * Starts a dead node again on its port and data. Returns when the running nodes agree on its role and, if that is
     * replica, it is in sync.
     */
    public void restart(ClusterNode node) {
        Deadline deadline = deadline();
        node.process().start();
        node.process().awaitAnswer(deadline);
        deadline.await("node " + node.port() + " to find its role", () -> readiness.unsettled(node));
    }

    /**
     * CLUSTER FAILOVER: the replica takes over from a master that is well. Returns when both have their new role in the
     * eyes of every running node, and the former master is in sync.
     */
    public void failover(ClusterNode replica) {
        String masterId = replica.view().myself().replicates();
        if (masterId == null) {
            throw new IllegalArgumentException(replica + " is no replica");
        }
        ClusterNode master = topology.node(masterId);
        Deadline deadline = deadline();
        command(replica, "CLUSTER", "FAILOVER");
        deadline.await("node " + replica.port() + " to take over", () -> {
            if (!replica.view().myself().isMaster()) {
                return Optional.of("it still replicates " + master.port());
            }
            return readiness.unsettled(replica).or(() -> readiness.unsettled(master));
        });
    }

    /**
     * Waits until a replica has taken over the slots of a master that was killed or paused, and every running node
     * knows it and serves again.
     *
     * @return the promoted replica
     */
    public ClusterNode awaitPromotion(ClusterNode deadMaster) {
        Integer slot = lastSlots.get(deadMaster.id());
        if (slot == null) {
            throw new IllegalArgumentException(deadMaster + " was not killed or paused as a master with slots");
        }
        return awaitMaster(slot, owner -> !owner.equals(deadMaster));
    }

    /**
     * Waits until every running node sees {@code slot} at one that {@code fits}, and serves.
     *
     * @return the master of the slot
     */
    public ClusterNode awaitMaster(int slot, Predicate<ClusterNode> fits) {
        deadline().await("a fitting master of slot " + slot, () -> readiness.unowned(new SlotRange(slot, slot), fits));
        return masterOf(slot);
    }

    // ---- changes of shape

    /** Starts one more master, without slots. Returns when every node knows it. */
    public ClusterNode addMaster() {
        Deadline deadline = deadline();
        ClusterNode node = factory.join(factory.launch(), deadline);
        command(
                node,
                "CLUSTER",
                "SET-CONFIG-EPOCH",
                Long.toString(topology.view().epoch() + 1));
        topology.add(node);
        ClusterFormation.introduce(node, nodes());
        deadline.await("the new master to be known", readiness::unready);
        return node;
    }

    /**
     * Moves the slots {@code from} to {@code to}, inclusive, with their keys to {@code target}, one after the other. A
     * master that loses its last slot becomes a replica of the target.
     */
    public void moveSlots(int from, int to, ClusterNode target) {
        SlotRange slots = new SlotRange(from, to);
        migration.move(slots, target);
        migration.awaitOwner(slots, target, deadline());
    }

    /** First step of a migration: from now on the owner of {@code slot} answers ASK for keys it does not hold. */
    public void beginMigration(int slot, ClusterNode target) {
        migration.begin(slot, masterOf(slot), target);
    }

    /**
     * Second step: moves the keys that the slot holds now.
     *
     * @return how many
     */
    public int migrateKeys(int slot, ClusterNode target) {
        return migration.migrateKeys(slot, masterOf(slot), target);
    }

    /**
     * Last step: {@code target} owns the slot, and every running node knows.
     *
     * @throws IllegalStateException if keys are left at the owner
     */
    public void finishMigration(int slot, ClusterNode target) {
        migration.finish(slot, masterOf(slot), target, masters());
        migration.awaitOwner(new SlotRange(slot, slot), target, deadline());
    }

    // ---- back to normal

    /**
     * Waits until every node agrees on all roles and all 16384 slots, says {@code cluster_state:ok} and is linked to
     * every other, and every replica is in sync.
     *
     * @throws EmbeddedClusterException at once if a node is dead, else after the deadline
     */
    public void awaitReady() {
        deadline().await("the cluster to be ready", readiness::unready);
    }

    /**
     * Brings the cluster back to ready after a test: starts dead nodes, resumes paused ones, ends open migrations. Roles
     * and slots stay where they are, and so do data. Cheap on a cluster that is ready.
     */
    public void repair() {
        Deadline deadline = deadline();
        List<ClusterNode> dead =
                nodes().stream().filter(node -> !node.isAlive()).toList();
        dead.forEach(node -> node.process().start());
        nodes().forEach(node -> node.process().resume(deadline));
        deadline.await("the repaired cluster to be ready", readiness::unready);
        migration.completeOpenSlots(deadline);
    }

    /** Ends all servers and removes their directories. A second call does nothing. */
    @Override
    public void close() {
        try {
            nodes().forEach(node -> node.process().kill());
        } finally {
            watchdog.close();
        }
    }

    /** Directory of the whole cluster, removed at the end. */
    public Path directory() {
        return directory;
    }

    private Deadline deadline() {
        return Deadline.in(patience);
    }

    private void rememberSlot(ClusterNode node) {
        if (!node.isRunning()) {
            return; // killed after a pause: what it served before the pause counts
        }
        List<SlotRange> slots = view(node).slotRanges();
        if (slots.isEmpty()) {
            lastSlots.remove(node.id());
        } else {
            lastSlots.put(node.id(), slots.get(0).first());
        }
    }
}
