// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import io.slotcache.internal.codec.Entities.Basics;
import io.slotcache.internal.codec.QueryModel.Gadget;
import io.slotcache.internal.codec.SerializedValueTest.Initialized;
import io.slotcache.internal.codec.SerializedValueTest.Palette;
import io.slotcache.internal.codec.SerializedValueTest.Theme;
import io.slotcache.internal.codec.SerializedValueTest.Tone;
import io.slotcache.internal.codec.SerializedValueTest.WithOpenTypes;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.cache.spi.entry.StandardCacheEntryImpl;
import org.hibernate.cfg.Configuration;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.property.access.internal.PropertyAccessStrategyBackRefImpl;
import org.hibernate.query.Query;
import org.hibernate.type.BasicType;
import org.hibernate.type.CustomType;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.java.spi.FormatMapperBasedJavaType;

/** Valid entries of all kinds, in both formats: of entities, collections, natural ids and results of queries. Tables have no entries. */
final class FuzzedEntries implements AutoCloseable {
    /** Classes that values are serialized of, so that readers meet what they must not make. */
    private static final AllowedClasses ANYTHING = AllowedClasses.of(List.of("java.**", "io.slotcache.**"));

    private final Configuration[] configurations;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<StoredFrame> frames = new ArrayList<>();
    private final RandomValues values = new RandomValues(new Random(1));

    /** @param configurations a new one for each mapping */
    FuzzedEntries(Function<Integer, Configuration> configurations) {
        this.configurations =
                new Configuration[] {configurations.apply(0), configurations.apply(1), configurations.apply(2)};
    }

    List<StoredFrame> all() {
        addEntities();
        addCollections();
        addNaturalIds();
        addResults();
        return frames;
    }

    private void addEntities() {
        Class<?>[] entities = with(QueryModel.ENTITIES, Basics.class, WithOpenTypes.class);
        Mapping mapping = opened(Mapping.of(configurations[0], QueryModel.settings(TextFormat.SETTINGS), entities));
        Session session = mapping.session();
        session.beginTransaction();
        QueryModel.fill(session);
        session.persist(RandomBasics.of(mapping));
        session.flush();
        mapping.sessionImplementor()
                .getPersistenceContextInternal()
                .getEntitiesByKey()
                .values()
                .forEach(entity -> addEntity(mapping, entity.getClass(), mapping.entryOf(entity)));
        for (int i = 0; i < 20; i++) {
            addEntity(mapping, Basics.class, randomBasics(mapping));
        }
        for (Object value : openValues()) {
            addEntity(mapping, WithOpenTypes.class, openEntry(mapping, value));
        }
    }

    private StandardCacheEntryImpl randomBasics(Mapping mapping) {
        Object[] state = Arrays.stream(mapping.persister(Basics.class).getPropertyTypes())
                .map(Type::getReturnedClass)
                .map(type -> values.has(type) ? values.of(type) : null)
                .toArray();
        return mapping.entry(Basics.class, state, values.of(Instant.class), new Basics());
    }

    private static StandardCacheEntryImpl openEntry(Mapping mapping, Object value) {
        Object[] state = Arrays.stream(mapping.persister(WithOpenTypes.class).getPropertyNames())
                .map(name -> switch (name) {
                    case "anything", "byUserType" -> value;
                    case "theme" -> new Theme(Tone.DARK, null);
                    case "kind" -> value.getClass();
                    default -> null;
                })
                .toArray();
        return mapping.entry(WithOpenTypes.class, state, null, new WithOpenTypes());
    }

    private static List<Object> openValues() {
        return List.of(
                "text",
                new ArrayList<>(List.of("a", 1, List.of(2L))),
                new HashMap<>(Map.of("a", new HashMap<>(Map.of(1, 2)))),
                new Palette(List.of("red")),
                new Theme(Tone.LIGHT, new Palette(List.of())),
                new Initialized(),
                new ConcurrentHashMap<>(Map.of("a", 1)),
                new IllegalStateException("an exception"),
                new CopyOnWriteArrayList<>(List.of("a")));
    }

    private void addEntity(Mapping mapping, Class<?> entity, StandardCacheEntryImpl entry) {
        EntityPersister root = mapping.persister(entity);
        for (BodyFormat format : BodyFormat.values()) {
            EntityEntryCodec codec = mapping.codec(rootClass(mapping, entity), format);
            byte[] body =
                    new EntityEntryCodec(root.getRootEntityName(), mapping.factory(), format, ANYTHING).encode(entry);
            add(
                    "entity " + root.getEntityName(),
                    Frame.versioned(format, codec.fingerprint(), 7, body),
                    entries(codec, found -> assemble(mapping, found)));
        }
    }

    private static Class<?> rootClass(Mapping mapping, Class<?> entity) {
        return mapping.factory()
                .getMappingMetamodel()
                .getEntityDescriptor(mapping.persister(entity).getRootEntityName())
                .getMappedClass();
    }

    /** All values that need neither the database nor the application's own code: a converter may refuse what a forger made up. */
    private static void assemble(Mapping mapping, Object found) {
        StandardCacheEntryImpl entry = (StandardCacheEntryImpl) found;
        EntityPersister persister = mapping.factory().getMappingMetamodel().getEntityDescriptor(entry.getSubclass());
        Object[] state = (Object[]) entry.getDisassembledState();
        for (int i = 0; i < state.length; i++) {
            Type type = persister.getPropertyTypes()[i];
            boolean loaded = state[i] != LazyPropertyInitializer.UNFETCHED_PROPERTY
                    && state[i] != PropertyAccessStrategyBackRefImpl.UNKNOWN;
            if (loaded && type instanceof BasicType<?> basic && !isApplications(basic)) {
                Object value = type.assemble((Serializable) state[i], mapping.sessionImplementor(), null);
                if (value != null
                        && !type.getReturnedClass().isPrimitive()
                        && !type.getReturnedClass().isInstance(value)) {
                    throw new ClassCastException(persister.getPropertyNames()[i] + " is a " + value.getClass());
                }
            }
        }
    }

    private static boolean isApplications(BasicType<?> type) {
        return type instanceof CustomType<?>
                || type.getValueConverter() != null
                || type.getJavaTypeDescriptor() instanceof FormatMapperBasedJavaType<?>;
    }

    private void addCollections() {
        Mapping mapping = opened(Mapping.of(configurations[1], Map.of(), Plurals.ENTITIES));
        mapping.session().beginTransaction();
        Plurals.filled(mapping.session());
        mapping.session().flush();
        for (String role : mapping.roles(Plurals.Shelf.class)) {
            Object entry = mapping.entryOf(mapping.loaded(role, 1L), role);
            for (BodyFormat format : BodyFormat.values()) {
                CollectionEntryCodec codec = mapping.collectionCodec(role, format);
                add(
                        "collection " + role,
                        Frame.unordered(format, codec.fingerprint(), codec.encode(entry)),
                        entries(codec, found -> {}));
            }
        }
    }

    private void addNaturalIds() {
        Mapping mapping = opened(Mapping.of(configurations[2], Map.of(), NaturalIdEntryCodecTest.ENTITIES));
        Map<Class<?>, Object> identifiers = Map.of(
                NaturalIdEntryCodecTest.ById.class,
                1L,
                NaturalIdEntryCodecTest.ByText.class,
                "a:b",
                NaturalIdEntryCodecTest.ByUuid.class,
                new UUID(1, -2),
                NaturalIdEntryCodecTest.ByPair.class,
                new NaturalIdEntryCodecTest.Pair("a", 2),
                NaturalIdEntryCodecTest.ByConstant.class,
                TimeUnit.DAYS);
        identifiers.forEach((entity, id) -> {
            for (BodyFormat format : BodyFormat.values()) {
                NaturalIdEntryCodec codec = mapping.naturalIdCodec(entity, format);
                add(
                        "natural id " + entity.getName(),
                        Frame.unordered(format, codec.fingerprint(), codec.encode(id)),
                        entries(codec, found -> codec.assemble(found, mapping.sessionImplementor())));
            }
        });
    }

    private void addResults() {
        TwoFactories factories = opened(
                new TwoFactories(QueryModel.settings(TextFormat.SETTINGS), with(QueryModel.ENTITIES, Basics.class)));
        factories.save(session -> {
            QueryModel.fill(session);
            session.persist(RandomBasics.of(factories.writer));
        });
        QueryResultsCodec codec = new QueryResultsCodec(factories.reader.factory());
        List<Function<Session, Query<?>>> queries = List.of(
                s -> s.createQuery("from Basics", Basics.class),
                s -> s.createQuery("select id, colours, strings, integerSet, document from Basics", Object[].class),
                s -> s.createQuery("select colour, temperature, name from Gadget", Object[].class),
                s -> s.createQuery("select name from Product", String.class),
                s -> s.createQuery("select name from Product where id < 0", String.class),
                s -> s.createNativeQuery("select * from Gadget", Gadget.class),
                s -> s.createNativeQuery("select id, name, price from Product", Object[].class));
        for (Function<Session, Query<?>> query : queries) {
            factories.save(session -> query.apply(session).setCacheable(true).getResultList());
            QueryName name = Objects.requireNonNull(QueryName.of(
                    factories.stored.keys().get(factories.stored.keys().size() - 1)));
            Frame frame = Frame.stamped(
                    codec.fingerprint(),
                    "0123456789abcdefghijkl",
                    3,
                    factories.stored.results().get(name.text()));
            add("results", frame, bytes -> codec.decode(name, bytes, Frame.RESULTS_OFFSET));
        }
    }

    private static StoredFrame.Reader entries(EntryCodec codec, Consumer<Object> use) {
        return new StoredFrame.Reader() {
            @Override
            public Object decode(byte[] frame) {
                return codec.decode(frame, Frame.HEADER_LENGTH);
            }

            @Override
            public void use(Object entry) {
                use.accept(entry);
            }
        };
    }

    private void add(String kind, Frame frame, StoredFrame.Reader reader) {
        byte[] key = ("slotcache:{0Gs}:" + kind + ":" + frames.size()).getBytes(StandardCharsets.UTF_8);
        for (boolean deadline : new boolean[] {false, true}) {
            frames.add(new StoredFrame(frame.format() + " " + kind, key, frame, deadline, reader));
        }
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private static Class<?>[] with(Class<?>[] some, Class<?>... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(Class<?>[]::new);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }
}
