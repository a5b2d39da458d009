// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison.zoo;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.math.BigDecimal;

/** What attributes consist of. Each type makes its values from a number. */
public final class Parts {

    private Parts() {}

    public enum Habitat {
        WATER,
        LAND {
            @Override
            public String toString() {
                return "a constant with a body";
            }
        },
        AIR
    }

    /** Its converter's type is immutable, so Hibernate caches the object itself. */
    public record Weight(int grams) implements Serializable {
        public static Weight of(int n) {
            return new Weight(n);
        }
    }

    @Converter(autoApply = true)
    public static final class WeightConverter implements AttributeConverter<Weight, String> {
        @Override
        public String convertToDatabaseColumn(Weight weight) {
            return weight == null ? null : weight.grams() + "g";
        }

        @Override
        public Weight convertToEntityAttribute(String column) {
            return column == null ? null : new Weight(Integer.parseInt(column.substring(0, column.length() - 1)));
        }
    }

    /** Mutable, so Hibernate caches what the converter makes of it. */
    public static final class Price {
        BigDecimal amount;

        public static Price of(int n) {
            Price price = new Price();
            price.amount = BigDecimal.valueOf(n, 2);
            return price;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Price price && price.amount.equals(amount);
        }

        @Override
        public int hashCode() {
            return amount.hashCode();
        }

        @Override
        public String toString() {
            return amount.toString();
        }
    }

    @Converter(autoApply = true)
    public static final class PriceConverter implements AttributeConverter<Price, Integer> {
        @Override
        public Integer convertToDatabaseColumn(Price price) {
            return price == null ? null : price.amount.unscaledValue().intValueExact();
        }

        @Override
        public Price convertToEntityAttribute(Integer cents) {
            return cents == null ? null : Price.of(cents);
        }
    }

    @Embeddable
    public static class Address {
        String street;

        @Column(name = "house_number")
        Integer number;

        @Embedded
        Point point;

        @ManyToOne(fetch = FetchType.LAZY)
        Identified.Country country;

        public static Address of(int n) {
            Address address = new Address();
            address.street = "street " + n;
            address.number = n % 2 == 0 ? null : n;
            address.point = n % 3 == 0 ? null : new Point(n / 2.0, -n);
            return address;
        }

        @Override
        public String toString() {
            return street + " " + number + " " + point;
        }
    }

    @Embeddable
    public record Point(double latitude, double longitude) {
        public static Point of(int n) {
            return new Point(n, n / 4.0);
        }
    }

    @Embeddable
    public record Size(Integer width, Double height) {
        public static Size of(int n) {
            return new Size(n % 3 == 0 ? null : n, n + 0.5);
        }
    }

    @Embeddable
    public record Place(String room, int shelf) {
        public static Place of(int n) {
            return new Place("room " + n % 2, n % 3);
        }
    }
}
