// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.slotcache.internal.codec.Entities.Basics;
import io.slotcache.internal.codec.Entities.Country;
import io.slotcache.internal.codec.Entities.Customer;
import io.slotcache.internal.codec.Entities.OrderId;
import io.slotcache.internal.codec.Entities.Product;
import io.slotcache.internal.codec.Entities.Profile;
import io.slotcache.internal.codec.Entities.PurchaseOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hibernate.cache.spi.entry.CollectionCacheEntry;
import org.hibernate.cache.spi.entry.StandardCacheEntryImpl;
import org.hibernate.type.Type;
import org.junit.jupiter.api.Test;

/** What anyone may have written into Redis: the codec gives an entry or {@code UndecodableEntryException}, never anything else. */
final class HostileBytesTest {
    private static final int ARRAYS = 100_000;
    /** Of random bytes and of mutations each, for a role and a form of entries: there are over thirty. */
    private static final int COLLECTION_ARRAYS = 2_000;

    @Test
    void randomBytes_areUndecodableOrAnEntry() {
        try (Mapping mapping = Mapping.of(TextFormat.SETTINGS, Basics.class)) {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            EntityEntryCodec codec = mapping.codec(Basics.class);
            for (int i = 0; i < ARRAYS; i++) {
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                if (bytes.length > 0 && random.nextBoolean()) {
                    bytes[0] = 0; // a valid class, to get further
                }
                decodes(codec, bytes, "seed " + seed);
            }
        }
    }

    @Test
    void mutatedEntriesOfBasicTypes_areUndecodableOrAnEntry() {
        try (Mapping mapping = Mapping.of(TextFormat.SETTINGS, Basics.class)) {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            List<byte[]> valid = validEntries(mapping, new RandomValues(random));
            mutate(mapping.codec(Basics.class), valid, random, "seed " + seed);
        }
    }

    @Test
    void mutatedEntriesOfAssociations_areUndecodableOrAnEntry() {
        try (Mapping mapping =
                Mapping.of(Customer.class, Product.class, PurchaseOrder.class, Country.class, Profile.class)) {
            long seed = System.nanoTime();
            EntityEntryCodec codec = mapping.codec(Customer.class);
            var session = mapping.session();
            Object[] state = Arrays.stream(mapping.persister(Customer.class).getPropertyNames())
                    .map(name -> switch (name) {
                        case "name" -> "Ada";
                        case "subject" -> session.getReference(Product.class, 3L);
                        case "country" -> session.getReference(Country.class, 7L);
                        case "lastOrder" -> session.getReference(PurchaseOrder.class, new OrderId("eu", 9));
                        case "home" -> new Entities.Address();
                        default -> null;
                    })
                    .toArray();
            byte[] valid = codec.encode(mapping.entry(Customer.class, state, 1L, new Customer()));
            assertThat(valid).isNotNull();
            mutate(codec, List.of(valid), new Random(seed), "seed " + seed);
        }
    }

    @Test
    void everyTruncationAndExtension_isUndecodable() {
        try (Mapping mapping = Mapping.of(TextFormat.SETTINGS, Basics.class)) {
            EntityEntryCodec codec = mapping.codec(Basics.class);
            byte[] valid =
                    validEntries(mapping, new RandomValues(new Random(1))).get(0);
            truncate(codec, valid);
        }
    }

    @Test
    void bytesOfCollections_areUndecodableOrAnEntry() {
        for (boolean structured : new boolean[] {false, true}) {
            Map<String, ?> settings = Map.of("hibernate.cache.use_structured_entries", structured);
            try (Mapping mapping = Mapping.of(settings, Plurals.ENTITIES)) {
                mapping.session().beginTransaction();
                Plurals.filled(mapping.session());
                mapping.session().flush();
                long seed = System.nanoTime();
                Random random = new Random(seed);
                int mutants = 0;
                int undecodable = 0;
                for (String role : mapping.roles(Plurals.Shelf.class)) {
                    CollectionEntryCodec codec = mapping.collectionCodec(role);
                    byte[] valid = codec.encode(mapping.entryOf(mapping.loaded(role, 1L), role));
                    String context = role + ", seed " + seed;
                    assertThat(valid).as(context).isNotNull();
                    randomBytes(codec, random, context);
                    mutants += COLLECTION_ARRAYS;
                    undecodable += undecodableMutants(codec, List.of(valid), COLLECTION_ARRAYS, random, context);
                    truncate(codec, valid);
                }
                assertThat(undecodable).as("seed " + seed).isBetween(mutants / 20, mutants * 19 / 20);
            }
        }
    }

    /** Each would, if believed, allocate what the bytes claim. */
    @Test
    void impossibleCountsOfRows_areUndecodable() {
        try (Mapping mapping = Mapping.of(Plurals.ENTITIES)) {
            CollectionEntryCodec list = mapping.collectionCodec(Plurals.Shelf.class.getName() + ".list");
            CollectionEntryCodec map = mapping.collectionCodec(Plurals.Shelf.class.getName() + ".map");
            assertThat(decodes(list, new byte[] {-1, -1, -1, -1, 7, 0, 0}, "")).isFalse();
            assertThat(decodes(list, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}, ""))
                    .isFalse();
            assertThat(decodes(list, new byte[] {3, 0, 0, 0}, "three gaps")).isTrue();
            assertThat(decodes(map, new byte[] {2, 0, 0, 0}, "three values of two rows"))
                    .isFalse();
            assertThat(decodes(map, new byte[] {1, 0, 0, 0}, "a value behind the last row"))
                    .isFalse();
        }
    }

    private static void randomBytes(CollectionEntryCodec codec, Random random, String context) {
        for (int i = 0; i < COLLECTION_ARRAYS; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = (byte) random.nextInt(5); // a possible number of rows, to get further
            }
            decodes(codec, bytes, context);
        }
    }

    private static void truncate(EntryCodec codec, byte[] valid) {
        for (int length = 0; length <= valid.length + 1; length++) {
            assertThat(decodes(codec, Arrays.copyOf(valid, length), "length " + length))
                    .as("length %s of %s", length, valid.length)
                    .isEqualTo(length == valid.length);
        }
    }

    private static void mutate(EntityEntryCodec codec, List<byte[]> valid, Random random, String context) {
        int undecodable = undecodableMutants(codec, valid, ARRAYS, random, context);
        assertThat(undecodable).as("some must get through and some not").isBetween(ARRAYS / 20, ARRAYS - 1);
    }

    private static int undecodableMutants(
            EntryCodec codec, List<byte[]> valid, int mutants, Random random, String context) {
        int undecodable = 0;
        for (int i = 0; i < mutants; i++) {
            byte[] bytes = valid.get(random.nextInt(valid.size())).clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(90));
            }
            undecodable += decodes(codec, bytes, context) ? 0 : 1;
        }
        return undecodable;
    }

    /** Whether the bytes are an entry; if they are, it must be of a form that Hibernate casts it to. */
    private static boolean decodes(EntryCodec codec, byte[] bytes, String context) {
        try {
            Object entry = codec.decode(bytes, 0);
            assertThat(entry)
                    .as(context)
                    .isInstanceOfAny(StandardCacheEntryImpl.class, CollectionCacheEntry.class, List.class, Map.class);
            return true;
        } catch (UndecodableEntryException e) {
            return false;
        } catch (Throwable e) {
            return fail(context + ": " + Arrays.toString(bytes), e);
        }
    }

    private static List<byte[]> validEntries(Mapping mapping, RandomValues values) {
        EntityEntryCodec codec = mapping.codec(Basics.class);
        List<byte[]> entries = new ArrayList<>();
        Type[] types = mapping.persister(Basics.class).getPropertyTypes();
        for (int n = 0; n < 20; n++) {
            Object[] state = Arrays.stream(types)
                    .map(Type::getReturnedClass)
                    .map(type -> values.has(type) ? values.of(type) : null)
                    .toArray();
            entries.add(codec.encode(mapping.entry(Basics.class, state, values.of(Instant.class), new Basics())));
        }
        return entries;
    }
}
