// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.codec.FrameMutations;
import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Entries of every kind whose bytes somebody has changed in Redis: the session finds what the database has, nothing is thrown, and the entry is replaced.
 * All frames, and what they allocate, are the matter of {@code FrameFuzzTest}.
 */
@ExtendWith(EmbeddedClusterExtension.class)
final class MutatedEntriesIT {
    private static final int MUTANTS_OF_EACH = 150;

    private static final Map<String, Function<Session, Object>> READS = Map.of(
            "articles", session -> session.find(Article.class, 1L).describe(),
            "tags", session -> List.copyOf(session.find(Article.class, 1L).tags),
            "codes",
                    session ->
                            session.bySimpleNaturalId(Article.class).load("one").describe(),
            "lists",
                    session -> session
                            .createSelectionQuery("select a.name, a.author.id from Article a", Object[].class)
                            .setCacheable(true)
                            .setCacheRegion("lists")
                            .getResultList()
                            .stream()
                            .map(List::of)
                            .toList());

    private final long seed = Long.getLong("fuzz.seed", 20_261_123);
    private final FrameMutations mutations = new FrameMutations(new Random(seed));

    @ParameterizedTest
    @CsvSource({"binary,", "json,PT10M"})
    void changed_entries_are_misses_and_replaced(String codec, String maxIdle, EmbeddedCluster cluster) {
        Map<String, Object> settings = new HashMap<>(CachedQuery.SETTINGS);
        settings.put(SlotCacheSettings.CODEC, codec);
        settings.put(SlotCacheSettings.MAX_IDLE, maxIdle);
        TestDatabase database = TestDatabase.create();
        try (CapturedLog log = new CapturedLog();
                TestNode node = TestNode.start(cluster, database, settings, Article.class, Author.class)) {
            long start = System.nanoTime();
            node.inTransaction(MutatedEntriesIT::fill);
            Map<String, Object> expected = new HashMap<>();
            Map<String, StoredKey> keys = new HashMap<>();
            READS.forEach((region, read) -> {
                expected.put(region, node.fromTransaction(read));
                awaitHit(node, region, expected.get(region));
                keys.put(region, StoredKey.find(cluster, database, region));
            });
            long misses = misses(node);
            for (int i = 0; i < MUTANTS_OF_EACH; i++) {
                for (String region : READS.keySet()) {
                    byte[] other = keys.get(List.of("articles", "tags", "codes", "lists")
                                    .get(i % 4))
                            .bytes();
                    keys.get(region).change(mutations, other);
                    assertThat(node.fromTransaction(READS.get(region)))
                            .as("%s, seed %s, turn %s", region, seed, i)
                            .isEqualTo(expected.get(region));
                    awaitHit(node, region, expected.get(region));
                }
            }
            assertThat(misses(node) - misses).as("changes that mattered").isGreaterThan(MUTANTS_OF_EACH * 4L / 2);
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            READS.keySet()
                    .forEach(region -> assertThat(log.messages("SLOTCACHE0011"))
                            .filteredOn(message -> message.contains("'" + region + "'"))
                            .hasSizeBetween(1, 2 + (int) seconds / 10));
        }
    }

    private static void fill(Session session) {
        Author author = new Author();
        author.id = 7L;
        author.name = "Ada";
        Article article = new Article();
        article.id = 1L;
        article.code = "one";
        article.name = "Notes";
        article.author = author;
        article.tags.addAll(List.of("b", "a"));
        session.persist(author);
        session.persist(article);
    }

    private static long misses(TestNode node) {
        return READS.keySet().stream()
                .mapToLong(region -> node.cache().region(region).misses())
                .sum();
    }

    /** At the next read, unless this node was short of a lease. */
    private void awaitHit(TestNode node, String region, Object expected) {
        node.awaitQuiet();
        await("a hit in " + region)
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    long hits = node.cache().region(region).hits();
                    assertThat(node.fromTransaction(READS.get(region))).isEqualTo(expected);
                    node.awaitQuiet();
                    return node.cache().region(region).hits() > hits;
                });
    }

    /** Where the only entry of a region is. */
    private record StoredKey(EmbeddedCluster cluster, ClusterNode master, byte[] key) {
        static StoredKey find(EmbeddedCluster cluster, TestDatabase database, String region) {
            List<StoredKey> found = new ArrayList<>();
            for (ClusterNode master : cluster.masters()) {
                List<?> keys = (List<?>) cluster.command(master, "KEYS", database.namespace() + ":*}:" + region + "*");
                keys.forEach(key -> found.add(new StoredKey(cluster, master, ((String) key).getBytes(UTF_8))));
            }
            assertThat(found).as(region).hasSize(1);
            return found.get(0);
        }

        byte[] bytes() {
            return (byte[]) cluster.commandBytes(master, "GET".getBytes(UTF_8), key);
        }

        void change(FrameMutations mutations, byte[] other) {
            byte[] mutant = mutations.of(bytes(), other);
            cluster.commandBytes(master, "SET".getBytes(UTF_8), key, mutant, "KEEPTTL".getBytes(UTF_8));
        }
    }

    @Entity(name = "Author")
    @Cacheable
    static class Author {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Article")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "articles")
    @NaturalIdCache(region = "codes")
    static class Article {
        @Id
        Long id;

        @Version
        int version;

        @NaturalId
        String code;

        String name;

        /** Fetched at once: a changed identifier would lead nowhere. */
        @ManyToOne
        Author author;

        @ElementCollection
        @OrderColumn
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "tags")
        List<String> tags = new ArrayList<>();

        String describe() {
            return version + " " + code + " " + name + " " + author.name;
        }
    }
}
