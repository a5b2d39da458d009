// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import io.slotcache.internal.codec.Entities.Circle;
import io.slotcache.internal.codec.Entities.Colour;
import io.slotcache.internal.codec.Entities.Customer;
import io.slotcache.internal.codec.Entities.Money;
import io.slotcache.internal.codec.Entities.MoneyConverter;
import io.slotcache.internal.codec.Entities.OrderId;
import io.slotcache.internal.codec.Entities.Product;
import io.slotcache.internal.codec.Entities.PurchaseOrder;
import io.slotcache.internal.codec.Entities.Shape;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.Session;
import org.hibernate.annotations.AnyDiscriminatorValue;
import org.hibernate.annotations.AnyKeyJavaClass;
import org.hibernate.annotations.CollectionId;
import org.hibernate.annotations.CollectionIdJavaClass;
import org.hibernate.annotations.ManyToAny;
import org.hibernate.annotations.SortNatural;

/** The collections of the tests: one of each kind, and of each kind of element and key. */
final class Plurals {
    static final Class<?>[] ENTITIES = {
        Shelf.class,
        Crate.class,
        Product.class,
        PurchaseOrder.class,
        Customer.class,
        Entities.Country.class,
        Entities.Profile.class,
        Shape.class,
        Circle.class
    };

    @Embeddable
    record Size(Integer width, Double height, @ManyToOne Product packaging) {}

    @Embeddable
    record Place(String room, int row) {}

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        Long id;

        @ElementCollection
        List<String> bag = new ArrayList<>();

        @ElementCollection
        @OrderColumn
        List<String> list = new ArrayList<>();

        @ElementCollection
        Set<Integer> set = new HashSet<>();

        @ElementCollection
        Map<String, Integer> map = new LinkedHashMap<>();

        @ElementCollection
        @SortNatural
        SortedSet<String> sortedSet = new TreeSet<>();

        @ElementCollection
        @SortNatural
        SortedMap<String, Double> sortedMap = new TreeMap<>();

        @ElementCollection
        @OrderBy
        Set<String> orderedSet = new HashSet<>();

        @ElementCollection
        @OrderColumn
        String[] array = {};

        @ElementCollection
        @OrderColumn
        int[] primitives = {};

        @ElementCollection
        @CollectionId(column = @Column(name = "row_id"), generator = "increment")
        @CollectionIdJavaClass(idType = Integer.class)
        List<String> idBag = new ArrayList<>();

        @ElementCollection
        List<Size> sizes = new ArrayList<>();

        @ElementCollection
        Set<Shape> shapes = new HashSet<>();

        @ElementCollection
        Map<Place, Size> places = new LinkedHashMap<>();

        @ElementCollection
        @Enumerated(EnumType.STRING)
        Set<Colour> colours = new HashSet<>();

        @ElementCollection
        @Convert(converter = MoneyConverter.class, attributeName = "value")
        Map<Colour, Money> prices = new LinkedHashMap<>();

        @OneToMany
        @JoinColumn(name = "shelf_id")
        @OrderColumn(name = "place")
        List<Product> products = new ArrayList<>();

        @ManyToMany
        @JoinTable(name = "shelf_orders")
        List<PurchaseOrder> orders = new ArrayList<>();

        @ManyToMany
        @JoinTable(name = "shelf_by_name")
        @MapKey(name = "name")
        Map<String, Product> byName = new LinkedHashMap<>();

        @ElementCollection
        Map<Product, String> notes = new LinkedHashMap<>();

        @ManyToAny
        @AnyKeyJavaClass(Long.class)
        @Column(name = "thing_type")
        @AnyDiscriminatorValue(discriminator = "P", entity = Product.class)
        @JoinTable(name = "shelf_things", inverseJoinColumns = @JoinColumn(name = "thing_id"))
        List<Object> things = new ArrayList<>();
    }

    @Entity(name = "Crate")
    static class Crate {
        @EmbeddedId
        OrderId id;

        @ElementCollection
        List<String> labels = new ArrayList<>();

        @ManyToMany
        Set<Product> contents = new HashSet<>();
    }

    static Shelf filled(Session session) {
        Product lamp = product(session, 1L, "lamp");
        Product table = product(session, 2L, "table");
        PurchaseOrder order = new PurchaseOrder();
        order.id = new OrderId("eu", 9);
        session.persist(order);
        Shelf shelf = new Shelf();
        shelf.id = 1L;
        shelf.bag.addAll(List.of("b", "a", "b", ""));
        shelf.list.addAll(Arrays.asList(null, "z", null, null, "a", "z"));
        shelf.set.addAll(List.of(3, -1, Integer.MAX_VALUE));
        shelf.map.putAll(Map.of("one", 1, "two", 2));
        shelf.sortedSet.addAll(List.of("c", "a", "b"));
        shelf.sortedMap.putAll(Map.of("y", 2.5, "x", Double.MIN_VALUE));
        shelf.orderedSet.addAll(List.of("q", "p", "r", "aa", "BB"));
        shelf.array = new String[] {"second", null, "first"};
        shelf.primitives = new int[] {3, 1, 3};
        shelf.idBag.addAll(List.of("i", "i", "h"));
        shelf.sizes.addAll(List.of(new Size(1, 2.5, lamp), new Size(null, 0.5, null), new Size(1, 2.5, lamp)));
        shelf.places.put(new Place("cellar", 3), new Size(7, null, table));
        shelf.places.put(new Place("attic", 0), new Size(8, 9.5, null));
        Circle circle = new Circle();
        circle.radius = 1.5;
        shelf.shapes.add(circle);
        Shape shape = new Shape();
        shape.label = "plain";
        shelf.shapes.add(shape);
        shelf.colours.addAll(List.of(Colour.GREEN, Colour.RED));
        shelf.prices.put(Colour.GREEN, new Money(new BigDecimal("1.50"), "EUR"));
        shelf.products.addAll(Arrays.asList(table, null, lamp));
        shelf.orders.addAll(List.of(order, order));
        shelf.byName.putAll(Map.of("lamp", lamp, "table", table));
        shelf.notes.putAll(Map.of(table, "wobbles", lamp, "shines"));
        shelf.things.addAll(List.of(table, lamp));
        session.persist(shelf);
        return shelf;
    }

    static Crate crate(Session session) {
        Crate crate = new Crate();
        crate.id = new OrderId("us", 4);
        crate.labels.addAll(List.of("x", "y", "x"));
        crate.contents.add(product(session, 3L, "chair"));
        session.persist(crate);
        return crate;
    }

    private static Product product(Session session, Long id, String name) {
        Product product = new Product();
        product.id = id;
        product.name = name;
        session.persist(product);
        return product;
    }

    private Plurals() {}
}
