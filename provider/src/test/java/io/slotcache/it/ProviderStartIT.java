// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.ReadOnly;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.stat.CacheRegionStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a start accepts, refuses and waits for. */
@ExtendWith(EmbeddedClusterExtension.class)
final class ProviderStartIT {

    @Entity(name = "Transactional")
    @Cache(usage = CacheConcurrencyStrategy.TRANSACTIONAL)
    public static class Transactional {
        @Id
        Long id;
    }

    @Test
    void transactional_is_refused(EmbeddedCluster cluster) {
        assertThatThrownBy(() -> start(cluster, TestDatabase.create(), Map.of(), Transactional.class))
                .hasStackTraceContaining("SLOTCACHE0102")
                .hasStackTraceContaining("Use READ_WRITE");
    }

    @Test
    void default_access_type_is_read_write(EmbeddedCluster cluster) {
        try (TestNode node = start(cluster, TestDatabase.create(), Map.of(), Plain.class)) {
            MappingMetamodelImplementor metamodel =
                    node.factory().unwrap(SessionFactoryImplementor.class).getMappingMetamodel();
            assertThat(metamodel
                            .getEntityDescriptor(Plain.class)
                            .getCacheAccessStrategy()
                            .getAccessType())
                    .isEqualTo(AccessType.READ_WRITE);
        }
    }

    @Test
    void read_only_update_is_refused_and_the_row_unchanged(EmbeddedCluster cluster) {
        TestDatabase database = TestDatabase.create();
        try (TestNode node = start(cluster, database, Map.of(), Things.ALL)) {
            Long id = TwoNodes.newId();
            node.inTransaction(session -> session.persist(Things.create(ReadOnly.class, id, "old")));
            assertThatThrownBy(() -> node.inTransaction(
                            session -> session.find(ReadOnly.class, id).setName("new")))
                    .hasStackTraceContaining("SLOTCACHE0103");
            assertThat(database.name(ReadOnly.class, id)).isEqualTo("old");
            assertThat(node.find(ReadOnly.class, id).entity().getName()).isEqualTo("old");
        }
    }

    @Test
    void another_layout_is_refused_with_both_values(EmbeddedCluster cluster) {
        TestDatabase database = TestDatabase.create();
        try (TestNode node = start(cluster, database, Map.of(), Plain.class)) {
            assertThat(node.cache().partitions()).isEqualTo(256);
            assertThatThrownBy(() -> start(cluster, database, Map.of(SlotCacheSettings.PARTITIONS, "16"), Plain.class))
                    .hasStackTraceContaining("SLOTCACHE0104")
                    .hasStackTraceContaining("256")
                    .hasStackTraceContaining("16 ");
        }
    }

    @Test
    void layout_that_is_lost_is_written_again(EmbeddedCluster cluster) {
        TestDatabase database = TestDatabase.create();
        try (TestNode node = start(cluster, database, Map.of(), Plain.class)) {
            Object layout = layout(cluster, database, "GET");
            assertThat(layout).isNotNull();
            layout(cluster, database, "DEL");
            await("the layout")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> layout.equals(layout(cluster, database, "GET")));
            assertThat(node.cache().masters()).isNotEmpty();
        }
    }

    /** Lost in a failover, say, and written by an application that is set up otherwise. */
    @Test
    void cache_is_disabled_once_the_layout_is_another(EmbeddedCluster cluster) {
        TestDatabase database = TestDatabase.create();
        try (CapturedLog log = new CapturedLog();
                TestNode node = start(cluster, database, Map.of(), Plain.class)) {
            assertThat(node.cache().masters()).isNotEmpty();
            layout(cluster, database, "SET", "another");
            await("the end of the cache")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> node.cache().masters().isEmpty());
            Long id = TwoNodes.newId();
            node.inTransaction(session -> session.persist(Things.create(Plain.class, id, "old")));
            node.inTransaction(session -> session.find(Plain.class, id).setName("new"));
            assertThat(node.<String>fromTransaction(
                            session -> session.find(Plain.class, id).getName()))
                    .isEqualTo("new");
            assertThat(log.messages("SLOTCACHE0004"))
                    .singleElement()
                    .satisfies(message -> assertThat(message).contains("SLOTCACHE0104", "another"));
        }
    }

    private static Object layout(EmbeddedCluster cluster, TestDatabase database, String command, String... arguments) {
        String key = database.namespace() + ":layout";
        long slot = (Long) cluster.command(cluster.masters().get(0), "CLUSTER", "KEYSLOT", key);
        return cluster.command(
                cluster.masterOf((int) slot),
                Stream.concat(Stream.of(command, key), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void lease_too_long_for_the_node_timeout_is_refused_with_the_longest_that_fits(EmbeddedCluster cluster) {
        assertThatThrownBy(() ->
                        start(cluster, TestDatabase.create(), Map.of(SlotCacheSettings.LEASE, "PT2S"), Plain.class))
                .hasStackTraceContaining("SLOTCACHE0105")
                .hasStackTraceContaining("2000 ms")
                .hasStackTraceContaining("1050 ms");
    }

    @Test
    void application_starts_without_redis_and_connects_when_it_appears() {
        try (EmbeddedCluster own =
                EmbeddedCluster.builder().masters(1).replicasPerMaster(0).start()) {
            ClusterNode server = own.nodes().get(0);
            own.kill(server);
            TestDatabase database = TestDatabase.create();
            try (TestNode node = start(own, database, Map.of(), Things.ALL)) {
                Long id = TwoNodes.newId();
                node.inTransaction(session -> session.persist(Things.create(Plain.class, id, "old")));
                node.inTransaction(session -> session.find(Plain.class, id).setName("new"));
                node.factory().getCache().evictAllRegions();
                assertThat(database.name(Plain.class, id)).isEqualTo("new");
                assertThat(node.cache().masters()).isEmpty();
                assertThat(node.cache().entries()).isEmpty();
                assertThat(node.statistics()
                                .getDomainDataRegionStatistics(Plain.class.getName())
                                .getElementCountInMemory())
                        .isEqualTo(CacheRegionStatistics.NO_EXTENDED_STAT_SUPPORT_RETURN);

                own.restart(server);
                await("the connection")
                        .atMost(Duration.ofSeconds(15))
                        .until(() -> !node.cache().masters().isEmpty());
                assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("new");
            }
        }
    }

    private static TestNode start(
            EmbeddedCluster cluster, TestDatabase database, Map<String, Object> settings, Class<?>... entities) {
        return TestNode.startWithoutLeases(String.join(",", cluster.nodeUris()), database, settings, entities);
    }
}
