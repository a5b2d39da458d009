// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;

/**
 * Reads and increments counters through several nodes at once. Before each read it notes the highest value whose commit has returned; a read of less is
 * stale. Values only grow, so nothing else need be remembered.
 */
final class CounterWorkload implements AutoCloseable {

    private static final int THREADS = 8;

    private final List<TestNode> nodes;
    private final int rows;
    private final AtomicLongArray committed;
    private final Queue<String> staleReads = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    CounterWorkload(List<TestNode> nodes, int rows, long seed) {
        this.nodes = nodes;
        this.rows = rows;
        committed = new AtomicLongArray(rows);
        nodes.get(0).inTransaction(session -> {
            for (long id = 0; id < rows; id++) {
                session.persist(new Counter(id));
            }
        });
        SplittableRandom random = new SplittableRandom(seed);
        for (int t = 0; t < THREADS; t++) {
            SplittableRandom own = random.split();
            threads.add(new Thread(() -> run(own), "workload-" + t));
        }
        threads.forEach(Thread::start);
    }

    long reads() {
        return reads.get();
    }

    long writes() {
        return writes.get();
    }

    Queue<String> staleReads() {
        return staleReads;
    }

    Queue<Throwable> failures() {
        return failures;
    }

    private void run(SplittableRandom random) {
        while (!stopped) {
            TestNode node = nodes.get(random.nextInt(nodes.size()));
            long id = random.nextInt(rows);
            try {
                step(random.nextInt(1000), node, id);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
    }

    private void step(int dice, TestNode node, long id) {
        if (dice < 940) {
            read(node, id);
        } else if (dice < 970) {
            increment(node, id, true);
        } else if (dice < 980) {
            increment(node, id, false);
        } else if (dice < 990) {
            incrementStateless(node, id);
        } else if (dice < 992) {
            incrementByStatement(node, id);
        } else {
            node.factory().getCache().evictEntityData(Counter.class, id);
        }
    }

    private void read(TestNode node, long id) {
        long atLeast = committed.get((int) id);
        long found =
                node.fromTransaction(session -> session.find(Counter.class, id).getCount());
        reads.incrementAndGet();
        if (found < atLeast) {
            staleReads.add("row " + id + ": read " + found + " after " + atLeast + " was committed");
        }
    }

    private void increment(TestNode node, long id, boolean commit) {
        long[] value = new long[1];
        try (var session = node.factory().openSession()) {
            Transaction transaction = session.beginTransaction();
            Counter counter = session.find(Counter.class, id, LockModeType.PESSIMISTIC_WRITE);
            counter.increment();
            value[0] = counter.getCount();
            session.flush();
            if (commit) {
                transaction.commit();
                noteCommitted(id, value[0]);
            } else {
                transaction.rollback();
            }
        }
    }

    private void incrementStateless(TestNode node, long id) {
        try (StatelessSession session = node.factory().openStatelessSession()) {
            Transaction transaction = session.beginTransaction();
            Counter counter = session.get(Counter.class, id, org.hibernate.LockMode.PESSIMISTIC_WRITE);
            counter.increment();
            session.update(counter);
            transaction.commit();
            noteCommitted(id, counter.getCount());
        }
    }

    private void incrementByStatement(TestNode node, long id) {
        long value = node.fromTransaction(session -> {
            session.createMutationQuery("update Counter set count = count + 1 where id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
            return session.createSelectionQuery("select count from Counter where id = :id", Long.class)
                    .setParameter("id", id)
                    .getSingleResult();
        });
        noteCommitted(id, value);
    }

    private void noteCommitted(long id, long value) {
        writes.incrementAndGet();
        committed.accumulateAndGet((int) id, value, Math::max);
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join(30_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
