// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static io.slotcache.internal.codec.Exactly.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.Type;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may be serialized, and that bytes make nothing else. */
final class SerializedValueTest {

    private static Mapping mapping;

    @BeforeAll
    static void map() {
        mapping = Mapping.of(WithOpenTypes.class);
    }

    @AfterAll
    static void close() {
        mapping.close();
    }

    private static GuardedSerialization allowing(String... patterns) {
        return GuardedSerialization.of(mapping.factory(), AllowedClasses.of(List.of(patterns)));
    }

    @Test
    void valuesAndCollectionsOfTheJdk_comeBackEqual() {
        List<Object> values = List.of(
                "text",
                1,
                2L,
                'c',
                true,
                1.5f,
                new BigDecimal("1.50"),
                UUID.randomUUID(),
                Locale.GERMANY,
                URI.create("a:b"),
                Instant.EPOCH,
                ZonedDateTime.parse("2024-01-01T00:00:00+01:00[Europe/Berlin]"),
                new java.sql.Timestamp(5),
                new ArrayList<>(List.of(1, "a")),
                Arrays.asList("a", null),
                List.of(1, 2, 3),
                Set.of("a"),
                Map.of("a", List.of(Map.of())),
                new HashMap<>(Map.of("a", 1)),
                new LinkedHashMap<>(Map.of("b", new HashSet<>(List.of(1)))),
                new TreeMap<>(Map.of("z", 1)),
                new TreeSet<>(List.of("x")),
                Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                Collections.unmodifiableMap(new HashMap<>()),
                Collections.emptyList(),
                Collections.singletonMap("a", "b"));
        for (Object value : values) {
            assertThat(allowing().read(allowing().write(value)))
                    .as(value.getClass().getName())
                    .isEqualTo(value);
        }
        assertThat((int[][]) allowing().read(allowing().write(new int[][] {{1}, {}})))
                .isDeepEqualTo(new int[][] {{1}, {}});
        assertThat((String[]) allowing().read(allowing().write(new String[] {"a"})))
                .containsExactly("a");
        assertThat((ArrayDeque<?>) allowing().read(allowing().write(new ArrayDeque<>(List.of(1)))))
                .hasSize(1);
    }

    /** Hash tables are as large as a power of two above what is in them: the rule on arrays must let all of them pass. */
    @Test
    void collectionsOfEverySize_comeBackEqual() {
        for (int size = 0; size < 300; size++) {
            Map<Integer, Object> map = new HashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(i, null);
            }
            assertThat(allowing().read(allowing().write(map))).isEqualTo(map);
            Set<Integer> set = new HashSet<>(map.keySet());
            assertThat(allowing().read(allowing().write(set))).isEqualTo(set);
        }
        List<Object> manySmall = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            manySmall.add(new HashMap<>(Map.of(1, 1)));
        }
        assertThat(allowing().read(allowing().write(manySmall))).isEqualTo(manySmall);
    }

    @Test
    void classesOfTheUsersList_comeBackEqual() {
        Theme theme = new Theme(Tone.DARK, new Palette(List.of("red")));
        String[][] lists = {
            {Theme.class.getName(), Palette.class.getName(), Tone.class.getName()},
            {"io.slotcache.internal.codec.*"},
            {"io.slotcache.**"},
        };
        for (String[] list : lists) {
            assertThat(allowing(list).read(allowing(list).write(theme))).isEqualTo(theme);
        }
        EnumMap<Tone, Object> map = new EnumMap<>(Map.of(Tone.DARK, EnumSet.of(Tone.LIGHT)));
        GuardedSerialization tones = allowing(Tone.class.getName());
        assertThat(tones.read(tones.write(map))).isEqualTo(map);
        assertThat(tones.read(tones.write(Tone.class))).isEqualTo(Tone.class);
    }

    @Test
    void classOffTheList_isNotWritten_andNamedWithTheSetting() {
        assertThatThrownBy(() -> allowing().write(new ArrayList<>(List.of(Tone.DARK))))
                .isInstanceOf(UnencodableValueException.class)
                .hasMessageContaining(Tone.class.getName())
                .hasMessageContaining("hibernate.cache.slotcache.allowed_classes");
        for (String list :
                new String[] {"io.slotcache.*", "io.slotcache.internal.code.**", "Tone", Theme.class.getName()}) {
            assertThatThrownBy(() -> allowing(list).write(Tone.DARK))
                    .as(list)
                    .isInstanceOf(UnencodableValueException.class);
        }
        assertThatThrownBy(() -> allowing().write(Tone.class)).hasMessageContaining(Tone.class.getName());
        assertThatThrownBy(() -> allowing().write(new Palette[0])).hasMessageContaining(Palette.class.getName());
        assertThatThrownBy(() -> allowing().write(new ArrayList<>(List.of(new Object()))))
                .hasMessageContaining("java.lang.Object is not Serializable");
    }

    /** Each does something when it is read or hashed. */
    @Test
    void classesThatDoMoreThanHold_areNotOnTheListByThemselves() throws Exception {
        List<Object> values = List.of(
                new URL("http://localhost"),
                new TreeSet<>(Comparator.<String>naturalOrder().reversed()),
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Comparable.class},
                        (InvocationHandler & Serializable) (proxy, method, args) -> 0),
                (Comparator<String> & Serializable) String::compareTo);
        for (Object value : values) {
            assertThatThrownBy(() -> allowing("io.slotcache.**").write(value))
                    .as(value.getClass().getName())
                    .isInstanceOf(UnencodableValueException.class);
        }
    }

    @Test
    void bytesOfAnotherClass_areUndecodable_andItIsNotEvenInitialized() throws Exception {
        byte[] bytes = serialized(new Initialized());
        byte[] renamed = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("Initialized", "Initializer")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> allowing().read(renamed))
                .isInstanceOf(UndecodableEntryException.class)
                .hasMessageContaining("Initializer");
        assertThat(initialized).isFalse();
        assertThatThrownBy(() -> allowing("io.slotcache.**").read(renamed))
                .isInstanceOf(UndecodableEntryException.class);
        assertThat(initialized).as("the test would notice").isTrue();
    }

    @Test
    void proxies_areUndecodable_whateverIsListed() throws Exception {
        Object proxy =
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Comparable.class}, new Handler());
        assertThatThrownBy(() -> allowing("io.slotcache.**", "java.lang.reflect.*", "java.lang.*")
                        .read(serialized(proxy)))
                .isInstanceOf(UndecodableEntryException.class);
    }

    /** Each level of sets doubles the time that hashing them takes: forty would take days. */
    @Test
    void deepNesting_isRefusedBothWays() throws Exception {
        Set<Object> root = new HashSet<>();
        Set<Object> left = root;
        Set<Object> right = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            Set<Object> nextLeft = new HashSet<>(List.of("left"));
            Set<Object> nextRight = new HashSet<>(List.of("right"));
            left.addAll(List.of(nextLeft, nextRight));
            right.addAll(List.of(nextLeft, nextRight));
            left = nextLeft;
            right = nextRight;
        }
        assertThatThrownBy(() -> allowing().read(serialized(root)))
                .isInstanceOf(UndecodableEntryException.class)
                .hasMessageContaining("deeper");
        assertThatThrownBy(() -> allowing().write(nested(25)))
                .isInstanceOf(UnencodableValueException.class)
                .hasMessageContaining("deeper");
        assertThat(allowing().read(allowing().write(nested(15)))).isEqualTo(nested(15));
    }

    /** Some hundred bytes that claim four million elements. */
    @Test
    void claimedSizes_areNotBelieved() throws Exception {
        byte[] array = serialized(new long[] {0x0102030405060708L});
        byte[] list = serialized(new ArrayList<>(List.of(7)));
        byte[] map = serialized(new HashMap<>(Map.of(1, 2)));
        GuardedSerialization guarded = allowing();
        for (byte[] bytes : List.of(array, list, map)) {
            for (int at = 0; at + 4 <= bytes.length; at++) {
                byte[] mutant = bytes.clone();
                ByteBuffer.wrap(mutant).putInt(at, 4_000_000);
                assertThat(Allocation.by(() -> guarded.read(mutant)))
                        .as("%s at %s", Arrays.toString(bytes), at)
                        .isLessThan(500_000);
            }
        }
    }

    @Test
    void mutants_areAValueOrUndecodable() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> valid = List.of(
                serialized(new Theme(Tone.DARK, new Palette(List.of("red", "green")))),
                serialized(new HashMap<>(Map.of("a", new ArrayList<>(List.of(1, 2L, Instant.EPOCH))))));
        GuardedSerialization serialization = allowing("io.slotcache.internal.codec.*");
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = valid.get(random.nextInt(valid.size())).clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                serialization.read(bytes);
            } catch (UndecodableEntryException e) {
                continue;
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + ": " + Arrays.toString(bytes), e);
            }
        }
        assertThatThrownBy(() -> serialization.read(Arrays.copyOf(valid.get(0), valid.get(0).length + 1)))
                .as("something left over")
                .isInstanceOf(UndecodableEntryException.class);
    }

    /** A list of one element that says it is a map: the JDK throws an {@code InternalError}. */
    @Test
    void mapOfHalfAnEntry_isUndecodable() throws Exception {
        byte[] bytes = serialized(List.of(2L));
        int kind = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tagxp") + "tagxp".length();
        assertThat(ByteBuffer.wrap(bytes).getInt(kind)).as("of a list").isEqualTo(1);
        ByteBuffer.wrap(bytes).putInt(kind, 3);

        assertThatThrownBy(() -> allowing().read(bytes)).isInstanceOf(UndecodableEntryException.class);
    }

    /** The mapping names the class of a theme, but not of what it holds. */
    @Test
    void attributeOfASerializableClass_isCachedWithWhatItsMappingNames() {
        EntityEntryCodec codec = mapping.codec(WithOpenTypes.class);
        assertThat(codec.unsupportedReason()).isNull();
        assertRoundTrip(codec, entry(new Theme(null, null), null, Locale.class, null), "no palette");
        assertRefused(codec, entry(new Theme(null, new Palette(List.of())), null, null, null))
                .hasMessageContaining(Palette.class.getName());
        assertRefused(codec, entry(null, null, Theme.class.getEnclosingClass(), null))
                .hasMessageContaining(SerializedValueTest.class.getName());
    }

    @Test
    void userType_isCachedAsWhatItDisassemblesTo() {
        EntityEntryCodec codec = mapping.codec(WithOpenTypes.class);
        assertRoundTrip(codec, entry(null, "a text", null, null), "a scalar");
        assertRoundTrip(codec, entry(null, new HashMap<>(Map.of("a", List.of(1))), null, null), "a map");
        assertRefused(codec, entry(null, new Palette(List.of()), null, null))
                .hasMessageContaining(Palette.class.getName());
    }

    @Test
    void attributeOfAnInterface_isCachedAsWhateverItHolds() {
        EntityEntryCodec codec = mapping.codec(WithOpenTypes.class);
        assertRoundTrip(codec, entry(null, null, null, 5), "a scalar");
        assertRoundTrip(codec, entry(null, null, null, new ArrayList<>(List.of(1))), "a list");
    }

    @Test
    void valueOfAnotherClassThanTheMappings_isUndecodable() {
        var theme = new OpenWire(Theme.class, allowing("io.slotcache.**"));
        WireOutput out = new WireOutput(1);
        new OpenWire(Object.class, allowing("io.slotcache.**")).write(new Palette(List.of()), out);
        WireInput in = new WireInput(out.toByteArray(), 0);
        assertThatThrownBy(() -> theme.readNullable(in)).isInstanceOf(UndecodableEntryException.class);
    }

    /** Two versions of a class under one fingerprint would each find the other's entries undecodable for ever. */
    @Test
    void versionOfTheClass_isInTheFingerprint() {
        assertThat(new OpenWire(Theme.class, allowing()).description()).contains("version 42");
        assertThat(new OpenWire(Object.class, allowing()).description()).isEqualTo("java.lang.Object");
    }

    private static void assertRoundTrip(EntityEntryCodec codec, Object entry, String context) {
        Exactly.assertSameEntry(codec.decode(codec.encode(entry), 0), entry, context);
    }

    private static Object entry(Theme theme, Object byUserType, Class<?> kind, Serializable anything) {
        Map<String, Object> values = new HashMap<>();
        values.put("theme", theme);
        values.put("byUserType", byUserType);
        values.put("kind", kind);
        values.put("anything", anything);
        Object[] state = Arrays.stream(mapping.persister(WithOpenTypes.class).getPropertyNames())
                .map(values::get)
                .toArray();
        return mapping.entry(WithOpenTypes.class, state, null, new WithOpenTypes());
    }

    private static Object nested(int levels) {
        Object value = "x";
        for (int i = 0; i < levels; i++) {
            value = new ArrayList<>(List.of(value));
        }
        return value;
    }

    private static byte[] serialized(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static boolean initialized;

    enum Tone {
        LIGHT,
        DARK {}
    }

    record Palette(List<String> colours) implements Serializable {}

    static final class Theme implements Serializable {
        private static final long serialVersionUID = 42;

        private final Tone tone;
        private final Palette palette;

        Theme(Tone tone, Palette palette) {
            this.tone = tone;
            this.palette = palette;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Theme that && that.tone == tone && java.util.Objects.equals(that.palette, palette);
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    static final class Initialized implements Serializable {}

    /** Named by bytes alone. */
    static final class Initializer implements Serializable {
        static {
            initialized = true;
        }
    }

    static final class Handler implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] args) {
            return 0;
        }
    }

    @Entity(name = "WithOpenTypes")
    static class WithOpenTypes {
        @Id
        Long id;

        Theme theme;

        @Type(Anything.class)
        Object byUserType;

        Class<?> kind;

        Serializable anything;
    }

    static final class Anything implements UserType<Object> {
        @Override
        public int getSqlType() {
            return Types.VARCHAR;
        }

        @Override
        public Class<Object> returnedClass() {
            return Object.class;
        }

        @Override
        public Object nullSafeGet(ResultSet row, int position, WrapperOptions options) throws SQLException {
            return row.getString(position);
        }

        @Override
        public void nullSafeSet(PreparedStatement statement, Object value, int position, WrapperOptions options)
                throws SQLException {
            statement.setString(position, String.valueOf(value));
        }

        @Override
        public Object deepCopy(Object value) {
            return value;
        }

        @Override
        public boolean isMutable() {
            return false;
        }

        @Override
        public Serializable disassemble(Object value) {
            return (Serializable) value;
        }
    }
}
