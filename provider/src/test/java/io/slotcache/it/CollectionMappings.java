// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.util.Arrays.asList;

import io.slotcache.it.AttributeMappings.Grade;
import io.slotcache.it.AttributeMappings.Place;
import io.slotcache.it.AttributeMappings.Point;
import io.slotcache.it.AttributeMappings.Target;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.SortNatural;

/** Entities that differ in their collections. */
final class CollectionMappings {

    static final Class<?>[] ENTITIES = {Collecting.class, Keyed.class, Listing.class};

    static final List<MappingCase<?>> CASES = List.of(collecting(), keyed(), listing());

    private CollectionMappings() {}

    @Entity(name = "Collecting")
    @Cacheable
    static class Collecting {
        @Id
        Long id;

        @ElementCollection
        @OrderColumn
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> list = new ArrayList<>();

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Point> points = new HashSet<>();

        @ElementCollection
        @MapKeyColumn(name = "map_key")
        @SortNatural
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        SortedMap<String, Integer> map = new TreeMap<>();

        @OneToMany(cascade = CascadeType.PERSIST)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Map<Grade, Target> targets = new HashMap<>();

        List<?> content() {
            Map<Grade, String> codes = new HashMap<>();
            targets.forEach((grade, target) -> codes.put(grade, target.getCode()));
            return asList(new ArrayList<>(list), new HashSet<>(points), new TreeMap<>(map), codes);
        }
    }

    private static MappingCase<Collecting> collecting() {
        return new MappingCase<>(
                "Collecting",
                Collecting.class,
                (session, id) -> {
                    Collecting collecting = new Collecting();
                    collecting.id = id;
                    collecting.list.addAll(List.of("b", "a", "b"));
                    collecting.points.add(new Point(1, 2.0));
                    collecting.map.putAll(Map.of("x", 1, "y", 2));
                    collecting.targets.put(Grade.GOOD, new Target(id));
                    session.persist(collecting);
                    return collecting;
                },
                (session, collecting) -> {
                    collecting.list.remove(0);
                    collecting.points.clear();
                    collecting.map.put("z", 3);
                    collecting.targets.put(Grade.BAD, new Target(TwoNodes.newId()));
                },
                Collecting::content);
    }

    /** Maps by what their keys are. */
    @Entity(name = "Keyed")
    @Cacheable
    static class Keyed {
        @Id
        Long id;

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Map<Target, String> byEntity = new HashMap<>();

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Map<Point, Grade> byEmbeddable = new HashMap<>();

        @ElementCollection
        @MapKeyEnumerated(EnumType.STRING)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Map<Grade, Place> byEnum = new HashMap<>();

        List<?> content() {
            Map<String, String> codes = new HashMap<>();
            byEntity.forEach((target, text) -> codes.put(target.getCode(), text));
            Map<Grade, List<?>> places = new HashMap<>();
            byEnum.forEach((grade, place) -> places.put(grade, place.content()));
            return asList(codes, new HashMap<>(byEmbeddable), places);
        }
    }

    private static MappingCase<Keyed> keyed() {
        return new MappingCase<>(
                "Keyed",
                Keyed.class,
                (session, id) -> {
                    Target target = new Target(id);
                    session.persist(target);
                    Keyed keyed = new Keyed();
                    keyed.id = id;
                    keyed.byEntity.put(target, "old");
                    keyed.byEmbeddable.put(new Point(1, -0.5), Grade.BAD);
                    keyed.byEnum.put(Grade.GOOD, new Place("here", new Point(1, 2.0)));
                    session.persist(keyed);
                    return keyed;
                },
                (session, keyed) -> {
                    keyed.byEntity.replaceAll((target, text) -> "new");
                    keyed.byEmbeddable.put(new Point(2, 0.5), Grade.GOOD);
                    keyed.byEnum.clear();
                },
                Keyed::content);
    }

    /** What has an order, and what goes without an index. */
    @Entity(name = "Listing")
    @Cacheable
    static class Listing {
        @Id
        Long id;

        @ElementCollection
        @OrderBy
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<String> ordered = new LinkedHashSet<>();

        @ElementCollection
        @OrderColumn
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Integer[] array = {3, 1};

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> bag = new ArrayList<>();

        @ManyToMany
        @OrderColumn
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<Target> targets = new ArrayList<>();

        List<?> content() {
            return asList(
                    new ArrayList<>(ordered),
                    List.of(array),
                    bag.stream().sorted().toList(),
                    targets.stream().map(Target::getCode).toList());
        }
    }

    private static MappingCase<Listing> listing() {
        return new MappingCase<>(
                "Listing",
                Listing.class,
                (session, id) -> {
                    Target target = new Target(id);
                    session.persist(target);
                    Listing listing = new Listing();
                    listing.id = id;
                    listing.ordered.addAll(List.of("a", "b", "c"));
                    listing.bag.addAll(List.of("x", "x"));
                    listing.targets.addAll(List.of(target, target));
                    session.persist(listing);
                    return listing;
                },
                (session, listing) -> {
                    listing.ordered.add("d");
                    listing.array = new Integer[] {1, 3, 5};
                    listing.bag.add("y");
                    listing.targets.remove(0);
                },
                Listing::content);
    }
}
