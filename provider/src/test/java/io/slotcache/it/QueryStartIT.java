// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.access.TableAccess;
import io.slotcache.it.CachedQuery.Found;
import io.slotcache.it.Things.Plain;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.cache.internal.StandardTimestampsCacheFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the query cache asks of the settings. */
@ExtendWith(EmbeddedClusterExtension.class)
final class QueryStartIT {

    @Test
    void timestamps_cache_needs_no_setting_of_its_own(EmbeddedCluster cluster) {
        try (TestNode node = start(cluster, CachedQuery.SETTINGS)) {
            assertThat(node.factory()
                            .unwrap(SessionFactoryImplementor.class)
                            .getCache()
                            .getTimestampsCache())
                    .isInstanceOf(TableAccess.class);
        }
    }

    /** One line enables the query cache where SlotCache is the only region factory on the class path. */
    @Test
    void timestamps_cache_is_there_where_hibernate_finds_the_region_factory_by_itself(EmbeddedCluster cluster) {
        TestDatabase database = TestDatabase.create();
        Map<String, Object> settings = new LinkedHashMap<>(CachedQuery.SETTINGS);
        settings.put(SlotCacheSettings.NODES, String.join(",", cluster.nodeUris()));
        settings.put(SlotCacheSettings.NAMESPACE, database.namespace());
        PersistenceConfiguration configuration = new PersistenceConfiguration("found")
                .managedClass(Plain.class)
                .property("jakarta.persistence.jdbc.url", database.url())
                .property("jakarta.persistence.jdbc.user", "sa")
                .properties(settings);
        try (EntityManagerFactory factory = configuration.createEntityManagerFactory()) {
            assertThat(factory.unwrap(SessionFactoryImplementor.class)
                            .getCache()
                            .getTimestampsCache())
                    .isInstanceOf(TableAccess.class);
        }
    }

    @Test
    void timestamps_cache_of_another_kind_is_refused(EmbeddedCluster cluster) {
        Map<String, Object> settings = new HashMap<>(CachedQuery.SETTINGS);
        settings.put("hibernate.cache.query_cache_factory", StandardTimestampsCacheFactory.class.getName());
        assertThatThrownBy(() -> start(cluster, settings))
                .hasStackTraceContaining("SLOTCACHE0107")
                .hasStackTraceContaining("hibernate.cache.query_cache_factory")
                .hasStackTraceContaining(StandardTimestampsCacheFactory.class.getName())
                .hasStackTraceContaining("Remove the setting");
    }

    @Test
    void time_to_live_of_tables_is_refused(EmbeddedCluster cluster) {
        Map<String, Object> settings = new HashMap<>(CachedQuery.SETTINGS);
        settings.put(SlotCacheSettings.forRegion(TestTables.REGION, SlotCacheSettings.TIME_TO_LIVE), "PT1H");
        assertThatThrownBy(() -> start(cluster, settings))
                .hasStackTraceContaining(TestTables.REGION + ".time_to_live")
                .hasStackTraceContaining("never expires");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void without_the_query_cache_nothing_is_locked_for_it(boolean isSaid, EmbeddedCluster cluster) {
        Map<String, Object> settings = isSaid ? Map.of("hibernate.cache.use_query_cache", "false") : Map.of();
        TestDatabase database = TestDatabase.create();
        try (TestNode node = TestNode.start(cluster, database, settings, Things.ALL)) {
            Long id = TwoNodes.newId();
            node.inTransaction(session -> session.persist(Things.create(Plain.class, id, "thing")));
            node.factory().inStatelessTransaction(session -> session.update(Things.create(Plain.class, id, "new")));
            node.awaitQuiet();
            assertThat(new TestTables(cluster, database).sequence(Plain.class)).isZero();
            CachedQuery query = CachedQuery.nameOf(Plain.class, id);
            for (int i = 0; i < 2; i++) {
                assertThat(query.find(node)).isEqualTo(new Found(List.of("new"), false));
            }
        }
    }

    private static TestNode start(EmbeddedCluster cluster, Map<String, Object> settings) {
        return TestNode.startWithoutLeases(
                String.join(",", cluster.nodeUris()), TestDatabase.create(), settings, Things.ALL);
    }
}
