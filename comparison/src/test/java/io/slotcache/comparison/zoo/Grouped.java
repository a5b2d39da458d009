// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison.zoo;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.CacheLayout;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJavaClass;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.QueryCacheLayout;
import org.hibernate.annotations.SortNatural;

/** Each kind of collection that its owner alone maintains. */
final class Grouped {

    private Grouped() {}

    /** Collections of values. */
    @Entity(name = "Aviary")
    @Cacheable
    public static class Aviary extends Creature {
        @Id
        Long id;

        @Version
        int version;

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> bag = new ArrayList<>();

        @ElementCollection
        @OrderColumn
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> list = new ArrayList<>();

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
        Set<Integer> numbers = new HashSet<>();

        @ElementCollection
        @MapKeyColumn(name = "lang")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Map<String, Integer> map = new HashMap<>();

        @ElementCollection
        @SortNatural
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        SortedSet<String> sortedSet = new TreeSet<>();

        @ElementCollection
        @SortNatural
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        SortedMap<String, Double> sortedMap = new TreeMap<>();

        @ElementCollection
        @OrderBy
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<String> orderedSet = new HashSet<>();

        /** Not cached: an entity that a query loads gets null for an array whose entry is in the cache, whatever the cache. */
        @ElementCollection
        @OrderColumn
        String[] words = {};

        @ElementCollection
        @CollectionId(column = @Column(name = "block_id"), generator = "sequence")
        @CollectionIdJavaClass(idType = Long.class)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> idBag = new ArrayList<>();
    }

    /** Collections of embeddables and enums; without a version, so that nothing but the collection tells of a change. */
    @Entity(name = "Terrarium")
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    public static class Terrarium extends Creature {
        @Id
        Long id;

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<Parts.Size> sizes = new ArrayList<>();

        @ElementCollection(fetch = FetchType.EAGER)
        @Fetch(FetchMode.SELECT)
        @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
        Map<Parts.Place, Parts.Size> places = new HashMap<>();

        @ElementCollection
        @Enumerated(EnumType.STRING)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Parts.Habitat> habitats = new HashSet<>();

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Map<Parts.Habitat, Parts.Weight> loads = new HashMap<>();

        @ElementCollection
        @CollectionTable(name = "terrarium_addresses")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        @QueryCacheLayout(layout = CacheLayout.SHALLOW)
        Set<Parts.Point> points = new HashSet<>();

        @ElementCollection(fetch = FetchType.EAGER)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<String> eager = new HashSet<>();
    }

    /** Collections of entities that the elements do not know of. */
    @Entity(name = "Trail")
    @Cacheable
    public static class Trail extends Creature {
        @Id
        Long id;

        @Version
        int version;

        @OneToMany
        @JoinColumn(name = "trail_id")
        @OrderColumn(name = "place")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<Bench> benches = new ArrayList<>();

        @OneToMany
        @JoinTable(name = "trail_plaques")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Plaque> plaques = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "trail_leaflets")
        @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
        List<Plain.Leaflet> leaflets = new ArrayList<>();

        @ManyToMany
        @JoinTable(name = "trail_animals")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Families.Animal> animals = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "trail_by_number")
        @MapKeyColumn(name = "seat")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Map<Integer, Plain.Notice> byNumber = new HashMap<>();

        @ElementCollection
        @CollectionTable(name = "trail_remarks")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Map<Plain.Leaflet, String> remarks = new HashMap<>();
    }

    @Entity(name = "Bench")
    @Cacheable
    public static class Bench extends Creature {
        @Id
        Long id;
    }

    @Entity(name = "Plaque")
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    public static class Plaque extends Creature {
        @Id
        Long id;

        @Version
        int version;
    }
}
