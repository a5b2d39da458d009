// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.UUID;

/** Entities that differ in their identifiers, inheritance and attributes. */
final class Catalogue {

    static final Class<?>[] ALL = {
        Country.class,
        Token.class,
        Counter.class,
        Seat.class,
        Booking.class,
        Vehicle.class,
        Car.class,
        Truck.class,
        Document.class,
        Letter.class,
        Invoice.class,
        Publisher.class,
        Novel.class
    };

    private Catalogue() {}

    @Entity(name = "Country")
    @Cacheable
    public static class Country {
        @Id
        String id;

        String name;
    }

    @Entity(name = "Token")
    @Cacheable
    public static class Token {
        @Id
        UUID id;

        String name;
    }

    @Entity(name = "Counter")
    @Cacheable
    public static class Counter {
        @Id
        Integer id;

        String name;
    }

    @Embeddable
    public record SeatId(String room, int number) implements Serializable {}

    @Entity(name = "Seat")
    @Cacheable
    public static class Seat {
        @EmbeddedId
        SeatId id;

        String name;
    }

    public static class BookingId implements Serializable {
        String guest;
        Long night;

        public BookingId() {}

        BookingId(String guest, Long night) {
            this.guest = guest;
            this.night = night;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BookingId id && id.guest.equals(guest) && id.night.equals(night);
        }

        @Override
        public int hashCode() {
            return guest.hashCode() * 31 + night.hashCode();
        }
    }

    @Entity(name = "Booking")
    @IdClass(BookingId.class)
    @Cacheable
    public static class Booking {
        @Id
        String guest;

        @Id
        Long night;

        String name;
    }

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    @Cacheable
    public abstract static class Vehicle {
        @Id
        Long id;

        @Version
        int version;

        String name;
    }

    @Entity(name = "Car")
    public static class Car extends Vehicle {
        int doors;
    }

    @Entity(name = "Truck")
    public static class Truck extends Vehicle {
        int tons;
    }

    @Entity(name = "Document")
    @Inheritance(strategy = InheritanceType.JOINED)
    @Cacheable
    public abstract static class Document {
        @Id
        Long id;

        @Version
        int version;

        String name;
    }

    @Entity(name = "Letter")
    public static class Letter extends Document {
        String greeting;
    }

    @Entity(name = "Invoice")
    public static class Invoice extends Document {
        int total;
    }

    public enum Size {
        SMALL,
        LARGE
    }

    @Embeddable
    public static class Address {
        String street;
        Size frontage;
    }

    @Entity(name = "Publisher")
    @Cacheable
    public static class Publisher {
        @Id
        Long id;

        String name;

        @Embedded
        Address address;

        @Enumerated(EnumType.STRING)
        Size size;

        public String getName() {
            return name;
        }
    }

    @Entity(name = "Novel")
    @Cacheable
    public static class Novel {
        @Id
        Long id;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        Publisher publisher;
    }
}
