// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** The rows that the database starts with: the known ones, and others made from a seed, the same in every run. */
public final class SampleData {

    /** The known products have the ids 1 to 8. */
    public static final List<String> KNOWN_PRODUCTS =
            List.of("Laptop", "Phone", "Tablet", "Monitor", "Keyboard", "Mouse", "Headphones", "Webcam");

    /** Products in all, known ones included: ids 0 to 9,999. */
    public static final int PRODUCTS = 10_000;

    /** The user that all demonstrations ask for. */
    public static final Long JOHN = 123L;

    private static final long SEED = 7_001;
    private static final List<String> ADJECTIVES =
            List.of("Compact", "Wireless", "Silent", "Folding", "Rugged", "Slim", "Backlit", "Portable");
    private static final List<String> NOUNS =
            List.of("Speaker", "Charger", "Router", "Printer", "Camera", "Microphone", "Dock", "Cable", "Projector");

    private SampleData() {}

    /** Ids of the known products, in the order of {@link #KNOWN_PRODUCTS}. */
    public static List<Long> knownProductIds() {
        return LongStream.rangeClosed(1, KNOWN_PRODUCTS.size()).boxed().toList();
    }

    public static List<Product> products() {
        Random random = new Random(SEED);
        List<Product> products = new ArrayList<>(PRODUCTS);
        for (long id = 0; id < PRODUCTS; id++) {
            boolean known = id >= 1 && id <= KNOWN_PRODUCTS.size();
            String name =
                    known ? KNOWN_PRODUCTS.get((int) id - 1) : pick(ADJECTIVES, random) + " " + pick(NOUNS, random);
            products.add(new Product(id, name, known ? "Computer" : "Accessory", price(random)));
        }
        return products;
    }

    /** John with all that belongs to him. */
    public static List<Object> users() {
        return List.of(
                new User(JOHN, "John", "john@example.com"),
                new UserProfile(JOHN, "Lisbon", "Collects keyboards"),
                new UserSettings(JOHN, "dark", "en"),
                new LastActive(JOHN, Instant.parse("2026-11-22T08:00:00Z")));
    }

    private static BigDecimal price(Random random) {
        return BigDecimal.valueOf(500 + random.nextInt(200_000), 2);
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
