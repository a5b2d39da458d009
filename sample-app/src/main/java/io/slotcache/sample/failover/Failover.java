// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.sample.app.ApplicationNode;
import io.slotcache.sample.app.ApplicationNode.Reference;
import io.slotcache.sample.app.Stage;
import io.slotcache.sample.model.Product;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.RedisNode;
import io.slotcache.sample.screen.Format;
import io.slotcache.sample.screen.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** The course of the demonstration: a master goes away under load and comes back, and the time line is printed meanwhile. */
public final class Failover {

    /** Products that are read and written: ids 0 to 599, some 200 a master. */
    private static final int PRODUCTS = 600;

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final int QUIET_SECONDS = 2;

    private final Stage stage;
    private final List<ApplicationNode> nodes;
    private final NodeLine master;
    private final Handover handover;
    private final Ledger ledger = new Ledger(PRODUCTS);
    private final BitSet shard = new BitSet(PRODUCTS);
    private final Timeline timeline;
    private final TimelinePrinter printer;
    private final ShardEntries untouched;
    private final List<Verdict> verdicts = new ArrayList<>();

    public Failover(Stage stage, List<ApplicationNode> nodes, NodeLine master, Handover handover)
            throws InterruptedException {
        this.stage = stage;
        this.nodes = nodes;
        this.master = master;
        this.handover = handover;
        prepare();
        this.untouched = ShardEntries.load(stage, nodes.get(0), master);
        this.timeline = new Timeline();
        this.printer = new TimelinePrinter(stage.screen(), timeline);
    }

    /** The load begins with a warm cache, and with a ledger that says what the database does. */
    private void prepare() throws InterruptedException {
        stage.screen().status("Warming the cache up …");
        nodes.get(0)
                .warmUp(IntStream.range(0, PRODUCTS)
                        .mapToObj(id -> new Reference(Product.class, (long) id))
                        .toList());
        for (int id = 0; id < PRODUCTS; id++) {
            shard.set(
                    id,
                    master.serves(nodes.get(0)
                            .slotCache()
                            .locate(Product.class, (long) id)
                            .slot()));
            ledger.commit(id, nodes.get(0).find(Product.class, (long) id).stock());
        }
    }

    public void run() throws Exception {
        stage.screen()
                .text("Two nodes of the application, each with two threads that read and one that writes, on "
                        + PRODUCTS + " products, "
                        + shard.cardinality() + " of them on " + master.address()
                        + ", the master that goes away. Every read is compared with what "
                        + "had been committed before its session began.");
        stage.screen().blank();
        try (Load load = new Load(nodes, ledger, shard, timeline)) {
            printer.begin();
            load.start();
            printer.forSeconds(QUIET_SECONDS);
            NodeLine promoted = strike();
            awaitHits();
            printer.forSeconds(1);
            restore(promoted);
            printer.forSeconds(QUIET_SECONDS);
        }
        printer.end();
        new FailoverReport(stage, timeline).print();
        verdicts.forEach(verdict -> stage.promises().check(verdict.held(), verdict.promise()));
        checkContents();
    }

    private NodeLine strike() throws InterruptedException {
        long struckAt = System.nanoTime();
        String what = handover.strike();
        timeline.strike();
        printer.event("✦ " + what, Style.BAD);
        NodeLine now = inBackground(handover::awaitPromotion);
        String took = Format.duration(Duration.ofNanos(System.nanoTime() - struckAt));
        boolean promoted = !now.id().equals(master.id())
                && now.serves(master.slots().get(0).first());
        printer.event("★ after " + took + " the replica " + now.address() + " was promoted", Style.ACCENT);
        verdicts.add(new Verdict(promoted, "A replica was promoted: " + now.address() + ", after " + took));
        verdicts.add(untouched.verdict(now));
        return now;
    }

    private void awaitHits() throws InterruptedException {
        boolean resumed = printer.until(LIMIT, timeline::hitsResumed);
        String without = Format.duration(timeline.withoutHits());
        printer.event(
                resumed ? "★ hits on these slots again, " + without + " after the last" : "no hits on these slots",
                Style.ACCENT);
        verdicts.add(new Verdict(resumed, "Hits on these slots came back; there were none for " + without));
    }

    private void restore(NodeLine promoted) throws InterruptedException {
        NodeLine returned = inBackground(handover::restore);
        boolean replica = promoted.id().equals(returned.replicates()) && isInSync(returned);
        printer.event(
                "★ " + returned.address() + " is back"
                        + (replica ? ", as a replica of " + promoted.address() + " and in sync" : ""),
                Style.ACCENT);
        verdicts.add(new Verdict(replica, "The old master is a replica of the new one, in sync"));
    }

    private boolean isInSync(NodeLine replica) {
        try (RedisNode node = stage.redis().connect(replica)) {
            return node.text("INFO", "replication").contains("master_link_status:up");
        }
    }

    /** Waits for something while the time line goes on. */
    private NodeLine inBackground(Callable<NodeLine> wait) throws InterruptedException {
        FutureTask<NodeLine> task = new FutureTask<>(wait);
        Thread thread = new Thread(task, "handover");
        thread.setDaemon(true);
        thread.start();
        printer.until(LIMIT, task::isDone);
        try {
            return task.get(0, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The cluster did not get there: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The cluster did not get there within " + Format.duration(LIMIT), e);
        }
    }

    /** In the end both nodes see of each product what was committed last. */
    private void checkContents() {
        long wrong = IntStream.range(0, PRODUCTS)
                .filter(id -> nodes.stream()
                        .anyMatch(node -> node.find(Product.class, (long) id).stock() != ledger.committed(id)))
                .count();
        stage.promises()
                .check(
                        wrong == 0,
                        "Both nodes see the last commit of all " + PRODUCTS + " products"
                                + (wrong == 0 ? "" : ", but of " + wrong));
    }

    /** What is printed when the time line has ended. */
    record Verdict(boolean held, String promise) {}
}
