// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.SelectionQuery;

/** A cached query of a test: each has its own parameters, so that no other test finds its results. */
record CachedQuery(String hql, Map<String, Object> parameters, String region) {

    /** The settings of a node that caches queries. */
    static final Map<String, Object> SETTINGS = Map.of("hibernate.cache.use_query_cache", "true");

    /** The names of the things with this identifier: none, or one. */
    static CachedQuery nameOf(Class<?> type, Long id) {
        return new CachedQuery(
                "select t.name from " + type.getSimpleName() + " t where t.id = :id", Map.of("id", id), null);
    }

    CachedQuery inRegion(String otherRegion) {
        return new CachedQuery(hql, parameters, otherRegion);
    }

    SelectionQuery<Object> in(SharedSessionContract session) {
        SelectionQuery<Object> query = session.createSelectionQuery(hql, Object.class);
        parameters.forEach(query::setParameter);
        return region == null
                ? query.setCacheable(true)
                : query.setCacheable(true).setCacheRegion(region);
    }

    List<Object> list(SharedSessionContract session) {
        return in(session).getResultList();
    }

    /** What a new session finds, in a transaction, and where. */
    Found find(TestNode node) {
        return find(node, this::list);
    }

    Found find(TestNode node, Function<SharedSessionContract, List<Object>> work) {
        node.awaitLeases();
        long hits = node.statistics().getQueryCacheHitCount();
        long statements = node.statistics().getPrepareStatementCount();
        List<Object> results = node.fromTransaction(work::apply);
        boolean hit = node.statistics().getQueryCacheHitCount() > hits
                && node.statistics().getPrepareStatementCount() == statements;
        node.awaitQuiet();
        return new Found(results, hit);
    }

    /** Finds again and again until that is a hit: this node must have seen how far the tables have come before it stores. */
    List<Object> awaitHit(TestNode node) {
        return await("a hit")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(node), Found::isHit)
                .results();
    }

    /** @param isHit whether the cache had the results, without a statement to the database */
    record Found(List<Object> results, boolean isHit) {}
}
