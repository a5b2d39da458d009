// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedServers;
import io.slotcache.it.Things.Plain;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that has Redisson Hibernate changes one line. */
final class MigrationIT {

    private static final String BEFORE = """
            hibernate.cache.use_second_level_cache=true
            hibernate.cache.use_query_cache=true
            hibernate.cache.region_prefix=shop
            hibernate.cache.region.factory_class=org.redisson.hibernate.RedissonRegionFactory
            hibernate.cache.redisson.config=%s
            hibernate.cache.redisson.fallback=true
            hibernate.cache.redisson.entity.eviction.max_entries=10000
            hibernate.cache.redisson.entity.expiration.time_to_live=600000
            hibernate.cache.redisson.shop.io.slotcache.it.Book.expiration.time_to_live=120000
            hibernate.cache.redisson.io.slotcache.it.Things$Versioned.expiration.max_idle_time=90000
            hibernate.cache.redisson.query.expiration.time_to_live=30000
            """;

    @TempDir
    Path directory;

    @Test
    void one_line_is_enough() throws IOException {
        try (EmbeddedServers servers = EmbeddedServers.builder().start();
                CapturedLog log = new CapturedLog()) {
            String before = BEFORE.formatted(writeYaml(servers));
            assertThatThrownBy(() -> start(before))
                    .as("Redisson Hibernate is not there")
                    .isNotNull();

            String after = before.replace("org.redisson.hibernate.RedissonRegionFactory", "slotcache");
            try (TestNode node = start(after)) {
                node.inTransaction(session -> {
                    session.persist(new Book(1L, "Dune"));
                    session.persist(Things.create(Plain.class, 1L, "thing"));
                    session.persist(Things.create(Things.Versioned.class, 1L, "thing"));
                });
                assertThat(node.awaitHit(Book.class, 1L).getTitle()).isEqualTo("Dune");
                node.awaitHit(Plain.class, 1L);
                node.awaitHit(Things.Versioned.class, 1L);
                awaitQueryHit(node);

                assertThat(secondsToLive(servers, "Book")).isBetween(30L, 120L);
                assertThat(secondsToLive(servers, "Things$Plain")).isBetween(120L, 600L);
                assertThat(secondsToLive(servers, "Things$Versioned")).isBetween(30L, 90L);
                assertThat(secondsToLive(servers, "default-query-results-region"))
                        .isBetween(1L, 30L);
            }
            assertThat(log.messages("SLOTCACHE0042"))
                    .singleElement()
                    .satisfies(message -> assertThat(message)
                            .contains(
                                    "hibernate.cache.redisson.config = ",
                                    "hibernate.cache.redisson.entity.expiration.time_to_live = 600000"));
            assertThat(log.messages("SLOTCACHE0043"))
                    .singleElement()
                    .satisfies(message -> assertThat(message)
                            .contains(
                                    "hibernate.cache.redisson.entity.eviction.max_entries: there is no limit by number")
                            .doesNotContain("fallback"));
            assertThat(log.messages("SLOTCACHE0012")).isEmpty();
        }
    }

    /** As an application has it: Redisson's own defaults, a codec, a single server. */
    private Path writeYaml(EmbeddedServers servers) throws IOException {
        return Files.writeString(
                directory.resolve("redisson.yaml"),
                "singleServerConfig:\n  address: \"" + servers.first().uri() + "\"\n"
                        + "codec: !<org.redisson.codec.Kryo5Codec> {}\n");
    }

    private static TestNode start(String properties) throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(properties));
        Map<String, Object> all = new HashMap<>();
        settings.forEach((key, value) -> all.put((String) key, value));
        // The tests' own setting would be a second line.
        all.put(SlotCacheSettings.NAMESPACE, null);
        TestNode node =
                TestNode.startAsSet(TestDatabase.create(), all, Book.class, Plain.class, Things.Versioned.class);
        node.awaitLeases();
        return node;
    }

    private static void awaitQueryHit(TestNode node) {
        long hits = node.statistics().getQueryCacheHitCount();
        await("a hit of a query").atMost(Duration.ofSeconds(20)).until(() -> {
            node.inTransaction(session -> assertThat(session.createQuery("from Book where title = 'Dune'", Book.class)
                            .setCacheable(true)
                            .list())
                    .hasSize(1));
            return node.statistics().getQueryCacheHitCount() > hits;
        });
    }

    private static long secondsToLive(EmbeddedServers servers, String region) {
        List<?> keys = (List<?>) servers.first().command("KEYS", "slotcache:*:shop.*" + region + "*");
        assertThat(keys).hasSize(1);
        Long millis = (Long) servers.first().command("PTTL", (String) keys.get(0));
        return Duration.ofMillis(millis).plusMillis(999).toSeconds();
    }
}
