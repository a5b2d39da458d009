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

    private final StandardServiceRegistry registry;
    private final SessionFactory factory;

    private TestNode(Map<String, Object> settings, Class<?>... entities) {
        registry = new StandardServiceRegistryBuilder().applySettings(settings).build();
        MetadataSources sources = new MetadataSources(registry);
        for (Class<?> entity : entities) {
            sources.addAnnotatedClass(entity);
        }
        try {
            factory = sources.buildMetadata().buildSessionFactory();
        } catch (RuntimeException e) {
            StandardServiceRegistryBuilder.destroy(registry);
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
        await("leases of all partitions").atMost(Duration.ofSeconds(20)).until(() -> {
            SlotCacheStatistics statistics = SlotCacheStatistics.of(node.factory);
            return statistics.leasedPartitions() == statistics.partitions();
        });
        return node;
    }

    static TestNode startWithoutLeases(
            String nodes, TestDatabase database, Map<String, Object> settings, Class<?>... entities) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("hibernate.connection.url", database.url());
        all.put("hibernate.connection.username", "sa");
        all.put("hibernate.connection.password", "");
        all.put("hibernate.hbm2ddl.auto", "update");
        all.put("hibernate.generate_statistics", "true");
        all.put("hibernate.cache.region.factory_class", "slotcache");
        all.put(SlotCacheSettings.NODES, nodes);
        all.put(SlotCacheSettings.NAMESPACE, database.namespace());
        all.putAll(settings);
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

    /** Waits until everything this node has sent has been answered. */
    void awaitQuiet() {
        assertThat(Quiet.await(factory, Duration.ofSeconds(5))).isTrue();
    }

    @Override
    public void close() {
        factory.close();
        StandardServiceRegistryBuilder.destroy(registry);
    }
}
