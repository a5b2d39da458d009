// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** A node of one version of an application: its classes, compiled from source, in a class loader of their own. */
final class Release implements AutoCloseable {
    private static final String PACKAGE = "shop.";

    private final URLClassLoader classes;
    private final TestNode node;

    /**
     * @param directory where its classes are put
     * @param sources of the classes by their names, without package and imports
     */
    Release(
            EmbeddedCluster cluster,
            TestDatabase database,
            Map<String, Object> settings,
            Path directory,
            Map<String, String> sources) {
        compile(directory, sources);
        classes = loader(directory);
        Class<?>[] entities = sources.entrySet().stream()
                .filter(source -> source.getValue().contains("@Entity"))
                .map(source -> type(source.getKey()))
                .toArray(Class<?>[]::new);
        node = here(
                () -> TestNode.startWithoutLeases(String.join(",", cluster.nodeUris()), database, settings, entities));
    }

    private static void compile(Path directory, Map<String, String> sources) {
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach((name, source) -> files.add(
                new SimpleJavaFileObject(URI.create("string:///shop/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return "package shop; import jakarta.persistence.*; import org.hibernate.annotations.Cache;"
                                + " import org.hibernate.annotations.CacheConcurrencyStrategy;"
                                + " import org.hibernate.annotations.NaturalId;"
                                + " import org.hibernate.annotations.NaturalIdCache; import java.util.*; "
                                + source;
                    }
                }));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-d", directory.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        assertThat(compiler.getTask(null, null, null, options, null, files).call())
                .isTrue();
    }

    private static URLClassLoader loader(Path directory) {
        try {
            return new URLClassLoader(new URL[] {directory.toUri().toURL()}, Release.class.getClassLoader());
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    TestNode node() {
        return node;
    }

    Class<?> type(String name) {
        try {
            return classes.loadClass(PACKAGE + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a thread of this application. */
    <T> T here(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** In a transaction, whose unlocks have been answered when this returns. */
    <T> T in(Function<Session, T> work) {
        return here(() -> {
            T result = node.fromTransaction(work);
            node.awaitQuiet();
            return result;
        });
    }

    /** A new entity with this name, otherwise as its class makes it. */
    void insert(String entity, Number id, String name) {
        in(session -> {
            try {
                Constructor<?> constructor = type(entity).getDeclaredConstructor();
                Object instance = constructor.newInstance();
                Field key = type(entity).getField("id");
                key.set(instance, key.getType() == Integer.class ? (Object) id.intValue() : (Object) id.longValue());
                type(entity).getField("name").set(instance, name);
                session.persist(instance);
                return null;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    void rename(String entity, Number id, String name) {
        in(session -> {
            set(get(session, entity, id), name);
            return null;
        });
    }

    private static void set(Object instance, String name) {
        try {
            instance.getClass().getField("name").set(instance, name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object get(Session session, String entity, Number id) {
        boolean small = field(type(entity), "id").getType() == Integer.class;
        return session.find(type(entity), small ? (Object) id.intValue() : (Object) id.longValue());
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a new session finds, and whether it needed no statement; it must be what the database has. */
    Found find(String entity, Number id) {
        node.awaitLeases();
        long statements = node.statistics().getPrepareStatementCount();
        String found = in(session -> describe(get(session, entity, id)));
        boolean hit = node.statistics().getPrepareStatementCount() == statements;
        String fresh = in(session -> {
            session.setCacheMode(CacheMode.IGNORE);
            return describe(get(session, entity, id));
        });
        assertThat(found).isEqualTo(fresh);
        return new Found(found, hit);
    }

    /** All fields, those of embeddables and the elements of collections too. */
    private static String describe(Object value) {
        if (value instanceof Collection<?> collection) {
            Hibernate.initialize(collection);
            return collection.stream().map(Release::describe).toList().toString();
        }
        if (value == null
                || value instanceof Enum<?>
                || !value.getClass().getName().startsWith(PACKAGE)) {
            return String.valueOf(value);
        }
        Map<String, String> fields = new TreeMap<>();
        for (Field field : value.getClass().getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                try {
                    fields.put(field.getName(), describe(field.get(value)));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return value.getClass().getSimpleName() + fields;
    }

    @Override
    public void close() throws Exception {
        here(() -> {
            node.close();
            return null;
        });
        classes.close();
    }

    /** @param isHit whether the cache had all of it */
    record Found(String description, boolean isHit) {}
}
