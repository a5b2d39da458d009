// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
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
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.UUID;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The mappings of the tests. */
final class Entities {
    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "a constant with a body";
            }
        },
        BLUE
    }

    @Entity(name = "Product")
    static class Product {
        @Id
        Long id;

        String name;
        double price;
    }

    /** One attribute of each basic type. */
    @Entity(name = "Basics")
    static class Basics {
        @Id
        Long id;

        @Version
        Instant version;

        boolean primitiveBoolean;
        int primitiveInt;
        Boolean aBoolean;
        Byte aByte;
        Short aShort;
        Integer anInteger;
        Long aLong;
        Float aFloat;
        Double aDouble;
        BigInteger bigInteger;
        BigDecimal bigDecimal;
        Character character;
        String string;
        UUID uuid;
        Currency currency;
        Locale locale;
        URL url;
        InetAddress address;
        LocalDate localDate;
        LocalTime localTime;
        LocalDateTime localDateTime;
        Instant instant;
        OffsetDateTime offsetDateTime;
        OffsetTime offsetTime;
        ZonedDateTime zonedDateTime;
        Duration duration;
        Period period;

        @Column(name = "a_year")
        Year year;

        YearMonth yearMonth;
        ZoneId zoneId;
        ZoneOffset zoneOffset;
        TimeZone timeZone;
        Date date;

        @Temporal(TemporalType.DATE)
        Date dateOnly;

        java.sql.Date sqlDate;
        Time sqlTime;
        Timestamp timestamp;
        Calendar calendar;
        byte[] bytes;
        char[] chars;
        Byte[] boxedBytes;
        Character[] boxedChars;
        String[] strings;
        Integer[] integers;
        int[] ints;
        double[] doubles;
        boolean[] booleans;
        Colour[] colours;
        LocalDate[] dates;
        List<String> stringList;
        Set<Integer> integerSet;
        SortedSet<String> sortedStrings;
        List<Colour> colourList;

        @Enumerated(EnumType.STRING)
        Colour byName;

        @Enumerated(EnumType.ORDINAL)
        Colour byOrdinal;

        @Convert(converter = MutableMoneyConverter.class)
        MutableMoney mutableMoney;

        @Convert(converter = MoneyConverter.class)
        Money money;

        @Convert(converter = TextConverter.class)
        String convertedText;

        @JdbcTypeCode(SqlTypes.JSON)
        Document document;

        @JdbcTypeCode(SqlTypes.JSON)
        SerializableDocument serializableDocument;
    }

    /** Not known as immutable: Hibernate caches the column's value. */
    static final class MutableMoney {
        long cents;

        MutableMoney(long cents) {
            this.cents = cents;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof MutableMoney that && that.cents == cents;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(cents);
        }
    }

    @Converter
    static final class MutableMoneyConverter implements AttributeConverter<MutableMoney, Long> {
        @Override
        public Long convertToDatabaseColumn(MutableMoney money) {
            return money == null ? null : money.cents;
        }

        @Override
        public MutableMoney convertToEntityAttribute(Long cents) {
            return cents == null ? null : new MutableMoney(cents);
        }
    }

    /** A record, so known as immutable: Hibernate caches the object itself. */
    record Money(BigDecimal amount, String currency) implements Serializable {}

    @Converter
    static final class MoneyConverter implements AttributeConverter<Money, String> {
        @Override
        public String convertToDatabaseColumn(Money money) {
            return money == null ? null : money.amount() + " " + money.currency();
        }

        @Override
        public Money convertToEntityAttribute(String column) {
            if (column == null) {
                return null;
            }
            String[] parts = column.split(" ", 2);
            return new Money(new BigDecimal(parts[0]), parts[1]);
        }
    }

    @Converter
    static final class TextConverter implements AttributeConverter<String, String> {
        @Override
        public String convertToDatabaseColumn(String text) {
            return text == null ? null : "<" + text + ">";
        }

        @Override
        public String convertToEntityAttribute(String column) {
            return column == null ? null : column.substring(1, column.length() - 1);
        }
    }

    static final class Document {
        final String text;

        Document(String text) {
            this.text = text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Document that && that.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    record SerializableDocument(String text) implements Serializable {}

    @Embeddable
    static class Address {
        String street;
        Integer number;

        @Embedded
        Point point;

        @ManyToOne(fetch = FetchType.LAZY)
        Product favourite;
    }

    @Embeddable
    static class Point {
        double latitude;
        double longitude;
    }

    @Embeddable
    static class OrderId implements Serializable {
        String shop;
        int number;

        OrderId() {}

        OrderId(String shop, int number) {
            this.shop = shop;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OrderId that && that.shop.equals(shop) && that.number == number;
        }

        @Override
        public int hashCode() {
            return shop.hashCode() + number;
        }
    }

    @Entity(name = "PurchaseOrder")
    static class PurchaseOrder {
        @EmbeddedId
        OrderId id;

        @Version
        int version;

        String note;

        @ManyToOne(fetch = FetchType.LAZY)
        Customer customer;
    }

    @Entity(name = "Customer")
    static class Customer {
        @Id
        Long id;

        @Version
        Long version;

        String name;
        Address home;

        @ManyToOne(fetch = FetchType.LAZY)
        PurchaseOrder lastOrder;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(referencedColumnName = "code")
        Country country;

        @OneToOne(fetch = FetchType.LAZY)
        Product gift;

        @OneToOne(mappedBy = "customer", fetch = FetchType.LAZY)
        Profile profile;

        @OneToMany(mappedBy = "customer", cascade = CascadeType.PERSIST)
        List<PurchaseOrder> orders = new ArrayList<>();

        @ElementCollection
        Set<String> phones = new HashSet<>();

        @Any(fetch = FetchType.LAZY)
        @AnyKeyJavaClass(Long.class)
        @Column(name = "subject_type")
        @AnyDiscriminatorValue(discriminator = "P", entity = Product.class)
        @AnyDiscriminatorValue(discriminator = "C", entity = Customer.class)
        @JoinColumn(name = "subject_id")
        Object subject;
    }

    @Entity(name = "Country")
    static class Country {
        @Id
        Long id;

        @Column(unique = true)
        String code;
    }

    @Entity(name = "Profile")
    static class Profile {
        @Id
        Long id;

        @OneToOne(fetch = FetchType.LAZY)
        Customer customer;
    }

    @Entity(name = "Seat")
    @IdClass(SeatId.class)
    static class Seat {
        @Id
        String row;

        @Id
        int number;

        String owner;
    }

    record SeatId(String row, int number) implements Serializable {}

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    @DiscriminatorColumn
    abstract static class Vehicle {
        @Id
        Long id;

        String plate;
    }

    @Entity(name = "Car")
    static class Car extends Vehicle {
        Integer doors;
    }

    @Entity(name = "Truck")
    static class Truck extends Vehicle {
        @Basic(fetch = FetchType.LAZY)
        String load;

        Double tons;
    }

    @Entity(name = "Account")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Account {
        @Id
        Long id;

        @Version
        short version;

        String owner;
    }

    @Entity(name = "Savings")
    static class Savings extends Account {
        BigDecimal rate;
    }

    @Embeddable
    @DiscriminatorColumn(name = "shape_kind")
    @DiscriminatorValue("shape")
    static class Shape {
        String label;
    }

    @Embeddable
    @DiscriminatorValue("circle")
    static class Circle extends Shape {
        Double radius;
    }

    @Entity(name = "Drawing")
    static class Drawing {
        @Id
        Long id;

        Shape shape;
    }

    private Entities() {}
}
