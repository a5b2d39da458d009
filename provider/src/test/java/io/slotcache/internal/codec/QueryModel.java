// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import io.slotcache.internal.codec.Entities.Address;
import io.slotcache.internal.codec.Entities.Car;
import io.slotcache.internal.codec.Entities.Circle;
import io.slotcache.internal.codec.Entities.Country;
import io.slotcache.internal.codec.Entities.Customer;
import io.slotcache.internal.codec.Entities.Drawing;
import io.slotcache.internal.codec.Entities.OrderId;
import io.slotcache.internal.codec.Entities.Point;
import io.slotcache.internal.codec.Entities.Product;
import io.slotcache.internal.codec.Entities.Profile;
import io.slotcache.internal.codec.Entities.PurchaseOrder;
import io.slotcache.internal.codec.Entities.Savings;
import io.slotcache.internal.codec.Entities.Seat;
import io.slotcache.internal.codec.Entities.Shape;
import io.slotcache.internal.codec.Entities.Truck;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SqlResultSetMapping;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.Type;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;

/** Entities that queries are run on, beside those of {@link Entities}. */
final class QueryModel {
    static final Class<?>[] ENTITIES = {
        Customer.class,
        PurchaseOrder.class,
        Product.class,
        Country.class,
        Profile.class,
        Seat.class,
        Entities.Vehicle.class,
        Car.class,
        Truck.class,
        Entities.Account.class,
        Savings.class,
        Drawing.class,
        Shape.class,
        Circle.class,
        Animal.class,
        Dog.class,
        Cat.class,
        Gadget.class,
        Part.class,
        Part.class
    };

    /** A class whose subclasses have tables of their own, numbered by Hibernate in the results. */
    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    abstract static class Animal {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Dog")
    static class Dog extends Animal {
        boolean trained;
    }

    @Entity(name = "Cat")
    static class Cat extends Animal {
        int lives;
    }

    @Entity(name = "Part")
    static class Part {
        @Id
        Long id;

        @ManyToOne
        Product product;
    }

    @Embeddable
    static class Size {
        int width;
        BigDecimal height;
        Entities.Colour tint;
    }

    /** Not the class of a column anywhere else: only its user type knows it. */
    record Celsius(double degrees) {}

    static final class CelsiusType implements UserType<Celsius> {
        @Override
        public int getSqlType() {
            return Types.DOUBLE;
        }

        @Override
        public Class<Celsius> returnedClass() {
            return Celsius.class;
        }

        @Override
        public Celsius nullSafeGet(ResultSet results, int position, WrapperOptions options) throws SQLException {
            double degrees = results.getDouble(position);
            return results.wasNull() ? null : new Celsius(degrees);
        }

        @Override
        public void nullSafeSet(PreparedStatement statement, Celsius value, int index, WrapperOptions options)
                throws SQLException {
            if (value == null) {
                statement.setNull(index, Types.DOUBLE);
            } else {
                statement.setDouble(index, value.degrees());
            }
        }

        @Override
        public Celsius deepCopy(Celsius value) {
            return value;
        }

        @Override
        public boolean isMutable() {
            return false;
        }

        @Override
        public Serializable disassemble(Celsius value) {
            return value == null ? null : value.degrees();
        }

        @Override
        public Celsius assemble(Serializable cached, Object owner) {
            return cached == null ? null : new Celsius((Double) cached);
        }

        @Override
        public boolean equals(Celsius one, Celsius other) {
            return Objects.equals(one, other);
        }

        @Override
        public int hashCode(Celsius value) {
            return Objects.hashCode(value);
        }
    }

    record Offer(Long id, String name) {}

    @Entity(name = "Gadget")
    @FilterDef(name = "cheap", parameters = @ParamDef(name = "limit", type = Double.class))
    @Filter(name = "cheap", condition = "price < :limit")
    @FilterDef(name = "named")
    @Filter(name = "named", condition = "name is not null")
    @SqlResultSetMapping(
            name = "productAndName",
            entities = @EntityResult(entityClass = Product.class),
            columns = @ColumnResult(name = "name", type = String.class))
    @SqlResultSetMapping(
            name = "offer",
            classes =
                    @ConstructorResult(
                            targetClass = Offer.class,
                            columns = {@ColumnResult(name = "id", type = Long.class), @ColumnResult(name = "name")}))
    static class Gadget {
        @Id
        Long id;

        String name;
        double price;
        Entities.Colour colour;

        @Type(CelsiusType.class)
        Celsius temperature;

        @JdbcTypeCode(SqlTypes.JSON)
        Size size;

        @ManyToOne
        Product part;
    }

    /** With those given. H2 does not find attributes in a JSON document whose names Hibernate quotes. */
    static Map<String, Object> settings(Map<String, ?> given) {
        Map<String, Object> settings = new HashMap<>(given);
        settings.put("hibernate.globally_quoted_identifiers", "false");
        settings.put("hibernate.auto_quote_keyword", "true");
        return settings;
    }

    /** At least two of each, with as many nulls as values. */
    static void fill(Session session) {
        Product lamp = product(1L, "Lamp");
        Product bulb = product(2L, null);
        Country country = new Country();
        country.id = 1L;
        country.code = "DE";
        Customer ada = customer(1L, "Ada", lamp, country);
        Customer bob = customer(2L, "Bob", null, null);
        PurchaseOrder order = new PurchaseOrder();
        order.id = new OrderId("eu", 9);
        order.note = "soon";
        order.customer = ada;
        Profile profile = new Profile();
        profile.id = 3L;
        profile.customer = ada;
        persist(session, lamp, bulb, country, ada, bob, order, profile);
        session.flush();
        ada.lastOrder = order;
        ada.subject = lamp;
        bob.subject = ada;
        Part part = new Part();
        part.id = 1L;
        part.product = bulb;
        Seat seat = new Seat();
        seat.row = "A";
        seat.number = 7;
        persist(session, part, seat, car(1L), truck(2L), savings(1L), drawing(1L), dog(1L), cat(2L));
        persist(session, gadget(1L, "Drone", bulb), gadget(2L, null, null));
    }

    private static void persist(Session session, Object... entities) {
        for (Object entity : entities) {
            session.persist(entity);
        }
    }

    private static Product product(Long id, String name) {
        Product product = new Product();
        product.id = id;
        product.name = name;
        product.price = id * 1.5;
        return product;
    }

    private static Customer customer(Long id, String name, Product gift, Country country) {
        Customer customer = new Customer();
        customer.id = id;
        customer.name = name;
        customer.gift = gift;
        customer.country = country;
        if (gift != null) {
            customer.home = new Address();
            customer.home.street = "Allee";
            customer.home.number = 3;
            customer.home.favourite = gift;
            customer.home.point = new Point();
            customer.home.point.latitude = 52.5;
            customer.phones.add("030");
            customer.phones.add("040");
        }
        return customer;
    }

    private static Car car(Long id) {
        Car car = new Car();
        car.id = id;
        car.plate = "B-X 1";
        car.doors = 5;
        return car;
    }

    private static Truck truck(Long id) {
        Truck truck = new Truck();
        truck.id = id;
        truck.load = "sand";
        truck.tons = 7.5;
        return truck;
    }

    private static Savings savings(Long id) {
        Savings savings = new Savings();
        savings.id = id;
        savings.owner = "Ada";
        savings.rate = new BigDecimal("1.25");
        return savings;
    }

    private static Drawing drawing(Long id) {
        Drawing drawing = new Drawing();
        drawing.id = id;
        Circle circle = new Circle();
        circle.label = "sun";
        circle.radius = 2.5;
        drawing.shape = circle;
        return drawing;
    }

    private static Dog dog(Long id) {
        Dog dog = new Dog();
        dog.id = id;
        dog.name = "Rex";
        return dog;
    }

    private static Cat cat(Long id) {
        Cat cat = new Cat();
        cat.id = id;
        cat.lives = 9;
        return cat;
    }

    private static Gadget gadget(Long id, String name, Product part) {
        Gadget gadget = new Gadget();
        gadget.id = id;
        gadget.name = name;
        gadget.price = 10 * id;
        gadget.part = part;
        if (part != null) {
            gadget.colour = Entities.Colour.GREEN;
            gadget.temperature = new Celsius(21.5);
            gadget.size = new Size();
            gadget.size.width = 4;
            gadget.size.height = new BigDecimal("2.50");
            gadget.size.tint = Entities.Colour.BLUE;
        }
        return gadget;
    }

    private QueryModel() {}
}
