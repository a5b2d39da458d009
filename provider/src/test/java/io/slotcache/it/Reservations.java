// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** Entities that differ in what their natural ids are made of, and in the identifiers that these stand for. */
final class Reservations {

    static final Class<?>[] ALL = {
        Hall.class,
        Reservation.class,
        Hire.class,
        Voucher.class,
        Box.class,
        Stall.class,
        Guide.class,
        Person.class,
        Employee.class,
        Moment.class,
        Amount.class,
        Unkeyed.class
    };

    private Reservations() {}

    public enum Kind {
        MATINEE,
        /** With a class of its own. */
        EVENING {
            @Override
            public String toString() {
                return "in the evening";
            }
        }
    }

    @Entity(name = "Hall")
    @Cacheable
    public static class Hall {
        @Id
        UUID id;

        String name;
    }

    @Embeddable
    public static class Place {
        int seat;
        String letter;

        protected Place() {}

        Place(int seat, String letter) {
            this.seat = seat;
            this.letter = letter;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place that && seat == that.seat && Objects.equals(letter, that.letter);
        }

        @Override
        public int hashCode() {
            return Objects.hash(seat, letter);
        }
    }

    /** Each kind of part: an association, a date, an enum that may be null, an embeddable and a converted value. */
    @Entity(name = "Reservation")
    @Cacheable
    @NaturalIdCache
    public static class Reservation {
        @Id
        Long id;

        @NaturalId(mutable = true)
        @ManyToOne(fetch = FetchType.LAZY)
        Hall hall;

        @NaturalId(mutable = true)
        LocalDate date;

        @NaturalId(mutable = true)
        Kind kind;

        @NaturalId(mutable = true)
        Place place;

        @NaturalId(mutable = true)
        @Convert(converter = InCents.class)
        Money price;

        String note;
    }

    public record Money(long cents) implements Serializable {}

    static final class InCents implements AttributeConverter<Money, Long> {
        @Override
        public Long convertToDatabaseColumn(Money money) {
            return money == null ? null : money.cents();
        }

        @Override
        public Money convertToEntityAttribute(Long cents) {
            return cents == null ? null : new Money(cents);
        }
    }

    /** Its natural id is an association alone. */
    @Entity(name = "Hire")
    @Cacheable
    @NaturalIdCache
    public static class Hire {
        @Id
        Long id;

        @NaturalId
        @ManyToOne(fetch = FetchType.LAZY)
        Hall hall;
    }

    /** Its natural id is an embeddable alone. */
    @Entity(name = "Voucher")
    @Cacheable
    @NaturalIdCache
    public static class Voucher {
        @Id
        UUID id;

        @NaturalId
        Place place;
    }

    @Embeddable
    public record BoxId(String house, int number) implements Serializable {}

    @Entity(name = "Box")
    @Cacheable
    @NaturalIdCache
    public static class Box {
        @EmbeddedId
        BoxId id;

        @NaturalId
        String code;
    }

    public record StallId(String house, Long number) implements Serializable {}

    @Entity(name = "Stall")
    @Cacheable
    @NaturalIdCache
    @IdClass(StallId.class)
    public static class Stall {
        @Id
        String house;

        @Id
        Long number;

        @NaturalId
        String code;
    }

    public static class GuideId implements Serializable {
        UUID hall;
        int number;

        protected GuideId() {}

        GuideId(UUID hall, int number) {
            this.hall = hall;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof GuideId that && hall.equals(that.hall) && number == that.number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(hall, number);
        }
    }

    /** Its identifier refers to an entity. */
    @Entity(name = "Guide")
    @Cacheable
    @NaturalIdCache
    @IdClass(GuideId.class)
    public static class Guide {
        @Id
        @ManyToOne
        Hall hall;

        @Id
        int number;

        @NaturalId
        String code;
    }

    @Entity(name = "Person")
    @Cacheable
    @NaturalIdCache
    @Inheritance(strategy = InheritanceType.JOINED)
    public static class Person {
        @Id
        Long id;

        @NaturalId(mutable = true)
        String code;
    }

    @Entity(name = "Employee")
    public static class Employee extends Person {
        String task;
    }

    /** The application sets a {@code Date}, the database gives a {@code Timestamp}. */
    @Entity(name = "Moment")
    @Cacheable
    @NaturalIdCache
    public static class Moment {
        @Id
        Long id;

        @NaturalId
        @Temporal(TemporalType.TIMESTAMP)
        Date moment;
    }

    /** The application sets 1, the database gives 1.00. */
    @Entity(name = "Amount")
    @Cacheable
    @NaturalIdCache
    public static class Amount {
        @Id
        Long id;

        @NaturalId
        BigDecimal amount;
    }

    /** A natural id without a text. */
    @Entity(name = "Unkeyed")
    @Cacheable
    @NaturalIdCache
    public static class Unkeyed {
        @Id
        Long id;

        @NaturalId(mutable = true)
        Calendar moment;
    }
}
