// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison.zoo;

import jakarta.persistence.Cacheable;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.CacheLayout;
import org.hibernate.annotations.QueryCacheLayout;

/** Each kind of inheritance. */
final class Families {

    private Families() {}

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    @Cacheable
    @QueryCacheLayout(layout = CacheLayout.SHALLOW_WITH_DISCRIMINATOR)
    public abstract static class Animal extends Creature {
        @Id
        Long id;

        @Version
        int version;

        @ManyToOne(fetch = FetchType.LAZY)
        Animal mother;
    }

    @Entity(name = "Bird")
    public static class Bird extends Animal {
        Integer wingspan;
    }

    @Entity(name = "Parrot")
    public static class Parrot extends Bird {
        String says;
    }

    @Entity(name = "Fish")
    public static class Fish extends Animal {
        Parts.Weight weight;
    }

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.JOINED)
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    public static class Vehicle extends Creature {
        @Id
        Long id;

        @Version
        long version;

        Integer wheels;
    }

    @Entity(name = "Truck")
    public static class Truck extends Vehicle {
        Integer tons;
    }

    @Entity(name = "Building")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    public abstract static class Building extends Creature {
        @Id
        Long id;

        Integer floors;
    }

    @Entity(name = "Shop")
    public static class Shop extends Building {
        Parts.Price rent;
    }

    @Entity(name = "Stable")
    public static class Stable extends Building {
        Integer boxes;
    }

    /** A hierarchy without versions in joined tables: an update writes only the tables whose columns have changed. */
    @Entity(name = "Plant")
    @Inheritance(strategy = InheritanceType.JOINED)
    @DiscriminatorColumn(name = "plant_kind")
    @Cacheable
    public static class Plant extends Creature {
        @Id
        Long id;

        Integer height;
    }

    @Entity(name = "Tree")
    public static class Tree extends Plant {
        Integer rings;

        @ManyToOne(fetch = FetchType.EAGER)
        Vehicle beside;
    }
}
