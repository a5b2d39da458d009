// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.sample.app.ApplicationNode;
import io.slotcache.sample.failover.Operation.Kind;
import io.slotcache.sample.failover.Operation.Outcome;
import io.slotcache.sample.model.Product;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hibernate.BaseSessionEventListener;
import org.hibernate.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application at work: on each of two nodes two threads that read and one that writes, one unit of work after the other. Each product is written
 * by one thread only, and read by all.
 */
final class Load implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Load.class);
    private static final int READERS_PER_NODE = 2;

    /** The time a user thinks. Without it the load would only measure how two cores are shared. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final List<ApplicationNode> nodes;
    private final Ledger ledger;
    private final BitSet shard;
    private final Timeline timeline;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    /** @param shard the products whose entries are on the master that goes away */
    Load(List<ApplicationNode> nodes, Ledger ledger, BitSet shard, Timeline timeline) {
        this.nodes = nodes;
        this.ledger = ledger;
        this.shard = shard;
        this.timeline = timeline;
    }

    void start() {
        for (int i = 0; i < nodes.size(); i++) {
            ApplicationNode node = nodes.get(i);
            int writer = i;
            threads.add(new Thread(() -> writeOn(node, writer), "writer-" + i));
            for (int reader = 0; reader < READERS_PER_NODE; reader++) {
                long seed = threads.size();
                threads.add(new Thread(() -> readOn(node, seed), "reader-" + i + "-" + reader));
            }
        }
        threads.forEach(Thread::start);
    }

    private void readOn(ApplicationNode node, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        while (running) {
            int product = random.nextInt(ledger.products());
            perform(Kind.READ, product, () -> read(node, product));
        }
    }

    private Outcome read(ApplicationNode node, int product) {
        long least = ledger.committed(product);
        boolean[] hit = new boolean[1];
        long stock = node.read(session -> {
            session.unwrap(Session.class).addEventListeners(new BaseSessionEventListener() {
                @Override
                public void cacheGetEnd(boolean found) {
                    hit[0] = found;
                }
            });
            return session.find(Product.class, (long) product).stock();
        });
        if (stock < least) {
            LOG.error(
                    "Stale: product {}, on the master that goes away: {}, has stock {}, but {} was committed before; a hit: {}",
                    product,
                    shard.get(product),
                    stock,
                    least,
                    hit[0]);
            return Outcome.STALE;
        }
        return hit[0] ? Outcome.HIT : Outcome.MISS;
    }

    private void writeOn(ApplicationNode node, int writer) {
        SplittableRandom random = new SplittableRandom(1_000L + writer);
        while (running) {
            int product = random.nextInt(ledger.products() / nodes.size()) * nodes.size() + writer;
            perform(Kind.WRITE, product, () -> write(node, product));
        }
    }

    private Outcome write(ApplicationNode node, int product) {
        long least = ledger.committed(product);
        long[] stock = new long[2];
        node.write(session -> {
            Product row = session.find(Product.class, (long) product);
            stock[0] = row.stock();
            row.addToStock();
            stock[1] = row.stock();
        });
        ledger.commit(product, stock[1]);
        return stock[0] < least ? Outcome.STALE : Outcome.DONE;
    }

    private void perform(Kind kind, int product, Supplier<Outcome> work) {
        long start = System.nanoTime();
        Outcome outcome;
        String failure = null;
        try {
            outcome = work.get();
        } catch (RuntimeException e) {
            outcome = Outcome.FAILED;
            failure = e.getClass().getSimpleName();
            LOG.error("A {} of product {} failed", kind, product, e);
        }
        timeline.add(new Operation(kind, start, System.nanoTime() - start, shard.get(product), outcome, failure));
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    /** Lets the work under way end. */
    @Override
    public void close() throws InterruptedException {
        running = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
