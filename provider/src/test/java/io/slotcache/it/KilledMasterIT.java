// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.it.Things.Plain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A master is killed while rows are read and written: who gets an exception, what is stale, and when its shard hits again. */
final class KilledMasterIT {

    /** On a machine that is busy with other things; it takes a fraction of a second. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"available", "strict"})
    void application_goes_on_and_the_shard_hits_again_after_its_hold(String mode) {
        Map<String, Object> settings =
                Map.of(SlotCacheSettings.ON_LOCK_FAILURE, mode, "hibernate.connection.pool_size", "20");
        Class<?>[] entities =
                Stream.concat(Stream.of(Things.ALL), Stream.of(Counter.class)).toArray(Class<?>[]::new);
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                        .nodeTimeout(Duration.ofSeconds(5))
                        .start();
                TwoNodes nodes = TwoNodes.start(cluster, settings, entities);
                CounterWorkload workload = new CounterWorkload(List.of(nodes.first(), nodes.second()), 60, 1)) {
            Long id = nodes.cached(Plain.class, "thing");
            awaitProgress(workload);

            ClusterNode killed = nodes.master(Plain.class, id);
            cluster.kill(killed);
            cluster.awaitPromotion(killed);
            long promoted = System.nanoTime();
            await("the end of the hold").atMost(Duration.ofSeconds(30)).until(() -> term(cluster, nodes, id) != null);
            long begun = System.nanoTime();
            await("a hit").atMost(SOON).pollInterval(Duration.ofMillis(10)).until(() -> hits(nodes.first(), id));
            System.out.printf(
                    "%s: the hold ended %d ms after the promotion, and %d ms later the first hit; %d failures in %d commits%n",
                    mode,
                    Duration.ofNanos(begun - promoted).toMillis(),
                    Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                    workload.failures().size(),
                    workload.writes());
            cluster.restart(killed);
            awaitProgress(workload);
            workload.close();

            assertThat(workload.staleReads()).isEmpty();
            if (mode.equals("available")) {
                assertThat(workload.failures()).isEmpty();
            }
            assertThat(workload.failures())
                    .allSatisfy(failure -> assertThat(failure).hasStackTraceContaining("on_lock_failure=strict"));
        }
    }

    /** Of the new master, null while it holds: a promoted one's control hash says so by its field h. */
    private static Object term(EmbeddedCluster cluster, TwoNodes nodes, Long id) {
        String key = nodes.first().cache().locate(Plain.class, id).key();
        String control = key.substring(0, key.indexOf("}:") + 2) + "c";
        List<?> fields = (List<?>) cluster.command(nodes.master(Plain.class, id), "HMGET", control, "t", "h", "n");
        String run = ((String) cluster.command(nodes.master(Plain.class, id), "INFO", "server"))
                .replaceAll("(?s).*run_id:(\\w+).*", "$1");
        boolean owner = fields.get(2) != null && ((String) fields.get(2)).endsWith(run);
        return owner && fields.get(1) == null ? fields.get(0) : null;
    }

    private static boolean hits(TestNode node, Long id) {
        long hits = node.region(Plain.class).hits();
        node.inTransaction(session -> session.find(Plain.class, id));
        return node.region(Plain.class).hits() > hits;
    }

    private static void awaitProgress(CounterWorkload workload) {
        long enough = workload.reads() + 2_000;
        await("reads").atMost(Duration.ofSeconds(40)).until(() -> workload.reads() > enough);
    }
}
