// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masters without memory left refuse entries, or drop what they have, control hashes and leases too: nobody gets an exception, and nothing is stale. */
final class MemoryPolicyIT {

    private static final int ROWS = 200;

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(5)).start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @AfterEach
    void restore() {
        set("maxmemory", "0");
        set("maxmemory-policy", "noeviction");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noeviction",
                "allkeys-lru",
                "allkeys-lfu",
                "allkeys-random",
                "volatile-lru",
                "volatile-lfu",
                "volatile-random",
                "volatile-ttl"
            })
    void application_goes_on_and_reads_nothing_stale(String policy) {
        Map<String, Object> settings = Map.of(
                SlotCacheSettings.ON_LOCK_FAILURE,
                "strict",
                SlotCacheSettings.LEASE,
                "PT0.3S",
                SlotCacheSettings.COMMAND_TIMEOUT,
                "PT2S");
        try (TwoNodes nodes = TwoNodes.start(cluster, settings, Counter.class);
                CounterWorkload workload = new CounterWorkload(List.of(nodes.first(), nodes.second()), ROWS, 1)) {
            awaitProgress(workload);
            long dropped = dropped();
            long refused = refusedPuts(nodes);
            set("maxmemory-policy", policy);
            for (ClusterNode master : cluster.masters()) {
                cluster.command(master, "CONFIG", "SET", "maxmemory", usedMemory(master));
            }
            awaitProgress(workload);
            await("an effect")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> dropped() > dropped || refusedPuts(nodes) > refused);
            awaitProgress(workload);
            set("maxmemory", "0");
            awaitProgress(workload);
            workload.close();

            assertThat(workload.failures()).isEmpty();
            assertThat(workload.staleReads()).isEmpty();
        }
    }

    private static void set(String name, String value) {
        cluster.nodes().forEach(node -> cluster.command(node, "CONFIG", "SET", name, value));
    }

    private static String usedMemory(ClusterNode master) {
        return info(master, "used_memory:");
    }

    private static long dropped() {
        return cluster.masters().stream()
                .mapToLong(master -> Long.parseLong(info(master, "evicted_keys:")))
                .sum();
    }

    private static long refusedPuts(TwoNodes nodes) {
        return nodes.first().cache().region(Counter.class.getName()).refusedPuts()
                + nodes.second().cache().region(Counter.class.getName()).refusedPuts();
    }

    private static String info(ClusterNode node, String field) {
        return ((String) cluster.command(node, "INFO", "all"))
                .lines()
                .filter(line -> line.startsWith(field))
                .findFirst()
                .orElseThrow()
                .substring(field.length());
    }

    private static void awaitProgress(CounterWorkload workload) {
        long enough = workload.reads() + 500;
        await("reads").atMost(Duration.ofSeconds(40)).until(() -> workload.reads() > enough);
    }
}
