// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison.zoo;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.CacheLayout;
import org.hibernate.annotations.QueryCacheLayout;

/** Each kind of association: of one or both sides, to itself, to any entity, by another key than the identifier. */
final class Related {

    private Related() {}

    @Entity(name = "Keeper")
    @Cacheable
    @QueryCacheLayout(layout = CacheLayout.SHALLOW)
    public static class Keeper extends Creature {
        @Id
        Long id;

        @Version
        int version;

        @ManyToOne(fetch = FetchType.LAZY)
        Keeper boss;

        @OneToMany(mappedBy = "boss")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Keeper> team = new HashSet<>();

        @OneToOne(mappedBy = "keeper")
        Locker locker;

        @ManyToMany(mappedBy = "keepers")
        @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
        List<Enclosure> enclosures = new ArrayList<>();
    }

    @Entity(name = "Locker")
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    public static class Locker extends Creature {
        @Id
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        Keeper keeper;
    }

    @Entity(name = "Enclosure")
    @Cacheable
    public static class Enclosure extends Creature {
        @Id
        Long id;

        @ManyToMany
        @JoinTable(name = "enclosure_keepers")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Keeper> keepers = new HashSet<>();

        @OneToMany(mappedBy = "enclosure", cascade = CascadeType.ALL, orphanRemoval = true)
        @OrderBy("id")
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<Feeder> feeders = new ArrayList<>();

        @OneToMany(mappedBy = "enclosure")
        @MapKey(name = "id")
        @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
        Map<Long, Pipe> pipes = new HashMap<>();

        @ManyToOne(fetch = FetchType.EAGER)
        Families.Animal star;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinTable(name = "enclosure_shop")
        Families.Shop shop;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "region_code", referencedColumnName = "code")
        Region region;
    }

    @Entity(name = "Feeder")
    @Cacheable
    public static class Feeder extends Creature {
        @Id
        Long id;

        @Version
        int version;

        @ManyToOne(fetch = FetchType.LAZY)
        Enclosure enclosure;
    }

    @Entity(name = "Pipe")
    @Cacheable
    public static class Pipe extends Creature {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.EAGER)
        Enclosure enclosure;
    }

    @Entity(name = "Region")
    @Cacheable
    public static class Region extends Creature {
        @Id
        Long id;

        @Column(unique = true)
        String code;
    }

    @Entity(name = "Signpost")
    @Cacheable
    public static class Signpost extends Creature {
        @Id
        Long id;

        @Any(fetch = FetchType.LAZY)
        @AnyKeyJavaClass(Long.class)
        @Column(name = "subject_type")
        @AnyDiscriminatorValue(discriminator = "B", entity = Grouped.Bench.class)
        @AnyDiscriminatorValue(discriminator = "P", entity = Plain.Leaflet.class)
        @JoinColumn(name = "subject_id")
        Object subject;
    }
}
