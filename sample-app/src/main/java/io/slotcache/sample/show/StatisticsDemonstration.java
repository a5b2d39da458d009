// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.SlotCacheStatistics.CacheCounts;
import io.slotcache.SlotCacheStatistics.EntryCount;
import io.slotcache.SlotCacheStatistics.EntryCounts;
import io.slotcache.sample.Surroundings;
import io.slotcache.sample.app.ApplicationNode;
import io.slotcache.sample.app.ApplicationNode.Reference;
import io.slotcache.sample.app.Stage;
import io.slotcache.sample.model.LastActive;
import io.slotcache.sample.model.Product;
import io.slotcache.sample.model.SampleData;
import io.slotcache.sample.model.User;
import io.slotcache.sample.model.UserProfile;
import io.slotcache.sample.model.UserSettings;
import io.slotcache.sample.screen.Format;
import io.slotcache.sample.screen.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.stat.CacheRegionStatistics;
import picocli.CommandLine.Command;

/** What Hibernate and the cache count, and that two nodes of the application share one cache. */
@Command(
        name = "stats",
        description = "Hits, misses, puts, locks per region and master, and hits in a second node of the application.")
final class StatisticsDemonstration extends Demonstration {

    private static final int READ_ROUNDS = 4;
    private static final int BAR_WIDTH = 12;
    private static final List<Reference> ENTITIES = Stream.concat(
                    SampleData.knownProductIds().stream().map(id -> new Reference(Product.class, id)),
                    Stream.of(User.class, UserProfile.class, UserSettings.class, LastActive.class)
                            .map(type -> new Reference(type, SampleData.JOHN)))
            .toList();

    StatisticsDemonstration(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void show(Stage stage) throws Exception {
        stage.screen().title("Statistics");
        try (ApplicationNode first = stage.startNode()) {
            work(first);
            stage.screen()
                    .text(
                            "A node of the application empties its cache, reads eight products and four entities of user 123 "
                                    + READ_ROUNDS
                                    + " times, each in a session of its own, changes three of them, and reads all of them once more.");
            showRegions(stage, first);
            showMasters(stage, first);
            showSecondNode(stage);
        }
    }

    private static void work(ApplicationNode node) throws InterruptedException {
        node.factory().getCache().evictAll();
        for (int round = 0; round < READ_ROUNDS; round++) {
            long answered = answeredPuts(node);
            long missesBefore = node.total(CacheCounts::misses);
            read(node);
            node.awaitPuts(answered + node.total(CacheCounts::misses) - missesBefore);
        }
        long answered = answeredPuts(node);
        node.write(session -> {
            session.find(Product.class, 1L).price(new BigDecimal("1299.00"));
            session.find(Product.class, 2L).price(new BigDecimal("799.00"));
        });
        node.write(session ->
                session.find(LastActive.class, SampleData.JOHN).seenAt(Instant.parse("2026-11-22T09:30:00Z")));
        node.awaitPuts(answered + 3);
        read(node);
    }

    private static void read(ApplicationNode node) {
        ENTITIES.forEach(entity -> node.find(entity.type(), entity.id()));
    }

    private static long answeredPuts(ApplicationNode node) {
        return node.total(counts -> counts.puts() + counts.refusedPuts());
    }

    private static void showRegions(Stage stage, ApplicationNode node) {
        stage.screen().heading("Per region: Hibernate's own statistics | SlotCache's");
        Table table = new Table(
                "region",
                ">hits",
                ">misses",
                ">puts",
                ">hit rate",
                "│",
                ">hits",
                ">misses",
                ">puts",
                ">refused",
                ">locks");
        boolean agreed = true;
        for (Map.Entry<String, CacheCounts> region : node.slotCache().regions().entrySet()) {
            CacheRegionStatistics theirs = node.hibernate().getDomainDataRegionStatistics(region.getKey());
            CacheCounts ours = region.getValue();
            if (ours.hits() + ours.misses() > 0) {
                table.row(
                        simpleName(region.getKey()),
                        theirs.getHitCount(),
                        theirs.getMissCount(),
                        theirs.getPutCount(),
                        Format.percent(ours.hitRate()),
                        "│",
                        ours.hits(),
                        ours.misses(),
                        ours.puts(),
                        ours.refusedPuts(),
                        ours.locks());
                agreed &= theirs.getHitCount() == ours.hits() && theirs.getMissCount() == ours.misses();
            }
        }
        stage.screen().table(table);
        long reads = ENTITIES.size() * (READ_ROUNDS + 1L) + 3;
        stage.promises().check(agreed, "Hibernate and SlotCache count the same hits and misses in every region");
        stage.promises()
                .check(
                        node.total(CacheCounts::hits) == reads - ENTITIES.size(),
                        "Only the first read of each entity missed: " + (reads - ENTITIES.size()) + " of " + reads
                                + " were hits (" + node.total(CacheCounts::hits) + ")");
    }

    private static void showMasters(Stage stage, ApplicationNode node) {
        stage.screen().heading("Per master");
        Table table = new Table(
                "master",
                ">partitions",
                ">entries",
                ">hits",
                ">misses",
                ">puts",
                ">refused",
                ">locks",
                ">hit rate",
                "");
        SortedMap<String, EntryCount> entries =
                node.slotCache().entries().map(EntryCounts::masters).orElseGet(TreeMap::new);
        node.slotCache().masters().forEach(master -> {
            CacheCounts counts = master.counts();
            table.row(
                    master.address(),
                    master.partitions(),
                    entries.getOrDefault(master.address(), new EntryCount(0, 0)).entries(),
                    counts.hits(),
                    counts.misses(),
                    counts.puts(),
                    counts.refusedPuts(),
                    counts.locks(),
                    Format.percent(counts.hitRate()),
                    Format.bar(counts.hitRate(), BAR_WIDTH));
        });
        stage.screen().table(table);
        long hits = node.slotCache().masters().stream()
                .mapToLong(master -> master.counts().hits())
                .sum();
        stage.promises()
                .check(
                        entries.values().stream().mapToLong(EntryCount::entries).sum() == ENTITIES.size(),
                        "The masters hold the " + ENTITIES.size() + " entries, no more");
        stage.promises().check(hits == node.total(CacheCounts::hits), "The masters' hits add up to the regions'");
    }

    private static void showSecondNode(Stage stage) throws InterruptedException {
        stage.screen().heading("A second node of the application, just started");
        try (ApplicationNode second = stage.startNode()) {
            read(second);
            long hits = second.total(CacheCounts::hits);
            long statements = second.hibernate().getPrepareStatementCount();
            BigDecimal laptop = second.find(Product.class, 1L).price();
            stage.screen().text("It has read nothing before, and asks for the same " + ENTITIES.size() + " entities.");
            stage.promises()
                    .check(
                            hits == ENTITIES.size() && statements == 0,
                            "All " + ENTITIES.size() + " reads were hits (" + hits + "), with " + statements
                                    + " SQL statements");
            stage.promises()
                    .check(
                            laptop.compareTo(new BigDecimal("1299.00")) == 0,
                            "It sees the price that the first node committed, " + laptop);
        }
    }

    /** The class's name without its package; regions are named after their entity. */
    private static String simpleName(String region) {
        return region.substring(region.lastIndexOf('.') + 1);
    }
}
