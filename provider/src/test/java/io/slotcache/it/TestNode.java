// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.Quiet;
import io.slotcache.SlotCacheSettings;
import io.slotcache.SlotCacheStatistics;
import io.slotcache.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.stat.Statistics;

/** One application node: a session factory with SlotCache on a cluster, started once all its partitions have leases. */
final class TestNode implements AutoCloseable {

    private final StandardServiceRegistry services;
    private final SessionFactory factory;

    private TestNode(Map<String, Object> settings, Class<?>... entities) {
        services = new StandardServiceRegistryBuilder().applySettings(settings).build();
        MetadataSources sources = new MetadataSources(services);
        for (Class<?> entity : entities) {
            sources.addAnnotatedClass(entity);
        }
        try {
            factory = sources.buildMetadata().buildSessionFactory();
        } catch (RuntimeException e) {
            StandardServiceRegistryBuilder.destroy(services);
            throw e;
        }
    }

    /** A node of the test entities, with leases. */
    static TestNode start(EmbeddedCluster cluster, TestDatabase database) {
        return start(cluster, database, Map.of(), Book.class);
    }

    static TestNode start(
            EmbeddedCluster cluster, TestDatabase database, Map<String, Object> settings, Class<?>... entities) {
        TestNode node = startWithoutLeases(String.join(",", cluster.nodeUris()), database, settings, entities);
        node.awaitLeases();
        return node;
    }

    /** Waits until every partition can be read. */
    void awaitLeases() {
        await("leases of all partitions")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> cache().leasedPartitions() == cache().partitions());
    }

    static TestNode startWithoutLeases(
            String nodes, TestDatabase database, Map<String, Object> settings, Class<?>... entities) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(SlotCacheSettings.NODES, nodes);
        all.putAll(settings);
        return startAsSet(database, all, entities);
    }

    /** With nothing but these settings to say where the servers are. */
    static TestNode startAsSet(TestDatabase database, Map<String, Object> settings, Class<?>... entities) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("hibernate.connection.url", database.url());
        all.put("hibernate.connection.username", "sa");
        all.put("hibernate.connection.password", "");
        all.put("hibernate.hbm2ddl.auto", "update");
        all.put("hibernate.generate_statistics", "true");
        all.put("hibernate.cache.region.factory_class", "slotcache");
        all.put(SlotCacheSettings.NAMESPACE, database.namespace());
        all.putAll(settings);
        all.values().removeIf(Objects::isNull);
        return new TestNode(all, entities);
    }

    SessionFactory factory() {
        return factory;
    }

    Statistics statistics() {
        return factory.getStatistics();
    }

    SlotCacheStatistics cache() {
        return SlotCacheStatistics.of(factory);
    }

    SlotCacheStatistics.CacheCounts region(Class<?> entity) {
        return cache().region(entity.getName());
    }

    void inTransaction(Consumer<Session> work) {
        factory.inTransaction(work);
    }

    <T> T fromTransaction(Function<Session, T> work) {
        return factory.fromTransaction(work);
    }

    /** What a new session finds, and where. */
    <T> Found<T> find(Class<T> type, Object id) {
        awaitLeases();
        long statements = statistics().getPrepareStatementCount();
        long hits = statistics().getSecondLevelCacheHitCount();
        T entity = fromTransaction(session -> session.find(type, id));
        boolean hit = statistics().getPrepareStatementCount() == statements
                && statistics().getSecondLevelCacheHitCount() > hits;
        awaitQuiet();
        return new Found<>(entity, hit);
    }

    /** Finds again and again until that is a hit: after another node's commit this one stores nothing until it has looked at the leases. */
    <T> T awaitHit(Class<T> type, Object id) {
        return await("a hit")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(type, id), Found::isHit)
                .entity();
    }

    /** @param isHit whether the cache had it, without a statement to the database */
    record Found<T>(T entity, boolean isHit) {}

    /** Waits until everything this node has sent has been answered. */
    void awaitQuiet() {
        assertThat(Quiet.await(factory, Duration.ofSeconds(5))).isTrue();
    }

    @Override
    public void close() {
        factory.close();
        StandardServiceRegistryBuilder.destroy(services);
    }
}
