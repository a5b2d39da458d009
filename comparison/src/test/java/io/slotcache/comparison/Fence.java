// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.time.Duration;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * Waits until all nodes of a subject may cache what they load now: what one node has changed another caches only after its keeper's next look. A result
 * that was evicted through one node and is found in the cache by the other shows that it has looked.
 */
final class Fence {

    private static final String REGION = "fence";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Fence() {}

    static void pass(List<SessionFactory> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).getCache().evictQueryRegion(REGION);
            await(nodes.get((i + 1) % nodes.size()));
        }
    }

    private static void await(SessionFactory node) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!isHit(node)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("Nothing is cached");
            }
            Thread.onSpinWait();
        }
    }

    private static boolean isHit(SessionFactory node) {
        long hits = node.getStatistics().getQueryCacheHitCount();
        try (Session session = node.openSession()) {
            session.createSelectionQuery("select count(*) from Region", Long.class)
                    .setCacheable(true)
                    .setCacheRegion(REGION)
                    .getSingleResult();
        }
        return node.getStatistics().getQueryCacheHitCount() > hits;
    }
}
