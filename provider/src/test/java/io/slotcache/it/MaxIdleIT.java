// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Thing;
import io.slotcache.it.Things.Versioned;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Entries that go when nobody reads them: of two regions after a minute and after a second, of the others not before their time to live ends. */
@ExtendWith(EmbeddedClusterExtension.class)
final class MaxIdleIT {

    private static final long IDLE_MILLIS = 60_000;

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        nodes = TwoNodes.start(
                cluster,
                Map.of(
                        SlotCacheSettings.forRegion(Versioned.class.getName(), SlotCacheSettings.MAX_IDLE), "PT1M",
                        SlotCacheSettings.forRegion(Nonstrict.class.getName(), SlotCacheSettings.MAX_IDLE), "PT1S"),
                Things.ALL);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void entry_that_nobody_reads_goes_and_is_stored_again_by_the_next_load() {
        Long id = nodes.persisted(Nonstrict.class, "thing");
        nodes.first().find(Nonstrict.class, id);
        await("the entry's end").atMost(Duration.ofSeconds(10)).until(() -> millisLeft(Nonstrict.class, id) == -2);
        assertThat(nodes.first().awaitHit(Nonstrict.class, id).getName()).isEqualTo("thing");
    }

    @Test
    void read_entry_lives_on_and_one_read_of_many_says_so() {
        Long id = nodes.cached(Versioned.class, "thing");
        nodes.second().find(Versioned.class, id);
        Long other = nodes.cached(Versioned.class, "other");
        // As if nobody had read them for fifty seconds; the first node has told of neither since it was started.
        expire(Versioned.class, id, 10_000);
        expire(Versioned.class, other, 10_000);
        try (MonitoredCommands commands = MonitoredCommands.start(cluster, nodes.database())) {
            TestNode reader = nodes.add(settings(), Things.ALL);
            reader.awaitLeases();
            commands.restart();
            for (int i = 0; i < 20; i++) {
                assertThat(reader.find(Versioned.class, id).isHit()).isTrue();
            }
            List<String> names = commands.names();
            assertThat(Collections.frequency(names, "TOUCH")).isEqualTo(1);
            assertThat(Collections.frequency(names, "MGET")).isEqualTo(20);
            assertThat(names).hasSize(21);
        }
        assertThat(millisLeft(Versioned.class, id)).isBetween(10_001L, IDLE_MILLIS);
        assertThat(millisLeft(Versioned.class, other)).isLessThanOrEqualTo(10_000);
    }

    private static Map<String, Object> settings() {
        return Map.of(SlotCacheSettings.forRegion(Versioned.class.getName(), SlotCacheSettings.MAX_IDLE), "PT1M");
    }

    @Test
    void published_update_goes_too() {
        Long id = nodes.cached(Versioned.class, "old");
        nodes.first().inTransaction(session -> session.find(Versioned.class, id).setName("new"));
        nodes.first().awaitQuiet();
        assertThat(millisLeft(Versioned.class, id)).isBetween(1L, IDLE_MILLIS);
        assertThat(nodes.second().find(Versioned.class, id).isHit()).isTrue();
        assertThat(nodes.second().find(Versioned.class, id).entity().getName()).isEqualTo("new");
    }

    @Test
    void other_regions_are_not_touched() {
        Long id = nodes.cached(Plain.class, "thing");
        assertThat(millisLeft(Plain.class, id)).isGreaterThan(IDLE_MILLIS);
        try (MonitoredCommands commands = MonitoredCommands.start(cluster, nodes.database())) {
            commands.restart();
            assertThat(nodes.second().find(Plain.class, id).isHit()).isTrue();
            assertThat(commands.names()).containsExactly("MGET");
        }
    }

    private static long millisLeft(Class<? extends Thing> type, Long id) {
        return (Long) cluster.command(
                nodes.master(type, id),
                "PTTL",
                nodes.first().cache().locate(type, id).key());
    }

    private static void expire(Class<? extends Thing> type, Long id, long millis) {
        cluster.command(
                nodes.master(type, id),
                "PEXPIRE",
                nodes.first().cache().locate(type, id).key(),
                Long.toString(millis));
    }
}
