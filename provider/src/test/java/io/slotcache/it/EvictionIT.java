// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Cache;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Evictions by the application take effect at once, on all nodes, and cost the same however many entries there are. */
@ExtendWith(EmbeddedClusterExtension.class)
final class EvictionIT {

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        nodes = TwoNodes.start(cluster);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private enum Eviction {
        ENTITY((cache, id) -> cache.evict(Plain.class, id)),
        ENTITY_DATA((cache, id) -> cache.evictEntityData(Plain.class)),
        REGION((cache, id) -> cache.evictRegion(Plain.class.getName())),
        ALL_REGIONS((cache, id) -> cache.evictAllRegions()),
        ALL((cache, id) -> cache.evictAll());

        private final BiConsumer<Cache, Long> call;

        Eviction(BiConsumer<Cache, Long> call) {
            this.call = call;
        }

        void run(TestNode node, Long id) {
            call.accept(node.factory().getCache(), id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void evicted_entry_is_a_miss_on_both_nodes_and_can_be_stored_again(Eviction eviction) {
        Long id = nodes.cached(Plain.class, "old");
        Long neighbour = nodes.cached(Plain.class, "neighbour");
        Long other = nodes.cached(Versioned.class, "other");
        assertThat(nodes.second().factory().getCache().contains(Plain.class, id))
                .isTrue();
        eviction.run(nodes.first(), id);
        assertThat(nodes.second().factory().getCache().contains(Plain.class, id))
                .isFalse();
        assertThat(nodes.first().factory().getCache().contains(Plain.class, id)).isFalse();
        assertThat(nodes.second().find(Plain.class, neighbour).isHit()).isEqualTo(eviction == Eviction.ENTITY);
        assertThat(nodes.second().find(Versioned.class, other).isHit())
                .isEqualTo(eviction != Eviction.ALL_REGIONS && eviction != Eviction.ALL);
        assertThat(nodes.second().awaitHit(Plain.class, id).getName()).isEqualTo("old");
        assertThat(nodes.first().awaitHit(Plain.class, id).getName()).isEqualTo("old");
    }

    @ParameterizedTest
    @EnumSource
    void eviction_during_an_update_keeps_the_lock_and_the_update_is_not_published(Eviction eviction) {
        Long id = nodes.cached(Plain.class, "old");
        try (Session session = nodes.first().factory().openSession()) {
            session.beginTransaction();
            session.find(Plain.class, id).setName("new");
            session.flush();
            nodes.awaitLocked(Plain.class, id);
            eviction.run(nodes.second(), id);
            assertThat(nodes.isLocked(Plain.class, id)).isTrue();
            for (int i = 0; i < 2; i++) {
                Found<Plain> found = nodes.second().find(Plain.class, id);
                assertThat(found.entity().getName()).isEqualTo("old");
                assertThat(found.isHit()).isFalse();
            }
            session.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        Found<Plain> found = nodes.second().find(Plain.class, id);
        assertThat(found.entity().getName()).isEqualTo("new");
        assertThat(found.isHit()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void load_that_began_before_an_eviction_is_not_stored_after_it(Eviction eviction) {
        Long id = nodes.persisted(Nonstrict.class, "old");
        // So that its stamp is no older than earlier evictions, which would be reason enough to refuse the put.
        nodes.second().awaitHit(Nonstrict.class, id);
        nodes.deleteEntry(Nonstrict.class, id);
        long refused = nodes.second().region(Nonstrict.class).refusedPuts();
        nodes.second().inTransaction(session -> {
            Things.onNextLoad(() -> {
                if (eviction == Eviction.ENTITY) {
                    nodes.first().factory().getCache().evict(Nonstrict.class, id);
                } else if (eviction == Eviction.ENTITY_DATA) {
                    nodes.first().factory().getCache().evictEntityData(Nonstrict.class);
                } else if (eviction == Eviction.REGION) {
                    nodes.first().factory().getCache().evictRegion(Nonstrict.class.getName());
                } else {
                    eviction.run(nodes.first(), id);
                }
            });
            session.find(Nonstrict.class, id);
        });
        nodes.second().awaitQuiet();
        assertThat(nodes.second().region(Nonstrict.class).refusedPuts()).isEqualTo(refused + 1);
    }

    @Test
    void eviction_of_a_region_costs_one_command_a_partition_however_many_entries_there_are() {
        try (MonitoredCommands commands = MonitoredCommands.start(cluster, nodes.database())) {
            for (int entries : new int[] {1, 40}) {
                Long last = null;
                for (int i = 0; i < entries; i++) {
                    last = nodes.persisted(Plain.class, "thing");
                }
                commands.restart();
                Eviction.REGION.run(nodes.first(), last);
                List<String> names = commands.names();
                assertThat(Collections.frequency(names, "EVICT_REGION"))
                        .isEqualTo(names.size())
                        .isEqualTo(nodes.first().cache().partitions());
                assertThat(nodes.first().factory().getCache().contains(Plain.class, last))
                        .isFalse();
            }
        }
    }

    /** Afterwards the lease itself says that there was no newer eviction. */
    @Test
    void entry_older_than_the_eviction_of_another_region_is_looked_at_once() {
        Long id = nodes.cached(Versioned.class, "thing");
        Eviction.REGION.run(nodes.first(), id);
        try (MonitoredCommands commands = MonitoredCommands.start(cluster, nodes.database())) {
            commands.restart();
            for (int i = 0; i < 3; i++) {
                assertThat(nodes.second().find(Versioned.class, id).isHit()).isTrue();
            }
            assertThat(commands.names()).containsExactly("MGET", "HMGET", "MGET", "MGET");
        }
    }
}
