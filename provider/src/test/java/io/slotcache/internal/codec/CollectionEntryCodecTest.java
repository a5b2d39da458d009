// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static io.slotcache.internal.codec.Exactly.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.internal.codec.Entities.Circle;
import io.slotcache.internal.codec.Entities.OrderId;
import io.slotcache.internal.codec.Entities.Shape;
import io.slotcache.internal.codec.Plurals.Crate;
import io.slotcache.internal.codec.Plurals.Shelf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hibernate.cache.spi.entry.CollectionCacheEntry;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.metamodel.CollectionClassification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CollectionEntryCodecTest {
    private static final int CASES = 3_000;
    private static final OrderId CRATE = new OrderId("us", 4);

    private static Mapping plain;
    private static Mapping structured;

    @BeforeAll
    static void map() {
        plain = fill(Mapping.of(Plurals.ENTITIES));
        structured = fill(Mapping.of(Map.of("hibernate.cache.use_structured_entries", "true"), Plurals.ENTITIES));
    }

    @AfterAll
    static void close() {
        plain.close();
        structured.close();
    }

    /** Each kind must be among them, or the tests of all roles prove less than they say. */
    @Test
    void everyKindOfCollection_isMapped() {
        Set<CollectionClassification> kinds = new HashSet<>();
        plain.roles(Shelf.class).forEach(role -> kinds.add(kindOf(plain, role)));
        assertThat(kinds)
                .containsExactlyInAnyOrder(Arrays.stream(CollectionClassification.values())
                        .filter(kind -> kind != CollectionClassification.ORDERED_MAP)
                        .toArray(CollectionClassification[]::new));
    }

    @Test
    void everyLoadedCollection_comesBackExactly_andAssemblesToItself() {
        for (Mapping mapping : List.of(plain, structured)) {
            Shelf shelf = mapping.session().find(Shelf.class, 1L);
            for (String role : mapping.roles(Shelf.class)) {
                assertRoundTrip(mapping, role, shelf, 1L);
            }
        }
    }

    @Test
    void collectionsOfAnEmbeddedId_comeBackExactly() {
        for (Mapping mapping : List.of(plain, structured)) {
            Crate crate = mapping.session().find(Crate.class, CRATE);
            for (String role : mapping.roles(Crate.class)) {
                assertRoundTrip(mapping, role, crate, CRATE);
            }
        }
    }

    @Test
    void emptyCollections_comeBackEmpty() {
        for (Mapping mapping : List.of(plain, structured)) {
            Shelf empty = mapping.session().find(Shelf.class, 2L);
            for (String role : mapping.roles(Shelf.class)) {
                PersistentCollection<?> loaded = mapping.loaded(role, 2L);
                byte[] bytes = mapping.collectionCodec(role).encode(mapping.entryOf(loaded, role));
                assertThat(bytes).as(role).containsExactly(0);
                Object decoded = mapping.collectionCodec(role).decode(bytes, 0);
                var assembled = mapping.assemble(decoded, role, empty, 2L);
                assertThat(content(mapping, role, assembled)).as(role).isEqualTo(content(mapping, role, loaded));
                assertThat(json(mapping, role, mapping.entryOf(loaded, role)))
                        .as(role)
                        .isEqualTo("[]");
            }
        }
    }

    @Test
    void jsonOfACollection_isWhatAPersonExpects() {
        String shelf = Shelf.class.getName();
        assertThat(json(plain, shelf + ".list", plain.entryOf(shelf + ".list", Arrays.asList("a", null))))
                .isEqualTo("['a',null]");
        assertThat(json(plain, shelf + ".map", plain.entryOf(shelf + ".map", List.of("a", 1, "b", 2))))
                .isEqualTo("[{'key':'a','element':1},{'key':'b','element':2}]");
        assertThat(json(plain, shelf + ".idBag", plain.entryOf(shelf + ".idBag", List.of(1, "a"))))
                .isEqualTo("[{'id':1,'element':'a'}]");
    }

    private static String json(Mapping mapping, String role, Object entry) {
        byte[] json = mapping.collectionCodec(role, BodyFormat.JSON).encode(entry);
        return new String(json, StandardCharsets.UTF_8).replace('"', '\'');
    }

    /** What the mapping's collections look like to Hibernate, pinned apart from the codec: gaps, repetitions, alternation. */
    @Test
    void statesOfEachKind_areWhatHibernateDocuments() {
        assertThat(decodedState("list")).containsExactly(null, "z", null, null, "a", "z");
        assertThat(decodedState("products")).containsExactly(2L, null, 1L);
        assertThat(decodedState("bag")).containsExactlyInAnyOrder("b", "a", "b", "");
        assertThat(decodedState("array")).containsExactly("second", null, "first");
        assertThat(decodedState("primitives")).containsExactly(3, 1, 3);
        assertThat(decodedState("sortedSet")).containsExactly("a", "b", "c");
        assertThat(decodedState("sortedMap")).containsExactly("x", Double.MIN_VALUE, "y", 2.5);
        assertThat(decodedState("idBag"))
                .hasSize(6)
                .contains("i", "h")
                .hasOnlyElementsOfTypes(Integer.class, String.class);
        assertThat(decodedState("orders")).containsExactly(new Object[] {9, "eu"}, new Object[] {9, "eu"});
    }

    @Test
    void polymorphicEmbeddables_keepTheirClasses() {
        String role = Shelf.class.getName() + ".shapes";
        Shelf shelf = plain.session().find(Shelf.class, 1L);
        Object entry = plain.entryOf(plain.loaded(role, 1L), role);
        CollectionEntryCodec codec = plain.collectionCodec(role);
        var assembled = plain.assemble(codec.decode(codec.encode(entry), 0), role, shelf, 1L);
        Map<Class<?>, Object> byClass = new HashMap<>();
        ((Collection<?>) assembled).forEach(shape -> byClass.put(shape.getClass(), shape));
        assertThat(byClass).containsOnlyKeys(Circle.class, Shape.class);
        assertThat(((Circle) byClass.get(Circle.class)).radius).isEqualTo(1.5);
        assertThat(((Shape) byClass.get(Shape.class)).label).isEqualTo("plain");
    }

    @Test
    void anyOrderAndMultiplicity_comesBackExactly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RandomValues values = new RandomValues(random);
        for (int i = 0; i < CASES; i++) {
            String context = "seed " + seed + ", case " + i;
            Mapping mapping = random.nextBoolean() ? plain : structured;
            assertComesBack(mapping, "list", randomState(values, random, String.class), context);
            assertComesBack(mapping, "bag", randomState(values, random, String.class), context);
            assertComesBack(mapping, "set", randomState(values, random, Integer.class), context);
            assertComesBack(mapping, "colours", randomState(values, random, Entities.Colour.class), context);
            assertComesBack(mapping, "idBag", randomState(values, random, Integer.class, String.class), context);
            assertComesBack(mapping, "map", randomState(values, random, String.class, Integer.class), context);
        }
    }

    @Test
    void bodyBehindAFrame_isReadFromItsOffset() {
        String role = Shelf.class.getName() + ".list";
        CollectionEntryCodec codec = plain.collectionCodec(role);
        byte[] body = codec.encode(plain.entryOf(role, List.of("é", "")));
        assertThat(body).containsExactly(2, Tag.STRING, 2, 0xC3, 0xA9, Tag.STRING, 0);
        byte[] framed = new byte[50 + body.length];
        Arrays.fill(framed, (byte) -1);
        System.arraycopy(body, 0, framed, 50, body.length);
        assertSame(codec.decode(framed, 50), plain.entryOf(role, List.of("é", "")), "framed");
        assertThatThrownBy(() -> codec.decode(framed, 51)).isInstanceOf(UndecodableEntryException.class);
        assertThatThrownBy(() -> codec.decode(body, 50)).isInstanceOf(UndecodableEntryException.class);
    }

    /** Null, not an exception: the put is part of the application's read. */
    @Test
    void entryOfAnotherShape_isNotEncoded() {
        String list = Shelf.class.getName() + ".list";
        String map = Shelf.class.getName() + ".map";
        assertRefused(plain.collectionCodec(list), "no entry");
        assertRefused(plain.collectionCodec(list), List.of("a"));
        assertRefused(plain.collectionCodec(list), plain.entryOf(list, List.of(1)));
        assertRefused(plain.collectionCodec(map), plain.entryOf(map, List.of("a", 1, "b")));
        assertRefused(plain.collectionCodec(map), plain.entryOf(map, List.of(1, "a")));
        assertRefused(structured.collectionCodec(list), plain.entryOf(list, List.of("a")));
        assertRefused(structured.collectionCodec(list), List.of(new Object()));
        assertRefused(structured.collectionCodec(list), Map.of("a", 1));
        assertRefused(structured.collectionCodec(map), List.of("a", 1));
    }

    /** The map would come back smaller. */
    @Test
    void mapWithEqualKeys_isUndecodableAsAStructuredOne() {
        String role = Shelf.class.getName() + ".map";
        byte[] bytes = plain.collectionCodec(role).encode(plain.entryOf(role, List.of("a", 1, "a", 2)));
        assertThatThrownBy(() -> structured.collectionCodec(role).decode(bytes, 0))
                .isInstanceOf(UndecodableEntryException.class);
    }

    private static Object[] decodedState(String property) {
        String role = Shelf.class.getName() + "." + property;
        plain.session().find(Shelf.class, 1L);
        CollectionEntryCodec codec = plain.collectionCodec(role);
        byte[] bytes = codec.encode(plain.entryOf(plain.loaded(role, 1L), role));
        return ((CollectionCacheEntry) codec.decode(bytes, 0)).getState();
    }

    private static void assertRoundTrip(Mapping mapping, String role, Object owner, Object id) {
        PersistentCollection<?> loaded = mapping.loaded(role, id);
        assertThat(loaded.empty()).as(role).isFalse();
        Object entry = mapping.entryOf(loaded, role);
        for (BodyFormat format : BodyFormat.values()) {
            CollectionEntryCodec codec = mapping.collectionCodec(role, format);
            assertThat(codec.unsupportedReason()).as(role).isNull();
            Object decoded = codec.decode(codec.encode(entry), 0);
            assertSame(decoded, entry, role + " as " + format);
            if (!role.endsWith(".shapes")) { // without equals: see the test of their own
                assertThat(content(mapping, role, mapping.assemble(decoded, role, owner, id)))
                        .as("%s as %s", role, format)
                        .isEqualTo(content(mapping, role, loaded));
            }
        }
    }

    private static void assertComesBack(Mapping mapping, String property, List<?> state, String context) {
        String role = Shelf.class.getName() + "." + property;
        Object entry = mapping.entryOf(role, state);
        for (BodyFormat format : BodyFormat.values()) {
            CollectionEntryCodec codec = mapping.collectionCodec(role, format);
            assertSame(codec.decode(codec.encode(entry), 0), entry, context + ", " + property + " as " + format);
        }
    }

    /** Arrays as keys of a structured map are equal to none but themselves: they are looked for by their content. */
    private static void assertSame(Object actual, Object expected, String context) {
        assertThat(actual).as(context).hasSameClassAs(expected);
        if (expected instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> rest = new ArrayList<>(((Map<?, ?>) actual).entrySet());
            map.forEach((key, value) -> assertThat(
                            rest.removeIf(it -> Exactly.same(it.getKey(), key) && Exactly.same(it.getValue(), value)))
                    .as("%s: %s=%s", context, key, value)
                    .isTrue());
            assertThat(rest).as(context).isEmpty();
        } else if (expected instanceof List<?> list) {
            Exactly.assertEqual(((List<?>) actual).toArray(), list.toArray(), context);
        } else {
            Exactly.assertEqual(
                    ((CollectionCacheEntry) actual).getState(), ((CollectionCacheEntry) expected).getState(), context);
        }
    }

    /** With an equality that says all: lists in order, and sets and maps too where they promise one. */
    private static Object content(Mapping mapping, String role, PersistentCollection<?> collection) {
        Object value = collection.getValue();
        return switch (kindOf(mapping, role)) {
            case ARRAY ->
                value instanceof int[] ints ? Arrays.stream(ints).boxed().toList() : Arrays.asList((Object[]) value);
            case SET -> new HashSet<>((Set<?>) value);
            case MAP -> new HashMap<>((Map<?, ?>) value);
            case SORTED_MAP, ORDERED_MAP -> new ArrayList<>(((Map<?, ?>) value).entrySet());
            default -> new ArrayList<>((Collection<?>) value);
        };
    }

    private static CollectionClassification kindOf(Mapping mapping, String role) {
        return mapping.collection(role).getCollectionSemantics().getCollectionClassification();
    }

    /** Rows of these classes, with nulls and repetitions. */
    private static List<Object> randomState(RandomValues values, Random random, Class<?>... row) {
        List<Object> state = new ArrayList<>();
        for (int rows = random.nextInt(12); rows > 0; rows--) {
            for (Class<?> type : row) {
                state.add(random.nextInt(6) == 0 ? null : values.of(type));
            }
        }
        return state;
    }

    private static Mapping fill(Mapping mapping) {
        var session = mapping.session();
        session.beginTransaction();
        Plurals.filled(session);
        Plurals.crate(session);
        Shelf empty = new Shelf();
        empty.id = 2L;
        session.persist(empty);
        session.getTransaction().commit();
        session.clear();
        return mapping;
    }
}
