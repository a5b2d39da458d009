// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheRegionFactory;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Catalogue.Car;
import io.slotcache.it.Catalogue.Truck;
import io.slotcache.it.Catalogue.Vehicle;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Cache;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.cache.spi.RegionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of {@code jakarta.persistence.Cache} and {@code org.hibernate.Cache}: which entries are gone after it, for all nodes. */
@ExtendWith(EmbeddedClusterExtension.class)
final class CacheMethodsIT {

    private static final Class<?>[] ENTITIES = Stream.of(
                    Stream.of(Things.ALL),
                    Stream.of(Playlists.ALL),
                    Stream.of(Catalogue.ALL),
                    Stream.of(Uncached.class))
            .flatMap(all -> all)
            .toArray(Class<?>[]::new);

    private static final String PLAIN = Plain.class.getName();
    private static final String TAGS = Playlists.role("tags");

    private static TwoNodes nodes;

    @Entity(name = "Uncached")
    public static class Uncached {
        @Id
        Long id;
    }

    /** What is in the cache before each test. */
    private enum Item {
        PLAIN(Plain.class, 1L),
        SECOND_PLAIN(Plain.class, 2L),
        VERSIONED(Versioned.class, 1L),
        CAR(Car.class, 1L),
        TRUCK(Truck.class, 2L),
        PLAYLIST(Playlist.class, 1L),
        TAGS("tags", 1L),
        SECOND_TAGS("tags", 2L),
        TITLES("titles", 1L);

        private final Class<?> type;
        private final String collection;
        private final Long id;

        Item(Class<?> type, Long id) {
            this.type = type;
            collection = null;
            this.id = id;
        }

        Item(String collection, Long id) {
            type = Playlist.class;
            this.collection = collection;
            this.id = id;
        }

        boolean isIn(Cache cache) {
            return collection == null
                    ? cache.containsEntity(type, id)
                    : cache.containsCollection(Playlists.role(collection), id);
        }

        void load(TestNode node) {
            node.inTransaction(session -> {
                Object found = session.find(type, id);
                if (collection != null) {
                    Playlist playlist = (Playlist) found;
                    assertThat(collection.equals("tags") ? playlist.tags.size() : playlist.titles.size())
                            .isPositive();
                }
            });
        }
    }

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster, Map.of(), ENTITIES);
        nodes.first().inTransaction(session -> {
            session.persist(Things.create(Plain.class, 1L, "plain"));
            session.persist(Things.create(Plain.class, 2L, "plain"));
            session.persist(Things.create(Versioned.class, 1L, "versioned"));
            Vehicle car = new Car();
            car.id = 1L;
            session.persist(car);
            Vehicle truck = new Truck();
            truck.id = 2L;
            session.persist(truck);
            for (Long id : new Long[] {1L, 2L}) {
                Playlist playlist = new Playlist(id);
                playlist.tags.add("tag");
                playlist.titles.put("en", "title");
                session.persist(playlist);
            }
        });
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void loadAll() {
        Cache cache = nodes.first().factory().getCache();
        await("all to be cached").atMost(Duration.ofSeconds(20)).until(() -> {
            for (Item item : Item.values()) {
                if (!item.isIn(cache)) {
                    item.load(nodes.first());
                }
            }
            nodes.first().awaitQuiet();
            return EnumSet.allOf(Item.class).stream().allMatch(item -> item.isIn(cache));
        });
    }

    /** Names, for the table below. */
    private static Arguments evict(String name, Consumer<Cache> method, Item... gone) {
        return Arguments.of(name, method, gone.length == 0 ? EnumSet.noneOf(Item.class) : Set.of(gone));
    }

    static Stream<Arguments> methods() {
        Item[] entities = {
            Item.PLAIN, Item.SECOND_PLAIN, Item.VERSIONED, Item.CAR, Item.TRUCK, Item.PLAYLIST,
        };
        Item[] collections = {Item.TAGS, Item.SECOND_TAGS, Item.TITLES};
        return Stream.of(
                // jakarta.persistence.Cache
                evict("evict(type, id)", cache -> cache.evict(Plain.class, 1L), Item.PLAIN),
                evict("evict(type, id) of a number that fits", cache -> cache.evict(Plain.class, 1), Item.PLAIN),
                evict("evict(type, id) of an absent row", cache -> cache.evict(Plain.class, 99L)),
                evict("evict(type, id) of an owner", cache -> cache.evict(Playlist.class, 1L), Item.PLAYLIST),
                evict("evict(subtype, id)", cache -> cache.evict(Car.class, 1L), Item.CAR),
                evict("evict(supertype, id)", cache -> cache.evict(Vehicle.class, 1L), Item.CAR),
                evict("evict(type)", cache -> cache.evict(Plain.class), Item.PLAIN, Item.SECOND_PLAIN),
                evict("evict(subtype)", cache -> cache.evict(Car.class), Item.CAR, Item.TRUCK),
                evict("evict(type) of what is not cached", cache -> cache.evict(Uncached.class)),
                evict("evictAll()", cache -> cache.evictAll(), entities),
                // org.hibernate.Cache: entities
                evict("evictEntityData(type, id)", cache -> cache.evictEntityData(Plain.class, 1L), Item.PLAIN),
                evict("evictEntityData(name, id)", cache -> cache.evictEntityData(PLAIN, 1L), Item.PLAIN),
                evict("evictEntityData(uncached, id)", cache -> cache.evictEntityData(Uncached.class, 1L)),
                evict(
                        "evictEntityData(type)",
                        cache -> cache.evictEntityData(Plain.class),
                        Item.PLAIN,
                        Item.SECOND_PLAIN),
                evict("evictEntityData(name)", cache -> cache.evictEntityData(PLAIN), Item.PLAIN, Item.SECOND_PLAIN),
                evict("evictEntityData()", cache -> cache.evictEntityData(), entities),
                // collections
                evict("evictCollectionData(role, id)", cache -> cache.evictCollectionData(TAGS, 1L), Item.TAGS),
                evict(
                        "evictCollectionData(role)",
                        cache -> cache.evictCollectionData(TAGS),
                        Item.TAGS,
                        Item.SECOND_TAGS),
                evict("evictCollectionData()", cache -> cache.evictCollectionData(), collections),
                // natural ids and queries: there are none
                evict("evictNaturalIdData(type)", cache -> cache.evictNaturalIdData(Plain.class)),
                evict("evictNaturalIdData(name)", cache -> cache.evictNaturalIdData(PLAIN)),
                evict("evictNaturalIdData()", cache -> cache.evictNaturalIdData()),
                evict("evictDefaultQueryRegion()", cache -> cache.evictDefaultQueryRegion()),
                evict("evictQueryRegion(name)", cache -> cache.evictQueryRegion("queries")),
                evict("evictQueryRegions()", cache -> cache.evictQueryRegions()),
                // regions
                evict("evictRegion(entity)", cache -> cache.evictRegion(PLAIN), Item.PLAIN, Item.SECOND_PLAIN),
                evict("evictRegion(collection)", cache -> cache.evictRegion(TAGS), Item.TAGS, Item.SECOND_TAGS),
                evict(
                        "evictRegion(hierarchy)",
                        cache -> cache.evictRegion(Vehicle.class.getName()),
                        Item.CAR,
                        Item.TRUCK),
                evict("evictAllRegions()", cache -> cache.evictAllRegions(), Item.values()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("methods")
    void eviction(String name, Consumer<Cache> method, Set<Item> gone) {
        method.accept(nodes.first().factory().getCache());
        for (TestNode node : new TestNode[] {nodes.second(), nodes.first()}) {
            Cache cache = node.factory().getCache();
            for (Item item : Item.values()) {
                assertThat(item.isIn(cache)).as("%s is there", item).isEqualTo(!gone.contains(item));
            }
        }
    }

    @Test
    void contains_finds_what_is_there_by_every_name() {
        Cache cache = nodes.second().factory().getCache();
        assertThat(cache.contains(Plain.class, 1L)).isTrue();
        assertThat(cache.containsEntity(Plain.class, 1L)).isTrue();
        assertThat(cache.containsEntity(PLAIN, 1L)).isTrue();
        assertThat(cache.containsEntity(Plain.class, 1))
                .as("a number that fits")
                .isTrue();
        assertThat(cache.contains(Vehicle.class, 1L)).isTrue();
        assertThat(cache.contains(Car.class, 1L)).isTrue();
        assertThat(cache.containsCollection(TAGS, 1L)).isTrue();

        assertThat(cache.contains(Plain.class, 99L)).isFalse();
        assertThat(cache.contains(Uncached.class, 1L)).isFalse();
        assertThat(cache.containsCollection(TAGS, 99L)).isFalse();
        assertThat(cache.containsCollection(Playlists.role("comments"), 1L))
                .as("never loaded")
                .isFalse();
        assertThat(cache.containsQuery("queries")).isFalse();
    }

    @Test
    void cache_can_be_unwrapped_as_far_as_hibernate_allows() {
        Cache cache = nodes.first().factory().getCache();
        assertThat(cache.getSessionFactory()).isSameAs(nodes.first().factory());
        assertThat(cache.unwrap(Cache.class)).isSameAs(cache);
        assertThat(cache.unwrap(jakarta.persistence.Cache.class)).isSameAs(cache);
        assertThat(cache.unwrap(CacheImplementor.class)).isSameAs(cache);
        assertThat(cache.unwrap(RegionFactory.class)).isInstanceOf(SlotCacheRegionFactory.class);
        assertThatThrownBy(() -> cache.unwrap(String.class)).isInstanceOf(PersistenceException.class);
    }
}
