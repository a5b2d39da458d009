// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.it.Things.Plain;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A right that is taken away while the application runs: no exception, nothing stale, a message that names it; and hits once it is given back. */
final class RightLostIT {

    private static final String PASSWORD = "right-s3cret";

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().replicasPerMaster(0).start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** Of reads, of all scripts, of what locks write, of what leases need, and of what the keeper looks with. */
    @ParameterizedTest
    @ValueSource(strings = {"mget", "evalsha", "hset", "cluster|nodes", "get"})
    void application_goes_on_and_the_right_is_named(String right) {
        TestDatabase database = TestDatabase.create();
        RedisUser user = RedisUser.of(cluster, "deprived").withSmallestAcl(PASSWORD, database);
        long begin = System.nanoTime();
        try (CapturedLog log = new CapturedLog();
                TestNode node = start(user, database, "available")) {
            Long id = persisted(node);
            node.awaitHit(Plain.class, id);

            user.set("-" + right);
            node.inTransaction(session -> session.find(Plain.class, id).setName("new"));
            await("misses and a message").atMost(Duration.ofSeconds(30)).until(() -> {
                long hits = node.region(Plain.class).hits();
                assertThat(name(node, id)).isEqualTo("new");
                return node.region(Plain.class).hits() == hits
                        && !log.messages("SLOTCACHE0044").isEmpty();
            });
            node.factory().getCache().evictAllRegions();

            user.set("+" + right);
            assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("new");
            long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
            assertThat(log.messages("SLOTCACHE0044"))
                    .hasSizeLessThanOrEqualTo((int) (1 + seconds / 10))
                    .allSatisfy(message -> assertThat(message).contains("ACL SETUSER <user> +" + right));
        }
    }

    @Test
    void keys_that_are_taken_away_are_named() {
        TestDatabase database = TestDatabase.create();
        RedisUser user = RedisUser.of(cluster, "keyless").withSmallestAcl(PASSWORD, database);
        try (CapturedLog log = new CapturedLog();
                TestNode node = start(user, database, "available")) {
            Long id = persisted(node);
            node.awaitHit(Plain.class, id);
            user.set("resetkeys", "~another:*");
            await("a message").atMost(Duration.ofSeconds(30)).until(() -> {
                assertThat(name(node, id)).isEqualTo("old");
                return log.messages("SLOTCACHE0044").stream()
                        .anyMatch(message -> message.contains("~" + database.namespace() + ":*"));
            });
        }
    }

    @Test
    void strict_transaction_that_cannot_lock_fails_and_says_so() {
        TestDatabase database = TestDatabase.create();
        RedisUser user = RedisUser.of(cluster, "strict").withSmallestAcl(PASSWORD, database);
        try (TestNode node = start(user, database, "strict")) {
            Long id = persisted(node);
            user.set("-hset");
            assertThatThrownBy(() -> node.inTransaction(
                            session -> session.find(Plain.class, id).setName("never")))
                    .hasStackTraceContaining("SLOTCACHE0101")
                    .hasStackTraceContaining("the Redis user lacks a right");
            assertThat(database.name(Plain.class, id)).isEqualTo("old");
            user.set("+hset");
            node.inTransaction(session -> session.find(Plain.class, id).setName("new"));
            assertThat(database.name(Plain.class, id)).isEqualTo("new");
            assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("new");
        }
    }

    private static TestNode start(RedisUser user, TestDatabase database, String onLockFailure) {
        Map<String, Object> settings =
                Map.of(SlotCacheSettings.ON_LOCK_FAILURE, onLockFailure, SlotCacheSettings.COMMAND_TIMEOUT, "PT2S");
        TestNode node = TestNode.startWithoutLeases(user.nodes(PASSWORD), database, settings, Plain.class);
        node.awaitLeases();
        return node;
    }

    private static Long persisted(TestNode node) {
        Long id = TwoNodes.newId();
        node.inTransaction(session -> session.persist(Things.create(Plain.class, id, "old")));
        node.awaitQuiet();
        return id;
    }

    private static String name(TestNode node, Long id) {
        return node.fromTransaction(session -> session.find(Plain.class, id).getName());
    }
}
