// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.query.Query;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.stat.Statistics;

/** Two session factories on one database, as two JVMs have, whose query regions share bytes: what the first stores is read by the second. */
final class TwoFactories implements AutoCloseable {
    final StoredQueries stored = new StoredQueries();
    final Mapping writer;
    final Mapping reader;
    /** Makes them, and does nothing else: such a factory orders columns in another way. H2's constraints die with its connection. */
    private final Mapping tables;

    private final List<String> statements = new CopyOnWriteArrayList<>();

    TwoFactories(Map<String, ?> settings, Class<?>... entities) {
        Map<String, Object> all = new HashMap<>();
        all.put("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        all.put("hibernate.cache.use_query_cache", "true");
        all.put("hibernate.generate_statistics", "true");
        all.put("hibernate.session_factory.statement_inspector", (StatementInspector) sql -> {
            statements.add(sql);
            return sql;
        });
        all.putAll(settings);
        all.put("hibernate.cache.region.factory_class", stored.regionFactory());
        tables = Mapping.of(all, entities);
        all.put("hibernate.hbm2ddl.auto", "none");
        all.put("hibernate.cache.region.factory_class", stored.regionFactory());
        writer = Mapping.of(all, entities);
        all.put("hibernate.cache.region.factory_class", stored.regionFactory());
        reader = Mapping.of(all, entities);
    }

    void save(Consumer<Session> work) {
        writer.factory().inTransaction(work);
    }

    /** A hit without any statement. */
    void assertCached(String context, Function<Session, Query<?>> query) {
        assertHit(context, query);
        assertThat(statements).as(context).isEmpty();
    }

    /** The second factory does not run the query that the first has run, and gives the same results. It may load entities. */
    void assertHit(String context, Function<Session, Query<?>> query) {
        stored.results().clear();
        Object expected = run(writer, query, 0, context);
        assertThat(stored.unstored()).as(context).isEmpty();
        List<String> first = List.copyOf(statements);
        Object actual = run(reader, query, 1, context);
        assertThat(stored.unread()).as(context).isEmpty();
        Exactly.assertEqual(actual, expected, context);
        assertThat(statements).as(context).doesNotContain(first.get(0));
    }

    /** The second factory runs the query once itself, and then takes what the first stores. */
    void assertCachedOnceMet(String context, Function<Session, Query<?>> query) {
        run(reader, query, 0, context);
        assertCached(context, query);
    }

    /** Neither factory stores or reads: the query runs in both, with the same results. */
    void assertNotCached(String context, Function<Session, Query<?>> query) {
        Object expected = run(writer, query, 0, context);
        assertThat(stored.unstored()).as(context).hasSize(1);
        Exactly.assertEqual(run(reader, query, 0, context), expected, context);
        stored.unstored().clear();
    }

    private Object run(Mapping factory, Function<Session, Query<?>> query, int hits, String context) {
        Statistics statistics = factory.factory().getStatistics();
        long before = statistics.getQueryCacheHitCount();
        Object results = factory.factory().fromTransaction(session -> {
            Query<?> cacheable = query.apply(session).setCacheable(true);
            statements.clear();
            return new ComparableForm(session).of(cacheable.getResultList());
        });
        assertThat(statistics.getQueryCacheHitCount() - before)
                .as("hits of " + context)
                .isEqualTo(hits);
        return results;
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
        tables.close();
    }
}
