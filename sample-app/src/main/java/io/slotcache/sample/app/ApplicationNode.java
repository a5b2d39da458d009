// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.app;

import io.slotcache.SlotCacheStatistics;
import io.slotcache.SlotCacheStatistics.CacheCounts;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;

/**
 * One node of the application: a session factory of its own, as another JVM would have it. Two nodes share nothing but the database and the cache.
 * Thread-safe.
 */
public final class ApplicationNode implements AutoCloseable {

    private static final Duration ANSWERS_LIMIT = Duration.ofSeconds(3);
    private static final int WARM_UP_ROUNDS = 5;

    private final EntityManagerFactory factory;

    ApplicationNode(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** A unit of work that only reads: a session of its own, closed afterwards. */
    public <T> T read(Function<EntityManager, T> work) {
        try (EntityManager session = factory.createEntityManager()) {
            return work.apply(session);
        }
    }

    /** Finds one entity in a session of its own, so that nothing but the cache can spare the database. */
    public <T> T find(Class<T> entity, Object id) {
        T found = read(session -> session.find(entity, id));
        if (found == null) {
            throw new IllegalStateException("No " + entity.getSimpleName() + " " + id);
        }
        return found;
    }

    /** A unit of work in a transaction; rolled back if it throws. */
    public void write(Consumer<EntityManager> work) {
        factory.runInTransaction(work);
    }

    public EntityManagerFactory factory() {
        return factory;
    }

    /** Hibernate's own statistics. */
    public Statistics hibernate() {
        return factory.unwrap(SessionFactory.class).getStatistics();
    }

    public SlotCacheStatistics slotCache() {
        return SlotCacheStatistics.of(factory);
    }

    /** One of the cache's counts, over all regions. */
    public long total(ToLongFunction<CacheCounts> count) {
        return slotCache().regions().values().stream().mapToLong(count).sum();
    }

    /** Waits until Redis has answered this many puts since the start, or 3 s: a put of what is there already isn't counted. */
    public boolean awaitPuts(long answered) throws InterruptedException {
        return Patience.await(ANSWERS_LIMIT, () -> total(counts -> counts.puts() + counts.refusedPuts()) >= answered);
    }

    /** Reads the entities until every read is a hit, five times at most. Returns whether it came to that. */
    public boolean warmUp(List<Reference> entities) throws InterruptedException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            long hitsBefore = total(CacheCounts::hits);
            long answeredBefore = total(counts -> counts.puts() + counts.refusedPuts());
            entities.forEach(entity -> find(entity.type(), entity.id()));
            long missed = entities.size() - (total(CacheCounts::hits) - hitsBefore);
            if (missed == 0) {
                return true;
            }
            awaitPuts(answeredBefore + missed);
        }
        return false;
    }

    @Override
    public void close() {
        factory.close();
    }

    /** An entity by type and identifier. */
    public record Reference(Class<?> type, Object id) {}
}
