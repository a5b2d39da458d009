// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.it.Things.Plain;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Masters that hang, for less than a node time-out: who waits, and for how long. */
final class HangIT {

    private static final int ROWS = 120;

    /** For a call that waits one {@code command_timeout} of 250 ms, on a machine that is busy with other things. */
    private static final Duration ONE_TIMEOUT = Duration.ofMillis(300 + 700);

    private static EmbeddedCluster cluster;
    private static TestNode node;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(15)).start();
        node = TestNode.start(cluster, TestDatabase.create(), Map.of(), Things.ALL);
        node.inTransaction(session -> {
            for (long id = 0; id < ROWS; id++) {
                session.persist(Things.create(Plain.class, id, "old"));
            }
        });
    }

    @AfterAll
    static void stop() {
        node.close();
        cluster.close();
    }

    @AfterEach
    void repair() {
        cluster.repair();
        awaitAllHits();
    }

    @Test
    void one_hung_master_makes_one_read_wait_and_the_other_shards_go_on_hitting() {
        awaitAllHits();
        Duration median = median(findAll(CacheMode.IGNORE));
        ClusterNode master = cluster.masters().get(0);
        cluster.pause(master);
        List<Duration> times;
        long hits = node.region(Plain.class).hits();
        times = findAll(CacheMode.NORMAL);
        long hitsMeanwhile = node.region(Plain.class).hits() - hits;
        List<Duration> again = findAll(CacheMode.NORMAL);
        cluster.resume(master);

        say("one of three masters hangs", median, times, again);
        assertThat(Collections.max(times)).isLessThan(ONE_TIMEOUT);
        // The first, and perhaps one more while the keeper's last look before the hang is answered.
        assertThat(times).filteredOn(time -> time.toMillis() >= 200).hasSizeBetween(1, 2);
        assertThat(hitsMeanwhile).isBetween(ROWS / 2L, ROWS - 10L);
        assertThat(median(again)).isLessThan(median.plusMillis(1));
        assertThat(again).filteredOn(time -> time.toMillis() >= 200).isEmpty();
    }

    @Test
    void whole_cluster_that_hangs_makes_one_read_a_master_wait_and_then_none() {
        awaitAllHits();
        Duration median = median(findAll(CacheMode.IGNORE));
        cluster.masters().forEach(cluster::pause);
        List<Duration> times = findAll(CacheMode.NORMAL);
        List<Duration> again = findAll(CacheMode.NORMAL);
        cluster.masters().forEach(cluster::resume);

        say("all masters hang", median, times, again);
        assertThat(Collections.max(times)).isLessThan(ONE_TIMEOUT);
        // The keeper may give a master up before anybody has read from it.
        assertThat(times).filteredOn(time -> time.toMillis() >= 200).hasSizeBetween(1, 6);
        assertThat(again).filteredOn(time -> time.toMillis() >= 200).isEmpty();
        assertThat(median(again)).isLessThan(median.plusMillis(1));
    }

    /** Until the keeper's look has failed too, a commit waits for its locks: this JVM may have been the slow one. */
    @Test
    void commits_do_not_wait_for_a_master_that_the_keeper_has_given_up_and_nothing_is_stale_afterwards() {
        awaitAllHits();
        cluster.masters().forEach(cluster::pause);
        await("an update that does not wait").atMost(Duration.ofSeconds(8)).until(() -> rename(1, "given up") < 100);
        for (long id = 0; id < ROWS; id++) {
            rename(id, "new");
        }
        cluster.masters().forEach(cluster::resume);
        for (int round = 0; round < 20; round++) {
            for (long id = 0; id < ROWS; id++) {
                assertThat(name(id)).isEqualTo("new");
            }
        }
        awaitAllHits();
    }

    /** It locks 256 partitions; all of them are waited for together, before the statement and perhaps once more before the commit. */
    @Test
    void bulk_statement_waits_once_or_twice_and_nothing_is_stale_afterwards() {
        awaitAllHits();
        cluster.masters().forEach(cluster::pause);
        Duration took = timed(() -> node.inTransaction(session ->
                session.createMutationQuery("update Plain set name = 'bulk'").executeUpdate()));
        cluster.masters().forEach(cluster::resume);

        assertThat(took).isLessThan(ONE_TIMEOUT.multipliedBy(2));
        for (int round = 0; round < 20; round++) {
            for (long id = 0; id < ROWS; id++) {
                assertThat(name(id)).isEqualTo("bulk");
            }
        }
    }

    /** Hibernate evicts one region after the other; the first has told that nobody answers. The servers still get what was sent to them. */
    @Test
    void eviction_of_all_regions_waits_once_and_what_was_evicted_is_not_read_afterwards() {
        awaitAllHits();
        cluster.masters().forEach(cluster::pause);
        Duration took = timed(() -> node.factory().getCache().evictAllRegions());
        changeBehindHibernatesBack("evicted");
        cluster.masters().forEach(cluster::resume);

        assertThat(took).isLessThan(ONE_TIMEOUT.multipliedBy(2));
        for (int round = 0; round < 20; round++) {
            for (long id = 0; id < ROWS; id++) {
                assertThat(name(id)).isEqualTo("evicted");
            }
        }
    }

    private static void changeBehindHibernatesBack(String name) {
        node.inTransaction(session -> session.doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("update Plain set name = ?")) {
                statement.setString(1, name);
                statement.executeUpdate();
            }
        }));
    }

    private static Duration timed(Runnable work) {
        long before = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - before);
    }

    @Test
    void session_factory_closes_while_the_cluster_hangs() {
        TestNode other = TestNode.start(cluster, TestDatabase.create(), Map.of(), Things.ALL);
        other.inTransaction(session -> session.persist(Things.create(Plain.class, 1L, "one")));
        cluster.masters().forEach(cluster::pause);
        other.inTransaction(session -> session.find(Plain.class, 1L));
        long before = System.nanoTime();
        other.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    }

    private static long rename(long id, String name) {
        long before = System.nanoTime();
        node.inTransaction(session -> session.find(Plain.class, id).setName(name));
        return (System.nanoTime() - before) / 1_000_000;
    }

    private static String name(long id) {
        return node.fromTransaction(session -> session.find(Plain.class, id).getName());
    }

    private static List<Duration> findAll(CacheMode mode) {
        List<Duration> times = new ArrayList<>();
        for (long id = 0; id < ROWS; id++) {
            try (Session session = node.factory().openSession()) {
                session.setCacheMode(mode);
                long before = System.nanoTime();
                assertThat(session.find(Plain.class, id)).isNotNull();
                times.add(Duration.ofNanos(System.nanoTime() - before));
            }
        }
        return times;
    }

    private static void say(String what, Duration without, List<Duration> first, List<Duration> again) {
        System.out.printf(
                "%s: the longest of %d finds %d ms, afterwards the median is %d us, without a cache %d us%n",
                what,
                first.size(),
                Collections.max(first).toMillis(),
                median(again).toNanos() / 1000,
                without.toNanos() / 1000);
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static void awaitAllHits() {
        node.awaitLeases();
        await("hits of all rows").atMost(Duration.ofSeconds(20)).until(() -> {
            long hits = node.region(Plain.class).hits();
            findAll(CacheMode.NORMAL);
            node.awaitQuiet();
            return node.region(Plain.class).hits() - hits == ROWS;
        });
    }
}
