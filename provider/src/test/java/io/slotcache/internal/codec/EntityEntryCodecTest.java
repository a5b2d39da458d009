// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static io.slotcache.internal.codec.Exactly.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.internal.codec.Entities.Account;
import io.slotcache.internal.codec.Entities.Address;
import io.slotcache.internal.codec.Entities.Basics;
import io.slotcache.internal.codec.Entities.Car;
import io.slotcache.internal.codec.Entities.Circle;
import io.slotcache.internal.codec.Entities.Country;
import io.slotcache.internal.codec.Entities.Customer;
import io.slotcache.internal.codec.Entities.Document;
import io.slotcache.internal.codec.Entities.Drawing;
import io.slotcache.internal.codec.Entities.Money;
import io.slotcache.internal.codec.Entities.MutableMoney;
import io.slotcache.internal.codec.Entities.OrderId;
import io.slotcache.internal.codec.Entities.Point;
import io.slotcache.internal.codec.Entities.Product;
import io.slotcache.internal.codec.Entities.Profile;
import io.slotcache.internal.codec.Entities.PurchaseOrder;
import io.slotcache.internal.codec.Entities.Savings;
import io.slotcache.internal.codec.Entities.Seat;
import io.slotcache.internal.codec.Entities.SerializableDocument;
import io.slotcache.internal.codec.Entities.Shape;
import io.slotcache.internal.codec.Entities.Truck;
import io.slotcache.internal.codec.Entities.Vehicle;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.cache.spi.entry.StandardCacheEntryImpl;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.internal.PropertyAccessStrategyBackRefImpl;
import org.hibernate.type.Type;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EntityEntryCodecTest {
    private static final int CASES = 3_000;
    private static final Class<?>[] SHOP = {
        Product.class, Customer.class, PurchaseOrder.class, Country.class, Profile.class, Seat.class
    };

    private static Mapping basics;

    @BeforeAll
    static void map() {
        basics = Mapping.of(TextFormat.SETTINGS, Basics.class);
    }

    @AfterAll
    static void close() {
        basics.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyBasicType_comesBackExactly_andAssemblesToTheState(BodyFormat format) {
        EntityEntryCodec codec = basics.codec(Basics.class, format);
        EntityPersister persister = basics.persister(Basics.class);
        assertThat(codec.unsupportedReason()).isNull();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RandomValues values = new RandomValues(random);
        for (int i = 0; i < CASES; i++) {
            Object[] state = randomState(persister, values, random);
            var entry = basics.entry(Basics.class, state, values.of(Instant.class), new Basics());
            byte[] bytes = codec.encode(entry);
            String context = "seed " + seed + ", case " + i;
            assertThat(bytes).as(context).isNotNull();
            Object decoded = codec.decode(bytes, 0);
            Exactly.assertSameEntry(decoded, entry, context);
            assertThat(codec.encode(decoded)).as(context).isEqualTo(bytes);
            assertAssembles(basics, (StandardCacheEntryImpl) decoded, new Basics(), 1L, persister, state, context);
        }
    }

    @ParameterizedTest
    @EnumSource
    void structuredEntries_areEncodedFromAndDecodedToMaps(BodyFormat format) {
        Map<String, Object> settings = new HashMap<>(TextFormat.SETTINGS);
        settings.put("hibernate.cache.use_structured_entries", "true");
        try (Mapping mapping = Mapping.of(settings, Basics.class)) {
            EntityEntryCodec codec = mapping.codec(Basics.class, format);
            long seed = System.nanoTime();
            Random random = new Random(seed);
            RandomValues values = new RandomValues(random);
            for (int i = 0; i < CASES / 10; i++) {
                Object[] state = randomState(mapping.persister(Basics.class), values, random);
                var entry = mapping.entry(Basics.class, state, values.of(Instant.class), new Basics());
                Object map = mapping.structured(entry);
                byte[] bytes = codec.encode(map);
                assertThat(bytes).isEqualTo(codec.encode(entry));
                Exactly.assertSameEntry(codec.decode(bytes, 0), map, "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void associationsEmbeddablesAndCollections_comeBackExactly(BodyFormat format) {
        try (Mapping mapping = Mapping.of(SHOP)) {
            Customer customer = persistShop(mapping);
            StandardCacheEntryImpl entry = mapping.entryOf(customer);
            EntityEntryCodec codec = mapping.codec(Customer.class, format);

            StandardCacheEntryImpl decoded = (StandardCacheEntryImpl) codec.decode(codec.encode(entry), 0);

            Exactly.assertSameEntry(decoded, entry, "customer");
            EntityPersister persister = mapping.persister(Customer.class);
            List<String> names = List.of(persister.getPropertyNames());
            assertThat((Object[]) decoded.getDisassembledState()[names.indexOf("lastOrder")])
                    .hasSize(2);
            assertThat(decoded.getDisassembledState()[names.indexOf("country")]).isEqualTo(7L);
            assertThat(decoded.getDisassembledState()[names.indexOf("orders")]).isEqualTo(1L);
            Object[] expected = persister.getValues(customer);
            mapping.session().clear();
            Customer copy = new Customer();
            decoded.assemble(copy, 1L, persister, null, mapping.sessionImplementor());
            assertThat(copy.name).isEqualTo("Ada");
            assertThat(copy.home.point.longitude).isEqualTo(2.5);
            assertThat(idOf(mapping, copy.home.favourite)).isEqualTo(3L);
            assertThat(idOf(mapping, copy.subject)).isEqualTo(3L);
            assertThat(idOf(mapping, copy.lastOrder)).isEqualTo(new OrderId("eu", 9));
            assertThat(copy.orders).isNotNull();
            assertThat(expected).hasSameSizeAs(decoded.getDisassembledState());
        }
    }

    @ParameterizedTest
    @EnumSource
    void nullEverywhere_comesBackAsNull(BodyFormat format) {
        try (Mapping mapping = Mapping.of(SHOP)) {
            for (Class<?> entity : SHOP) {
                EntityPersister persister = mapping.persister(entity);
                Object[] state = new Object[persister.getPropertyNames().length];
                var entry = mapping.entry(entity, state, null, new Object());
                EntityEntryCodec codec = mapping.codec(entity, format);
                assertThat(codec.unsupportedReason()).isNull();
                Exactly.assertSameEntry(codec.decode(codec.encode(entry), 0), entry, entity.getName());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void embeddedIdVersionAndIdClass_comeBackExactly(BodyFormat format) {
        try (Mapping mapping = Mapping.of(SHOP)) {
            Customer customer = persistShop(mapping);
            assertRoundTrip(format, mapping, PurchaseOrder.class, mapping.entryOf(customer.lastOrder));
            Seat seat = new Seat();
            seat.row = "A";
            seat.number = 12;
            seat.owner = "Ada";
            mapping.session().beginTransaction();
            mapping.session().persist(seat);
            mapping.session().flush();
            assertRoundTrip(format, mapping, Seat.class, mapping.entryOf(seat));
        }
    }

    @ParameterizedTest
    @EnumSource
    void markersOfAbsentAttributes_keepTheirIdentity(BodyFormat format) {
        try (Mapping mapping = Mapping.of(Vehicle.class, Car.class, Truck.class)) {
            Object[] state = state(
                    mapping,
                    Truck.class,
                    Map.of(
                            "tons",
                            PropertyAccessStrategyBackRefImpl.UNKNOWN,
                            "load",
                            LazyPropertyInitializer.UNFETCHED_PROPERTY));
            var entry = mapping.entry(Truck.class, state, null, new Truck());
            EntityEntryCodec codec = mapping.codec(Vehicle.class, format);
            var decoded = (StandardCacheEntryImpl) codec.decode(codec.encode(entry), 0);
            List<String> names = List.of(mapping.persister(Truck.class).getPropertyNames());
            assertThat(decoded.getDisassembledState()[names.indexOf("load")])
                    .isSameAs(LazyPropertyInitializer.UNFETCHED_PROPERTY);
            assertThat(decoded.getDisassembledState()[names.indexOf("tons")])
                    .isSameAs(PropertyAccessStrategyBackRefImpl.UNKNOWN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void subclasses_comeBackAsThemselves(BodyFormat format) {
        try (Mapping mapping = Mapping.of(Vehicle.class, Car.class, Truck.class, Account.class, Savings.class)) {
            var car = mapping.entry(
                    Car.class, state(mapping, Car.class, Map.of("doors", 4, "plate", "B 1")), null, new Car());
            var truck = mapping.entry(Truck.class, state(mapping, Truck.class, Map.of("tons", 7.5)), null, new Truck());
            var account = mapping.entry(
                    Account.class,
                    state(mapping, Account.class, Map.of("version", (short) 1)),
                    (short) 1,
                    new Account());
            var savings = mapping.entry(
                    Savings.class,
                    state(mapping, Savings.class, Map.of("rate", new BigDecimal("0.10"), "version", (short) 2)),
                    (short) 2,
                    new Savings());
            assertRoundTrip(format, mapping, Vehicle.class, car);
            assertRoundTrip(format, mapping, Vehicle.class, truck);
            assertRoundTrip(format, mapping, Account.class, account);
            assertRoundTrip(format, mapping, Account.class, savings);
            assertRefused(mapping.codec(Account.class, format), car);
        }
    }

    @ParameterizedTest
    @EnumSource
    void polymorphicEmbeddable_keepsItsClass(BodyFormat format) {
        try (Mapping mapping = Mapping.of(Drawing.class, Shape.class, Circle.class)) {
            Circle circle = new Circle();
            circle.label = "c";
            circle.radius = 1.5;
            Drawing drawing = new Drawing();
            drawing.id = 1L;
            drawing.shape = circle;
            mapping.session().beginTransaction();
            mapping.session().persist(drawing);
            mapping.session().flush();
            EntityEntryCodec codec = mapping.codec(Drawing.class, format);
            var decoded = (StandardCacheEntryImpl) codec.decode(codec.encode(mapping.entryOf(drawing)), 0);
            Drawing copy = new Drawing();
            decoded.assemble(copy, 1L, mapping.persister(Drawing.class), null, mapping.sessionImplementor());
            assertThat(copy.shape).isInstanceOf(Circle.class);
            assertThat(((Circle) copy.shape).radius).isEqualTo(1.5);
        }
    }

    @Test
    void jsonOfAnEntity_isWhatAPersonExpects() {
        try (Mapping mapping = Mapping.of(SHOP)) {
            Customer customer = persistShop(mapping);
            assertThat(json(mapping, Customer.class, customer))
                    .isEqualTo("{'entity':'" + Customer.class.getName() + "','version':1,'attributes':{"
                            + "'country':7,'gift':3,"
                            + "'home':{'favourite':3,'number':null,'point':{'latitude':0.0,'longitude':2.5},'street':'Unter den Linden'},"
                            + "'lastOrder':{'number':9,'shop':'eu'},'name':'Ada','orders':1,'phones':1,'profile':null,"
                            + "'subject':{'entity':'" + Product.class.getName() + "','id':3},'version':1}}");
        }
        try (Mapping mapping = Mapping.of(Vehicle.class, Car.class, Truck.class)) {
            Object[] state = state(mapping, Truck.class, Map.of("load", LazyPropertyInitializer.UNFETCHED_PROPERTY));
            var entry = mapping.entry(Truck.class, state, null, new Truck());
            assertThat(text(mapping.codec(Vehicle.class, BodyFormat.JSON).encode(entry)))
                    .isEqualTo("{'entity':'" + Truck.class.getName()
                            + "','attributes':{'load':{'@unfetched':true},'plate':null,'tons':null}}");
        }
    }

    private static String json(Mapping mapping, Class<?> root, Object managed) {
        return text(mapping.codec(root, BodyFormat.JSON).encode(mapping.entryOf(managed)));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace('"', '\'');
    }

    @Test
    void smallEntity_takesFewBytes() {
        try (Mapping mapping = Mapping.of(Product.class)) {
            var entry = mapping.entry(
                    Product.class,
                    state(mapping, Product.class, Map.of("name", "Laptop", "price", 999.99)),
                    null,
                    new Product());
            // class, tag + length + 6 letters, tag + 8 bytes
            assertThat(mapping.codec(Product.class).encode(entry)).hasSize(1 + 8 + 9);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodyBehindAFrame_isReadFromItsOffset(BodyFormat format) {
        try (Mapping mapping = Mapping.of(Product.class)) {
            var entry = mapping.entry(Product.class, state(mapping, Product.class, Map.of("price", 1.0)), null, null);
            EntityEntryCodec codec = mapping.codec(Product.class, format);
            byte[] body = codec.encode(entry);
            byte[] framed = new byte[50 + body.length];
            Arrays.fill(framed, (byte) -1);
            System.arraycopy(body, 0, framed, 50, body.length);
            Exactly.assertSameEntry(codec.decode(framed, 50), entry, "framed");
            assertThatThrownBy(() -> codec.decode(framed, 51)).isInstanceOf(UndecodableEntryException.class);
            assertThatThrownBy(() -> codec.decode(body, 50)).isInstanceOf(UndecodableEntryException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void entryOfAnotherShape_isNotEncoded(BodyFormat format) {
        try (Mapping mapping = Mapping.of(Product.class)) {
            EntityEntryCodec codec = mapping.codec(Product.class, format);
            Object[] swapped = state(mapping, Product.class, Map.of("name", 1L, "price", "one"));
            var structured = Map.of("_subclass", Product.class.getName(), "name", swapped[0], "price", swapped[1]);
            assertRefused(codec, structured);
            assertRefused(codec, "no entry");
            assertRefused(codec, Map.of("_subclass", Product.class.getName(), "_version", 1, "price", 1.0));
        }
    }

    private static void assertRoundTrip(
            BodyFormat format, Mapping mapping, Class<?> root, StandardCacheEntryImpl entry) {
        EntityEntryCodec codec = mapping.codec(root, format);
        assertThat(codec.unsupportedReason()).isNull();
        Exactly.assertSameEntry(codec.decode(codec.encode(entry), 0), entry, entry.getSubclass());
    }

    private static void assertAssembles(
            Mapping mapping,
            StandardCacheEntryImpl decoded,
            Object instance,
            Object id,
            EntityPersister persister,
            Object[] state,
            String context) {
        Object[] assembled = decoded.assemble(instance, id, persister, null, mapping.sessionImplementor());
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < state.length; i++) {
            assertThat(types[i].isEqual(assembled[i], state[i], mapping.factory()))
                    .as("%s, %s: %s", context, persister.getPropertyNames()[i], state[i])
                    .isTrue();
        }
    }

    private static Object idOf(Mapping mapping, Object reference) {
        return mapping.session().getIdentifier(reference);
    }

    private static Customer persistShop(Mapping mapping) {
        var session = mapping.session();
        session.beginTransaction();
        Product product = new Product();
        product.id = 3L;
        product.name = "Laptop";
        Country country = new Country();
        country.id = 7L;
        country.code = "DE";
        Customer customer = new Customer();
        customer.id = 1L;
        customer.name = "Ada";
        customer.home = new Address();
        customer.home.street = "Unter den Linden";
        customer.home.favourite = product;
        customer.home.point = new Point();
        customer.home.point.longitude = 2.5;
        customer.country = country;
        customer.gift = product;
        customer.subject = product;
        customer.phones.add("030");
        PurchaseOrder order = new PurchaseOrder();
        order.id = new OrderId("eu", 9);
        order.customer = customer;
        customer.orders.add(order);
        Profile profile = new Profile();
        profile.id = 5L;
        profile.customer = customer;
        for (Object entity : List.of(product, country, customer, profile)) {
            session.persist(entity);
        }
        session.flush();
        customer.lastOrder = order;
        session.getTransaction().commit();
        session.clear();
        Customer loaded = session.find(Customer.class, 1L);
        assertThat(loaded.lastOrder.note).isNull();
        loaded.lastOrder = (PurchaseOrder) org.hibernate.Hibernate.unproxy(loaded.lastOrder);
        return loaded;
    }

    private static Object[] state(Mapping mapping, Class<?> entity, Map<String, ?> values) {
        return Arrays.stream(mapping.persister(entity).getPropertyNames())
                .map(values::get)
                .toArray();
    }

    private static Object[] randomState(EntityPersister persister, RandomValues values, Random random) {
        Type[] types = persister.getPropertyTypes();
        Object[] state = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            boolean absent = random.nextInt(8) == 0 && !persister.getPropertyNames()[i].startsWith("primitive");
            state[i] = absent ? null : randomValue(persister.getPropertyNames()[i], types[i], values);
        }
        return state;
    }

    private static Object randomValue(String name, Type type, RandomValues values) {
        return switch (name) {
            case "stringList" -> new ArrayList<>(Arrays.asList((String[]) values.of(String[].class)));
            case "colourList" -> new ArrayList<>(Arrays.asList((Entities.Colour[]) values.of(Entities.Colour[].class)));
            case "integerSet" -> new LinkedHashSet<>(Arrays.asList((Integer[]) values.of(Integer[].class)));
            case "sortedStrings" -> new TreeSet<>(List.of((String) values.of(String.class), "x"));
            case "mutableMoney" -> new MutableMoney((Long) values.of(Long.class));
            case "money" ->
                new Money(BigDecimal.valueOf((Long) values.of(Long.class), 2), (String) values.of(String.class));
            case "document" -> new Document((String) values.of(String.class));
            case "serializableDocument" -> new SerializableDocument((String) values.of(String.class));
            default -> values.of(type.getReturnedClass());
        };
    }
}
