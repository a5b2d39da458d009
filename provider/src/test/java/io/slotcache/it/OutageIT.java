// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.NonstrictVersioned;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.ReadOnly;
import io.slotcache.it.Things.Thing;
import io.slotcache.it.Things.Versioned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is committed while Redis is away, with every access type, is what is read once it is back, and it is cached again soon. */
final class OutageIT {

    private static final int ROWS = 30;

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(15)).start();
        nodes = TwoNodes.start(cluster, Map.of(), Things.ALL);
    }

    @AfterAll
    static void stop() {
        nodes.close();
        cluster.close();
    }

    @AfterEach
    void repair() {
        cluster.repair();
    }

    @ParameterizedTest
    @ValueSource(classes = {Plain.class, Versioned.class, Nonstrict.class, NonstrictVersioned.class, ReadOnly.class})
    <T extends Thing> void commits_of_an_outage_are_read_after_it(Class<T> type) {
        List<Long> ids = java.util.stream.IntStream.range(0, ROWS)
                .mapToObj(i -> nodes.persisted(type, "old"))
                .toList();
        awaitHits(nodes.first(), type, ids, "old");
        awaitHits(nodes.second(), type, ids, "old");

        cluster.masters().forEach(cluster::pause);
        for (Long id : ids) {
            change(nodes.first(), type, id);
            assertThat(name(nodes.first(), type, id)).isEqualTo("new");
        }
        cluster.masters().forEach(cluster::resume);
        long back = System.nanoTime();
        for (Long id : ids) {
            assertThat(name(nodes.first(), type, id)).isEqualTo("new");
        }
        long hits = nodes.first().region(type).hits();
        await("a hit")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    ids.forEach(id -> assertThat(name(nodes.first(), type, id)).isEqualTo("new"));
                    return nodes.first().region(type).hits() > hits;
                });
        long first = System.nanoTime();
        awaitHits(nodes.first(), type, ids, "new");
        System.out.printf(
                "%s: the first hit %d ms after Redis was back, all %d rows after %d ms%n",
                type.getSimpleName(),
                Duration.ofNanos(first - back).toMillis(),
                ROWS,
                Duration.ofNanos(System.nanoTime() - back).toMillis());
        // The other node reached no master either, and missed nothing: from the first node's new terms on it reads what
        // that one wrote.
        awaitHits(nodes.second(), type, ids, "new");
    }

    /** An update; a row that may not be updated is deleted and inserted again. */
    private static <T extends Thing> void change(TestNode node, Class<T> type, Long id) {
        if (type == ReadOnly.class) {
            node.inTransaction(session -> session.remove(session.find(type, id)));
            node.inTransaction(session -> session.persist(Things.create(type, id, "new")));
        } else {
            node.inTransaction(session -> session.find(type, id).setName("new"));
        }
    }

    /** Without waiting for leases, as {@link TestNode#find} does. */
    private static <T extends Thing> String name(TestNode node, Class<T> type, Long id) {
        return node.fromTransaction(session -> session.find(type, id).getName());
    }

    /** Every read on the way has this name too. */
    private static <T extends Thing> void awaitHits(TestNode node, Class<T> type, List<Long> ids, String name) {
        await("hits of all rows").atMost(Duration.ofSeconds(20)).until(() -> {
            int hits = 0;
            for (Long id : ids) {
                var found = node.find(type, id);
                assertThat(found.entity().getName()).isEqualTo(name);
                hits += found.isHit() ? 1 : 0;
            }
            node.awaitQuiet();
            return hits == ids.size();
        });
    }
}
