// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.sample.Surroundings;
import io.slotcache.sample.app.ApplicationNode;
import io.slotcache.sample.app.Stage;
import io.slotcache.sample.model.Product;
import io.slotcache.sample.model.SampleData;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.RedisNode;
import io.slotcache.sample.redis.Slots;
import io.slotcache.sample.screen.Format;
import io.slotcache.sample.screen.Table;
import picocli.CommandLine.Command;

/** Where the entries of one region are. */
@Command(
        name = "distribution",
        description = "How the products are spread over slots and masters, beside one hash a region.")
final class DistributionDemonstration extends Demonstration {

    /** Largest share of a master over the mean that is promised for ids 0 to 9,999. */
    private static final double PROMISED_RATIO = 1.05;

    /** Few enough that the provider never has to drop a put because too many are under way. */
    private static final int BATCH = 250;

    private static final int ROUNDS = 3;

    DistributionDemonstration(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void show(Stage stage) throws Exception {
        stage.screen().title("Distribution");
        try (ApplicationNode node = stage.startNode()) {
            showKnown(stage, node);
            showAll(stage, node);
        }
    }

    private static void showKnown(Stage stage, ApplicationNode node) {
        stage.screen().heading("Eight products");
        stage.screen()
                .text(
                        "The identifier alone decides the partition; a partition's tag, in braces, decides the slot; the slot decides the master. "
                                + "The slot is computed here (CRC16 mod 16384) and compared with CLUSTER KEYSLOT.");
        Table table = new Table("product", "key", ">slot", "master");
        int right = 0;
        for (Long id : SampleData.knownProductIds()) {
            EntryLocation place = node.slotCache().locate(Product.class, id);
            NodeLine master = stage.redis().masterOf(place.slot());
            int slot = Slots.of(place.key());
            boolean agreed = slot == place.slot()
                    && slot == keySlot(stage, master, place.key())
                    && master.address().equals(place.master());
            right += agreed ? 1 : 0;
            table.row(node.find(Product.class, id).name(), place.key(), Integer.toString(slot), master.address());
        }
        stage.screen().table(table);
        stage.promises()
                .check(
                        right == SampleData.knownProductIds().size(),
                        "Slot and master of all eight are what the cluster says");
    }

    private static long keySlot(Stage stage, NodeLine node, String key) {
        try (RedisNode connection = stage.redis().connect(node)) {
            return connection.number("CLUSTER", "KEYSLOT", key);
        }
    }

    private static void showAll(Stage stage, ApplicationNode node) throws InterruptedException {
        stage.screen().heading("10,000 products (ids 0–9,999), one key each");
        EntryCount count = new EntryCount(stage, Product.class.getName());
        for (int round = 0; round < ROUNDS && count.total() < SampleData.PRODUCTS; round++) {
            load(stage, node);
            count = new EntryCount(stage, Product.class.getName());
        }
        stage.screen().table(count.table("entries"));
        stage.promises()
                .check(
                        count.total() == SampleData.PRODUCTS,
                        "All 10,000 entries were found in Redis, by SCAN (" + Format.count(count.total()) + ")");
        stage.promises()
                .check(
                        node.slotCache().entries().filter(count::agrees).isPresent(),
                        "SlotCache's statistics count the same on every master, without SCAN");
        stage.promises()
                .check(
                        count.maxToMean() <= PROMISED_RATIO,
                        "Fullest master / mean is " + Format.ratio(count.maxToMean()) + ", no more than "
                                + PROMISED_RATIO);
        showOneHash(stage, count);
    }

    /** Loads all products by queries; what Hibernate loads it puts into the cache. */
    private static void load(Stage stage, ApplicationNode node) throws InterruptedException {
        for (int from = 0; from < SampleData.PRODUCTS; from += BATCH) {
            stage.screen()
                    .status("Loading products through JPA " + Format.bar((double) from / SampleData.PRODUCTS, 30));
            long answered = node.total(counts -> counts.puts() + counts.refusedPuts());
            long tried = node.hibernate().getSecondLevelCachePutCount();
            long first = from;
            node.read(session -> session.createQuery("from Product where id >= :first and id < :end", Product.class)
                    .setParameter("first", first)
                    .setParameter("end", first + BATCH)
                    .getResultList());
            node.awaitPuts(answered + node.hibernate().getSecondLevelCachePutCount() - tried);
        }
    }

    private static void showOneHash(Stage stage, EntryCount count) {
        stage.screen().heading("The same 10,000 entries in one hash");
        stage.screen()
                .text(
                        "One key for a whole region is one slot and one master, however many masters there are. Each entry was written with HSET.");
        OneHash hash = OneHash.write(stage, count.keys());
        stage.screen().table(hash.count().table("entries"));
        stage.promises()
                .check(
                        hash.count().total() == count.total() && hash.count().maxToMean() > 1.5,
                        "One hash lies on one master; "
                                + Format.ratio(hash.count().maxToMean()) + " times the mean");
        hash.remove();
    }
}
