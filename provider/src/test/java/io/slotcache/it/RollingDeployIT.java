// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The old and the new version of an application on one database and one namespace. Each entity has changed in one way. */
@ExtendWith(EmbeddedClusterExtension.class)
final class RollingDeployIT {
    private static final Map<String, String> OLD = new LinkedHashMap<>();
    private static final Map<String, String> NEW = new LinkedHashMap<>();

    static {
        entity("Same", "", "");
        entity("Added", "", "public String note;");
        entity("Removed", "public String note;", "");
        entity("Renamed", "public String note = \"n\";", "@Column(name = \"note\") public String remark = \"r\";");
        entity("Retyped", "public int stock = 5;", "public long stock = 6;");
        entity("ToEnum", "public String kind = \"BIG\";", "@Enumerated(EnumType.STRING) public Kind kind = Kind.BIG;");
        entity(
                "ByName",
                "@Enumerated(EnumType.STRING) public Kind kind = Kind.BIG;",
                "@Enumerated(EnumType.STRING) public Kind kind = Kind.SMALL;");
        entity(
                "ByNumber",
                "@Enumerated(EnumType.ORDINAL) public Kind kind = Kind.SMALL;",
                "@Enumerated(EnumType.ORDINAL) public Kind kind = Kind.BIG;");
        entity(
                "Embedding",
                "@Embedded public Place place = new Place();",
                "@Embedded public Place place = new Place();");
        entity("Versioned", "", "@Version public int version;");
        entity("Elements", elements("Integer", "1, 2"), elements("Long", "3L, 4L"));
        entity(
                "Coded",
                "@NaturalId public String code = \"\" + System.nanoTime();",
                "@NaturalId @Column(name = \"code\") public String label = \"\" + System.nanoTime();");
        both("Keyed", "@Id public Integer id; public String name;", "@Id public Long id; public String name;");
        OLD.put("Kind", "public enum Kind { SMALL, BIG }");
        NEW.put("Kind", "public enum Kind { TINY, BIG, SMALL }");
        OLD.put("Place", "@Embeddable public class Place { public String street = \"s\"; }");
        NEW.put("Place", "@Embeddable public class Place { public String street = \"t\"; public String zip = \"z\"; }");
        entity("Vehicle", "", "");
        OLD.put("Car", "@Entity(name = \"Car\") public class Car extends Vehicle { public Integer doors = 3; }");
        NEW.put("Car", "@Entity(name = \"Car\") public class Car extends Vehicle { public Integer doors = 5; }");
        NEW.put("Truck", "@Entity(name = \"Truck\") public class Truck extends Vehicle { public Integer tons = 7; }");
    }

    private static TestDatabase database;
    private static Release old;
    private static Release young;

    private static void entity(String name, String before, String after) {
        String common = "@Id public Long id; public String name; ";
        both(name, common + before, common + after);
    }

    private static void both(String name, String before, String after) {
        String head = "@Entity(name = \"" + name + "\") @Cache(usage = CacheConcurrencyStrategy.READ_WRITE) "
                + (before.contains("@NaturalId") ? "@NaturalIdCache " : "") + "public class " + name + " { ";
        OLD.put(name, head + before + " }");
        NEW.put(name, head + after + " }");
    }

    private static String elements(String type, String values) {
        return "@ElementCollection @OrderColumn @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)"
                + " @CollectionTable(name = \"items\") public List<" + type + "> items = new ArrayList<>(List.of("
                + values + "));";
    }

    @BeforeAll
    static void start(EmbeddedCluster cluster, @TempDir Path directory) throws Exception {
        database = TestDatabase.create();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String entity : NEW.keySet()) {
                // A hierarchy has one table.
                statement.execute("create table if not exists " + entity
                        + " (id bigint primary key, name varchar, note varchar, stock bigint default 1, kind varchar,"
                        + " street varchar, zip varchar, version int default 0, code varchar, dtype varchar, doors int,"
                        + " tons int)");
            }
            statement.execute("alter table ByNumber alter column kind tinyint");
            statement.execute("create table items (Elements_id bigint, items bigint, items_ORDER int)");
        }
        Map<String, Object> settings = new HashMap<>(CachedQuery.SETTINGS);
        settings.put("hibernate.hbm2ddl.auto", "none");
        old = new Release(cluster, database, settings, directory.resolve("old"), OLD);
        young = new Release(cluster, database, settings, directory.resolve("new"), NEW);
        old.node().awaitLeases();
        young.node().awaitLeases();
    }

    @AfterAll
    static void stop() throws Exception {
        old.close();
        young.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Added",
                "Removed",
                "Renamed",
                "Retyped",
                "ToEnum",
                "ByNumber",
                "Embedding",
                "Versioned",
                "Elements",
                "Car"
            })
    void changed_entity_of_the_other_release_is_a_miss(String entity) {
        Long id = TwoNodes.newId();
        old.insert(entity, id, "first");
        for (Release writer : List.of(old, young, old)) {
            Release reader = other(writer);
            writer.rename(entity, id, "by " + (writer == old ? "old" : "new"));
            awaitHit(writer, entity, id);
            assertThat(reader.find(entity, id).isHit()).isFalse();
            awaitHit(reader, entity, id);
            assertThat(writer.find(entity, id).isHit()).as("replaced").isFalse();
        }
        interleave(entity, id);
    }

    /** What is cached of them has not changed: constants go by name, and an identifier is no part of its entity's state. */
    @ParameterizedTest
    @ValueSource(strings = {"Same", "ByName", "Keyed"})
    void unchanged_entity_of_the_other_release_is_a_hit(String entity) {
        Long id = TwoNodes.newId();
        old.insert(entity, id, "first");
        for (Release writer : List.of(old, young, old)) {
            writer.rename(entity, id, "by " + (writer == old ? "old" : "new"));
            awaitHit(writer, entity, id);
            assertThat(other(writer).find(entity, id).isHit()).isTrue();
        }
        interleave(entity, id);
    }

    @Test
    void natural_id_of_another_attribute_is_a_miss() {
        Long id = TwoNodes.newId();
        old.insert("Coded", id, "first");
        String code =
                old.in(session -> session.createNativeQuery("select code from Coded where id = " + id, String.class)
                        .getSingleResult());
        for (Release release : List.of(young, old, young)) {
            assertThat(isResolvedByTheCache(release, code)).isFalse();
            await("a hit").atMost(Duration.ofSeconds(20)).until(() -> isResolvedByTheCache(release, code));
        }
    }

    private static boolean isResolvedByTheCache(Release release, String code) {
        release.node().awaitLeases();
        long hits = release.node().statistics().getNaturalIdCacheHitCount();
        Object found = release.in(
                session -> session.bySimpleNaturalId(release.type("Coded")).load(code));
        assertThat(found).isNotNull();
        return release.node().statistics().getNaturalIdCacheHitCount() > hits;
    }

    /** A fingerprint of the whole mapping is in its results: of unchanged entities too each release runs it once. */
    @Test
    void results_of_the_other_release_are_a_miss_and_never_old() {
        Long id = TwoNodes.newId();
        old.insert("Retyped", id, "first");
        for (int turn = 0; turn < 4; turn++) {
            Release writer = turn % 2 == 0 ? old : young;
            String name = "turn " + turn;
            writer.rename("Retyped", id, name);
            for (Release reader : List.of(young, old, young)) {
                assertThat(names(reader, id)).containsExactly(name);
            }
            awaitResultsHit(writer, id);
            long hits = other(writer).node().statistics().getQueryCacheHitCount();
            assertThat(names(other(writer), id)).containsExactly(name);
            assertThat(other(writer).node().statistics().getQueryCacheHitCount())
                    .isEqualTo(hits);
        }
    }

    private static List<String> names(Release release, Long id) {
        return release.in(session -> session.createSelectionQuery(
                        "select r.name from Retyped r where r.id = :id and r.stock > 0", String.class)
                .setParameter("id", id)
                .setCacheable(true)
                .getResultList());
    }

    private static void awaitResultsHit(Release release, Long id) {
        await("results").atMost(Duration.ofSeconds(20)).until(() -> {
            long hits = release.node().statistics().getQueryCacheHitCount();
            names(release, id);
            return release.node().statistics().getQueryCacheHitCount() > hits;
        });
    }

    private static Release other(Release release) {
        return release == old ? young : old;
    }

    private static void awaitHit(Release release, String entity, Long id) {
        await("a hit")
                .atMost(Duration.ofSeconds(20))
                .until(() -> release.find(entity, id).isHit());
    }

    /** Each read must find the last commit, whoever made it. */
    private static void interleave(String entity, Long id) {
        Random random = new Random(id);
        String last = null;
        for (int i = 0; i < 40; i++) {
            Release release = random.nextBoolean() ? old : young;
            if (random.nextInt(3) == 0) {
                last = "interleaved " + i;
                release.rename(entity, id, last);
            } else if (last != null) {
                assertThat(release.find(entity, id).description()).contains("name=" + last);
            }
        }
    }
}
