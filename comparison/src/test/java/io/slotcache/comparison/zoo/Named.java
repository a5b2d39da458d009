// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison.zoo;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** Natural ids: simple and compound, changeable and not, of each access type, on the root of a hierarchy. */
final class Named {

    private Named() {}

    @Entity(name = "Badge")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    public static class Badge extends Creature {
        @Id
        Long id;

        @Version
        int version;

        @NaturalId(mutable = true)
        String code;

        Integer number;
    }

    @Entity(name = "Seal")
    @Immutable
    @Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
    @NaturalIdCache
    public static class Seal extends Creature {
        @Id
        Long id;

        @NaturalId
        String code;
    }

    @Entity(name = "Locality")
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    @NaturalIdCache
    public static class Locality extends Creature {
        @Id
        Long id;

        @NaturalId(mutable = true)
        String zone;

        @NaturalId(mutable = true)
        Integer number;

        Integer height;
    }

    /** An association is part of its natural id. */
    @Entity(name = "Licence")
    @Cacheable
    @NaturalIdCache
    public static class Licence extends Creature {
        @Id
        Long id;

        @Version
        int version;

        @NaturalId
        @ManyToOne(fetch = FetchType.LAZY)
        Identified.Country country;

        @NaturalId
        Integer number;

        Integer points;
    }

    @Entity(name = "Device")
    @Inheritance(strategy = InheritanceType.JOINED)
    @Cacheable
    @NaturalIdCache(region = "device names")
    public static class Device extends Creature {
        @Id
        Long id;

        @NaturalId(mutable = true)
        String serial;
    }

    @Entity(name = "Camera")
    public static class Camera extends Device {
        Integer pixels;
    }
}
