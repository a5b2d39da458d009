// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheStatistics.EntryCount;
import io.slotcache.SlotCacheStatistics.EntryCounts;
import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.cluster.EmbeddedServers;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.ReadOnly;
import io.slotcache.it.Things.Versioned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.stat.CacheRegionStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many entries there are, by region and by master: counted where they are few, estimated where they are many, never by going through all keys. */
@ExtendWith(EmbeddedClusterExtension.class)
final class EntryCountIT {

    private static final Class<?>[] ENTITIES =
            Stream.concat(Stream.of(Things.ALL), Stream.of(Playlists.ALL)).toArray(Class<?>[]::new);

    @Test
    void few_entries_are_counted_exactly_whoever_else_uses_their_slots(EmbeddedCluster cluster) {
        try (TestNode other = TestNode.start(cluster, TestDatabase.create(), Map.of(), ENTITIES);
                TestNode node = TestNode.start(cluster, TestDatabase.create(), Map.of(), ENTITIES)) {
            List<EntryLocation> places = new ArrayList<>();
            for (TestNode each : List.of(other, node)) {
                places.clear();
                each.inTransaction(session -> LongStream.range(0, 100).forEach(id -> {
                    session.persist(Things.create(Plain.class, id, "plain"));
                    places.add(each.cache().locate(Plain.class, id));
                    if (id < 30) {
                        session.persist(Things.create(Versioned.class, id, "versioned"));
                        places.add(each.cache().locate(Versioned.class, id));
                    }
                }));
                Playlist playlist = new Playlist(1L);
                playlist.tags.add("tag");
                each.inTransaction(session -> session.persist(playlist));
                each.awaitQuiet();
                each.inTransaction(session ->
                        assertThat(session.find(Playlist.class, 1L).tags).hasSize(1));
                places.add(each.cache().locate(Playlist.class, 1L));
                // Its tags, in the slot of their owner.
                places.add(each.cache().locate(Playlist.class, 1L));
                each.awaitQuiet();
            }
            EntryLocation place = places.get(0);
            String foreign = place.key().substring(place.key().indexOf('{'));
            cluster.command(cluster.masterOf(place.slot()), "SET", foreign, "of another application", "PX", "60000");

            EntryCounts counts = awaitEntries(node, entries -> entries.total().entries() == 132);

            assertThat(counts.total()).isEqualTo(new EntryCount(132, 0));
            assertThat(counts.regions())
                    .hasSize(other.cache().entries().orElseThrow().regions().size())
                    .containsEntry(Plain.class.getName(), new EntryCount(100, 0))
                    .containsEntry(Versioned.class.getName(), new EntryCount(30, 0))
                    .containsEntry(Playlist.class.getName(), new EntryCount(1, 0))
                    .containsEntry(Playlists.role("tags"), new EntryCount(1, 0))
                    .containsEntry(Nonstrict.class.getName(), new EntryCount(0, 0));
            SortedMap<String, Long> expected = new TreeMap<>();
            node.cache().masters().forEach(master -> expected.put(master.address(), 0L));
            places.forEach(entry -> expected.merge(entry.master(), 1L, Long::sum));
            SortedMap<String, Long> found = new TreeMap<>();
            counts.masters().forEach((master, count) -> found.put(master, count.entries()));
            assertThat(found).isEqualTo(expected);
            assertThat(node.statistics()
                            .getDomainDataRegionStatistics(Plain.class.getName())
                            .getElementCountInMemory())
                    .isEqualTo(100);
            CacheRegionStatistics tags = node.statistics().getDomainDataRegionStatistics(Playlists.role("tags"));
            assertThat(tags.getElementCountInMemory()).isEqualTo(1);
            assertThat(tags.getElementCountOnDisk()).isZero();
            assertThat(tags.getSizeInMemory()).isEqualTo(CacheRegionStatistics.NO_EXTENDED_STAT_SUPPORT_RETURN);
        }
    }

    @Test
    void count_follows_what_is_stored_and_removed(EmbeddedCluster cluster) {
        try (TestNode node = TestNode.start(cluster, TestDatabase.create(), Map.of(), ENTITIES)) {
            node.inTransaction(session -> session.persist(Things.create(Plain.class, 1L, "plain")));
            awaitEntries(node, entries -> entries.total().entries() == 1);
            node.inTransaction(session -> session.persist(Things.create(Plain.class, 2L, "plain")));
            awaitEntries(node, entries -> entries.total().entries() == 2);
            node.factory().getCache().evict(Plain.class, 1L);
            awaitEntries(node, entries -> entries.total().entries() == 1);
            // Void, but still there.
            node.factory().getCache().evictAll();
            assertThat(awaitEntries(node, entries -> true).total().entries()).isEqualTo(1);
        }
    }

    @Test
    void hundred_thousand_entries_are_estimated_within_the_margin_that_is_told(EmbeddedCluster cluster) {
        Map<Class<?>, Integer> mix =
                Map.of(Plain.class, 60_000, Versioned.class, 30_000, Nonstrict.class, 9_000, ReadOnly.class, 1_000);
        try (TestNode node = TestNode.start(cluster, TestDatabase.create(), Map.of(), ENTITIES)) {
            Map<String, Map<Integer, List<String>>> keys = keys(node, mix);
            try {
                forEachSlot(cluster, keys, "SET");
                Map<String, Long> before = calls(cluster);

                EntryCounts counts = awaitEntries(node, entries -> true);

                Map<String, Long> calls = calls(cluster);
                before.forEach((command, count) -> calls.merge(command, -count, Long::sum));
                assertThat(calls.get("cluster|countkeysinslot"))
                        .isEqualTo(node.cache().partitions());
                assertThat(calls.get("randomkey")).isEqualTo(3 * 2_000);
                assertThat(calls.keySet().stream().filter(command -> calls.get(command) > 0))
                        .doesNotContain("scan", "keys", "cluster|getkeysinslot");
                mix.forEach((type, entries) -> assertNear(counts.regions().get(type.getName()), entries));
                assertThat(counts.regions().get(Plain.class.getName()).margin()).isLessThan(60_000 * 3 / 100);
                assertThat(counts.regions().get(Playlist.class.getName()).entries())
                        .isZero();
                assertNear(counts.total(), 100_000);
                assertThat(counts.masters()).hasSize(3);
                keys.forEach((master, slots) -> assertNear(
                        counts.masters().get(master),
                        slots.values().stream().mapToInt(List::size).sum()));
            } finally {
                forEachSlot(cluster, keys, "DEL");
            }
        }
    }

    /** The margin is that of 19 of 20 cases; of two and a half times that, the test fails once in a million. */
    private static void assertNear(EntryCount count, long entries) {
        assertThat(count.isEstimated()).isTrue();
        assertThat((double) count.entries()).isBetween(entries - 2.5 * count.margin(), entries + 2.5 * count.margin());
    }

    /** Keys of entries, by master and slot. */
    private static Map<String, Map<Integer, List<String>>> keys(TestNode node, Map<Class<?>, Integer> mix) {
        Map<String, Map<Integer, List<String>>> keys = new HashMap<>();
        mix.forEach((type, entries) -> {
            for (long id = 0; id < entries; id++) {
                EntryLocation place = node.cache().locate(type, id);
                keys.computeIfAbsent(place.master(), master -> new HashMap<>())
                        .computeIfAbsent(place.slot(), slot -> new ArrayList<>())
                        .add(place.key());
            }
        });
        return keys;
    }

    private static void forEachSlot(
            EmbeddedCluster cluster, Map<String, Map<Integer, List<String>>> keys, String command) {
        String script = command.equals("SET")
                ? "for i = 1, #ARGV do redis.call('SET', ARGV[i], 'x', 'PX', 600000) end"
                : "for i = 1, #ARGV do redis.call('DEL', ARGV[i]) end";
        keys.forEach((master, slots) -> slots.values()
                .forEach(names -> cluster.command(
                        node(cluster, master),
                        Stream.concat(Stream.of("EVAL", script, "1", names.get(0)), names.stream())
                                .toArray(String[]::new))));
    }

    private static ClusterNode node(EmbeddedCluster cluster, String address) {
        return cluster.nodes().stream()
                .filter(node -> address.endsWith(":" + node.port()))
                .findFirst()
                .orElseThrow();
    }

    /** How often each command has been called, on all masters together. */
    private static Map<String, Long> calls(EmbeddedCluster cluster) {
        Map<String, Long> calls = new HashMap<>();
        for (ClusterNode master : cluster.masters()) {
            String info = String.valueOf(cluster.command(master, "INFO", "commandstats"));
            info.lines().filter(line -> line.startsWith("cmdstat_")).forEach(line -> {
                String command = line.substring("cmdstat_".length(), line.indexOf(':'));
                String count = line.substring(line.indexOf("calls=") + 6, line.indexOf(','));
                calls.merge(command, Long.parseLong(count), Long::sum);
            });
        }
        return calls;
    }

    /** An answer may be a second old. */
    private static EntryCounts awaitEntries(TestNode node, Predicate<EntryCounts> condition) {
        return await("entries")
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> node.cache().entries(),
                        counts -> counts.filter(condition).isPresent())
                .orElseThrow();
    }

    @Test
    void server_that_is_no_cluster_is_estimated() {
        try (EmbeddedServers server = EmbeddedServers.builder().start()) {
            try (TestNode node =
                    TestNode.startWithoutLeases(server.first().uri(), TestDatabase.create(), Map.of(), ENTITIES)) {
                node.awaitLeases();
                node.inTransaction(session -> LongStream.range(0, 400)
                        .forEach(id -> session.persist(Things.create(Plain.class, id, "plain"))));
                node.awaitQuiet();
                EntryCounts counts =
                        awaitEntries(node, entries -> entries.total().entries() > 0);
                assertNear(counts.regions().get(Plain.class.getName()), 400);
                assertThat(counts.masters()).hasSize(1);
            }
        }
    }

    @Test
    void asked_again_at_once_for_every_region_it_answers_from_what_it_found(EmbeddedCluster cluster) {
        try (TestNode node = TestNode.start(cluster, TestDatabase.create(), Map.of(), ENTITIES)) {
            Map<String, Long> before = calls(cluster);
            for (int i = 0; i < 20; i++) {
                for (Class<?> entity : ENTITIES) {
                    node.statistics()
                            .getDomainDataRegionStatistics(entity.getName())
                            .getElementCountInMemory();
                }
            }
            long counted =
                    calls(cluster).get("cluster|countkeysinslot") - before.getOrDefault("cluster|countkeysinslot", 0L);
            assertThat(counted / node.cache().partitions()).isBetween(1L, 2L);
        }
    }
}
