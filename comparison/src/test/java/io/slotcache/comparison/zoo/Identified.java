// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison.zoo;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.UUID;

/** Entities that differ in their identifiers. */
final class Identified {

    private Identified() {}

    @Entity(name = "Country")
    @Cacheable
    public static class Country extends Creature {
        @Id
        String id;
    }

    @Entity(name = "Chip")
    @Cacheable
    public static class Chip extends Creature {
        @Id
        UUID id;

        @Version
        Integer version;
    }

    @Entity(name = "Gate")
    @Cacheable
    public static class Gate extends Creature {
        @Id
        Integer id;
    }

    @Embeddable
    public record CageId(String house, int number) implements Serializable {
        public static CageId of(int row) {
            return new CageId("house:" + row % 2, row);
        }
    }

    @Entity(name = "Cage")
    @Cacheable
    public static class Cage extends Creature {
        @EmbeddedId
        CageId id;

        @Version
        int version;

        @ManyToOne(fetch = FetchType.LAZY)
        Country country;
    }

    public record BookingId(String guest, Long night) implements Serializable {
        public static BookingId of(int row) {
            return new BookingId("guest " + row % 3, (long) row);
        }
    }

    @Entity(name = "Booking")
    @IdClass(BookingId.class)
    @Cacheable
    public static class Booking extends Creature {
        @Id
        String guest;

        @Id
        Long night;

        @ManyToOne(fetch = FetchType.EAGER)
        Cage cage;
    }

    /** Its identifier is that of its animal. */
    @Entity(name = "Passport")
    @Cacheable
    public static class Passport extends Creature {
        @Id
        Long id;

        @MapsId
        @OneToOne(optional = false, fetch = FetchType.LAZY)
        Families.Animal animal;
    }

    public static class MembershipId implements Serializable {
        Long keeper;
        String club;

        public static MembershipId of(int row) {
            MembershipId id = new MembershipId();
            id.keeper = (long) row;
            id.club = "club " + row % 2;
            return id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof MembershipId id && id.keeper.equals(keeper) && id.club.equals(club);
        }

        @Override
        public int hashCode() {
            return keeper.hashCode() * 31 + club.hashCode();
        }

        @Override
        public String toString() {
            return keeper + "/" + club;
        }
    }

    /** An association is part of its identifier. */
    @Entity(name = "Membership")
    @IdClass(MembershipId.class)
    @Cacheable
    public static class Membership extends Creature {
        @Id
        @ManyToOne(optional = false, fetch = FetchType.LAZY)
        Related.Keeper keeper;

        @Id
        String club;

        Integer number;
    }

    @Entity(name = "Event")
    @Cacheable
    public static class Event extends Creature {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "event_ids")
        // One by one: two nodes that each reserve a block would number otherwise than one.
        @SequenceGenerator(name = "event_ids", allocationSize = 1)
        Long id;

        Integer number;
    }

    @Entity(name = "Photo")
    @Cacheable
    public static class Photo extends Creature {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Version
        int version;
    }
}
