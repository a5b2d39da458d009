// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import io.slotcache.comparison.zoo.Zoo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.jspecify.annotations.Nullable;

/** One way to run the zoo: a cache or none, a database of its own, and one or more application nodes on it. */
final class Subject implements AutoCloseable {

    private final String name;
    private final Database database;
    private final boolean hasKnownFaults;
    private final Consumer<SessionFactory> settle;
    private final List<SessionFactory> nodes = new ArrayList<>();
    private final Map<Operation.Row, Object> detached = new HashMap<>();

    /**
     * @param hasKnownFaults whether its answers are right only with what {@link KnownFaults} does
     * @param settle waits until what a node has sent to its cache is there
     */
    Subject(String name, Database database, boolean hasKnownFaults, Consumer<SessionFactory> settle) {
        this.name = name;
        this.database = database;
        this.hasKnownFaults = hasKnownFaults;
        this.settle = settle;
    }

    Subject addNode(Map<String, Object> settings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("hibernate.connection.url", database.url());
        all.put("hibernate.connection.username", "sa");
        all.put("hibernate.connection.password", "");
        // What a session does outside a transaction commits by itself.
        all.put("hibernate.connection.autocommit", "true");
        all.put("hibernate.hbm2ddl.auto", nodes.isEmpty() ? "create" : "none");
        all.put("hibernate.hbm2ddl.halt_on_error", "true");
        all.put("hibernate.generate_statistics", "true");
        all.put("hibernate.cache.use_query_cache", "true");
        all.putAll(settings);
        StandardServiceRegistry services =
                new StandardServiceRegistryBuilder().applySettings(all).build();
        MetadataSources sources = new MetadataSources(services);
        Zoo.ENTITIES.forEach(sources::addAnnotatedClass);
        Zoo.CONVERTERS.forEach(sources::addAnnotatedClass);
        nodes.add(sources.buildMetadata().buildSessionFactory());
        return this;
    }

    String name() {
        return name;
    }

    Database database() {
        return database;
    }

    List<SessionFactory> nodes() {
        return nodes;
    }

    SessionFactory node(int number) {
        return nodes.get(number % nodes.size());
    }

    void settle() {
        nodes.forEach(settle);
    }

    boolean hasKnownFaults() {
        return hasKnownFaults;
    }

    /** What a closed session has read, for later merges. */
    void keep(Map<Operation.Row, Object> instances) {
        detached.putAll(instances);
    }

    @Nullable
    Object detached(Operation.Row at) {
        return detached.get(at);
    }

    /** As at the start: no rows, nothing cached. */
    void reset() {
        detached.clear();
        database.empty();
        for (SessionFactory node : nodes) {
            node.getCache().evictAllRegions();
            node.getCache().evictQueryRegions();
        }
        settle();
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        nodes.forEach(SessionFactory::close);
    }
}
