// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.SlotCacheStatistics.CacheCounts;
import io.slotcache.sample.app.ApplicationNode;
import io.slotcache.sample.model.Product;
import io.slotcache.sample.redis.RedisCluster;
import java.math.BigDecimal;

/**
 * One round of the test.
 *
 * @param roundTrips MGETs that the masters carried out during the reads: one a read through SlotCache
 */
record BenchRound(
        double writeMillis, double readMillis, long writeStatements, long readStatements, long hits, long roundTrips) {

    /** Writes, and reads, of a round. */
    static final int SIZE = 100;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long FIRST_ID = 1_000_000;
    private static final long FIRST_CACHED_ID = 2_000_000;

    static BenchRound withoutCache(ApplicationNode node, int round) {
        long firstId = FIRST_ID + (long) round * SIZE;
        long sqlBefore = node.hibernate().getPrepareStatementCount();
        double writes = write(node, firstId);
        long sqlBetween = node.hibernate().getPrepareStatementCount();
        double reads = read(node, firstId);
        long sqlAfter = node.hibernate().getPrepareStatementCount();
        return new BenchRound(writes, reads, sqlBetween - sqlBefore, sqlAfter - sqlBetween, 0, 0);
    }

    /** Reads only begin when Redis has answered the puts of the writes. */
    static BenchRound cached(ApplicationNode node, int round, RedisCluster redis) throws InterruptedException {
        long firstId = FIRST_CACHED_ID + (long) round * SIZE;
        long sqlBefore = node.hibernate().getPrepareStatementCount();
        long answered = node.total(counts -> counts.puts() + counts.refusedPuts());
        double writes = write(node, firstId);
        node.awaitPuts(answered + SIZE);
        long sqlBetween = node.hibernate().getPrepareStatementCount();
        long hitsBefore = node.total(CacheCounts::hits);
        long readsBefore = redis.calls("mget");
        double reads = read(node, firstId);
        return new BenchRound(
                writes,
                reads,
                sqlBetween - sqlBefore,
                node.hibernate().getPrepareStatementCount() - sqlBetween,
                node.total(CacheCounts::hits) - hitsBefore,
                redis.calls("mget") - readsBefore);
    }

    private static double write(ApplicationNode node, long firstId) {
        long start = System.nanoTime();
        for (long id = firstId; id < firstId + SIZE; id++) {
            Product product = new Product(id, "Product " + id, "Bench", BigDecimal.TEN);
            node.write(session -> session.persist(product));
        }
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    private static double read(ApplicationNode node, long firstId) {
        long start = System.nanoTime();
        for (long id = firstId; id < firstId + SIZE; id++) {
            node.find(Product.class, id);
        }
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }
}
