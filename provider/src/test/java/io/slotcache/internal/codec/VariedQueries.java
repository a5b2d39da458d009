// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import io.slotcache.internal.codec.Entities.Colour;
import io.slotcache.internal.codec.Entities.Customer;
import io.slotcache.internal.codec.Entities.OrderId;
import io.slotcache.internal.codec.Entities.Product;
import io.slotcache.internal.codec.Entities.PurchaseOrder;
import io.slotcache.internal.codec.QueryModel.Celsius;
import io.slotcache.internal.codec.QueryModel.Gadget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Filter;
import org.hibernate.Session;
import org.hibernate.cache.spi.QueryKey;
import org.hibernate.query.Query;

/** Queries of which no two are the same, and often in one thing only. */
final class VariedQueries {
    private static final Class<?>[] ENTITIES = Stream.concat(
                    Stream.of(QueryModel.ENTITIES), Stream.of(Entities.Basics.class))
            .toArray(Class<?>[]::new);

    static final String PREFIX = "name: ";

    static Map<String, Function<Session, Query<?>>> all() {
        Map<String, Function<Session, Query<?>>> queries = new LinkedHashMap<>();
        queries.put("plain", hql("from Gadget"));
        queries.put("other statement", hql("from Gadget where id > 0"));
        queries.put("first 0", s -> s.createQuery("from Gadget", Gadget.class).setFirstResult(0));
        queries.put("first 1", s -> s.createQuery("from Gadget", Gadget.class).setFirstResult(1));
        queries.put("at most 1", s -> s.createQuery("from Gadget", Gadget.class).setMaxResults(1));
        queries.put(
                "first 1, at most 1",
                s -> s.createQuery("from Gadget", Gadget.class)
                        .setFirstResult(1)
                        .setMaxResults(1));
        for (Object name : new Object[] {"1", "a", "A", "", "a,b", "\uD83D", "\uDE00", "é"}) {
            queries.put("name " + name, hql("from Gadget where name = :p", name));
        }
        for (Object id : List.of(0L, 1L, -1L, Long.MAX_VALUE)) {
            queries.put("id " + id, hql("from Gadget where id = :p", id));
        }
        queries.put("no colour", hql("from Gadget where colour = :p", (Object) null));
        for (Colour colour : Colour.values()) {
            queries.put("colour " + colour.name(), hql("from Gadget where colour = :p", colour));
        }
        queries.put("21 degrees", hql("from Gadget where temperature = :p", new Celsius(21)));
        queries.put("22 degrees", hql("from Gadget where temperature = :p", new Celsius(22)));
        queries.put("order 1", hql("from PurchaseOrder where id = :p", new OrderId("eu", 1)));
        queries.put("order 2", hql("from PurchaseOrder where id = :p", new OrderId("eu", 2)));
        queries.put(
                "product 1",
                s -> hql("from Part where product = :p", s.getReference(Product.class, 1L))
                        .apply(s));
        queries.put(
                "product 2",
                s -> hql("from Part where product = :p", s.getReference(Product.class, 2L))
                        .apply(s));
        queries.put(
                "last order 1",
                s -> hql(
                                "from Customer where lastOrder = :p",
                                s.getReference(PurchaseOrder.class, new OrderId("eu", 1)))
                        .apply(s));
        queries.put(
                "subject",
                s -> hql("from Customer where subject = :p", s.find(Customer.class, 1L))
                        .apply(s));
        queries.put(
                "other subject",
                s -> hql("from Customer where subject = :p", s.find(Product.class, 1L))
                        .apply(s));
        queries.put("type", hql("from Vehicle v where type(v) = :p", Entities.Car.class));
        queries.put("other type", hql("from Vehicle v where type(v) = :p", Entities.Truck.class));
        for (List<?> list : List.of(List.of(), List.of(1L), List.of(1L, 2L), List.of(2L, 1L), List.of(1L, 2L, 2L))) {
            queries.put(
                    "list " + list,
                    s -> s.createQuery("from Gadget where id in :p", Gadget.class)
                            .setParameterList("p", list));
        }
        queries.put(
                "colours",
                s -> s.createQuery("from Gadget where colour in :p", Gadget.class)
                        .setParameterList("p", List.of(Colour.RED, Colour.BLUE)));
        queries.put(
                "colours reversed",
                s -> s.createQuery("from Gadget where colour in :p", Gadget.class)
                        .setParameterList("p", List.of(Colour.BLUE, Colour.RED)));
        queries.put(
                "native 1",
                s -> s.createNativeQuery("select * from Gadget where id = ?", Gadget.class)
                        .setParameter(1, 1L));
        queries.put(
                "native '1'",
                s -> s.createNativeQuery("select * from Gadget where id = ?", Gadget.class)
                        .setParameter(1, "1"));
        queries.put(
                "native 1 as int",
                s -> s.createNativeQuery("select * from Gadget where id = ?", Gadget.class)
                        .setParameter(1, 1));
        for (Collection<?> limits :
                List.of(List.of("a"), List.of("a", "b"), List.of("b", "a"), new LinkedHashSet<>(List.of("a", "b")))) {
            queries.put(
                    "listed " + limits.getClass() + limits,
                    filtered("listed", filter -> filter.setParameterList("names", limits)));
        }
        queries.put("filter", filtered("named", filter -> {}));
        queries.put("filter 5", filtered("cheap", filter -> filter.setParameter("limit", 5.0)));
        queries.put("filter 6", filtered("cheap", filter -> filter.setParameter("limit", 6.0)));
        queries.put("two filters", s -> {
            s.enableFilter("named");
            return filtered("cheap", filter -> filter.setParameter("limit", 6.0))
                    .apply(s);
        });
        return queries;
    }

    /** In a JVM of its own. */
    public static void main(String[] args) {
        namesAndFingerprint().forEach(System.out::println);
    }

    static List<String> namesAndFingerprint() {
        List<String> lines = new ArrayList<>();
        try (TwoFactories factories = new TwoFactories(QueryModel.settings(TextFormat.SETTINGS), ENTITIES)) {
            factories.save(QueryModel::fill);
            all().values()
                    .forEach(query -> factories.reader.factory().inTransaction(session -> {
                        query.apply(session).setCacheable(true).getResultList();
                        List<QueryKey> keys = factories.stored.keys();
                        lines.add(PREFIX + lines.size() + " " + QueryName.of(keys.get(keys.size() - 1)));
                    }));
            lines.add(PREFIX + new QueryResultsCodec(factories.reader.factory()).fingerprint());
        }
        return lines;
    }

    static Function<Session, Query<?>> filtered(String name, Consumer<Filter> parameters) {
        return session -> {
            parameters.accept(session.enableFilter(name));
            return session.createQuery("from Gadget", Gadget.class);
        };
    }

    static Function<Session, Query<?>> hql(String statement) {
        return session -> session.createQuery(statement, (Class<?>) null);
    }

    static Function<Session, Query<?>> hql(String statement, Object parameter) {
        return session -> session.createQuery(statement, (Class<?>) null).setParameter("p", parameter);
    }

    private VariedQueries() {}
}
