// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serial;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URL;
import java.sql.Timestamp;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SimpleTimeZone;
import org.junit.jupiter.api.Test;

final class ScalarsTest {
    private static final int ROUNDS = 400;
    private static final ScalarWire ANY = ScalarWire.ANY;

    private static byte[] write(WireType type, Object value) {
        WireOutput out = new WireOutput(1);
        type.writeNullable(value, out);
        return out.toByteArray();
    }

    private static Object read(WireType type, byte[] bytes) {
        WireInput in = new WireInput(bytes, 0);
        Object value = type.readNullable(in);
        in.expectEnd();
        return value;
    }

    @Test
    void everyValue_writtenAndRead_isExactlyEqual() {
        long seed = System.nanoTime();
        RandomValues values = new RandomValues(new Random(seed));
        for (int i = 0; i < ROUNDS; i++) {
            for (Class<?> type : values.classes()) {
                Object value = values.of(type);
                String context = type + ", seed " + seed;
                Exactly.assertEqual(read(new ScalarWire(type), write(new ScalarWire(type), value)), value, context);
                Exactly.assertEqual(read(ANY, write(ANY, value)), value, context);
            }
        }
    }

    @Test
    void primitiveArrays_writtenAndRead_areExactlyEqual() {
        long seed = System.nanoTime();
        RandomValues values = new RandomValues(new Random(seed));
        Class<?>[] types = {
            boolean[].class,
            byte[].class,
            short[].class,
            char[].class,
            int[].class,
            long[].class,
            float[].class,
            double[].class
        };
        for (int i = 0; i < ROUNDS; i++) {
            for (Class<?> type : types) {
                Object value = values.of(type);
                Exactly.assertEqual(
                        read(new ScalarWire(type), write(new ScalarWire(type), value)), value, type + ", seed " + seed);
            }
        }
    }

    /** A scalar without values here would go untested; one with a tag of another would be misread. */
    @Test
    void everyScalar_hasTestValues() {
        RandomValues values = new RandomValues(new Random(1));
        for (int tag = 0; tag < 256; tag++) {
            Scalar<?> scalar = Scalars.ofTag(tag);
            if (scalar != null) {
                assertThat(values.of(scalar.javaClass())).isInstanceOf(scalar.javaClass());
                assertThat(scalar.tag()).isEqualTo(tag);
            }
        }
    }

    /** Stored entries outlive a release: a changed number makes old bytes mean something else under the same fingerprint. */
    @Test
    void tags_areWhatTheyWere() throws Exception {
        Map<String, Integer> tags = new HashMap<>();
        for (var field : Tag.class.getDeclaredFields()) {
            tags.put(field.getName(), (int) field.get(null));
        }
        assertThat(tags.values()).doesNotHaveDuplicates();
        assertThat(tags)
                .containsEntry("NULL", 0)
                .containsEntry("INT", 7)
                .containsEntry("STRING", 17)
                .containsEntry("UUID", 19)
                .containsEntry("INSTANT", 35)
                .containsEntry("SQL_TIMESTAMP", 51)
                .containsEntry("BYTES", 64)
                .containsEntry("ENUM", 80)
                .containsEntry("COMPONENT", 83);
    }

    @Test
    void payloads_areWhatTheyWere() {
        assertThat(write(ANY, "é")).containsExactly(17, 2, 0xC3, 0xA9);
        assertThat(write(ANY, -1)).containsExactly(7, 1);
        assertThat(write(ANY, 300L)).containsExactly(8, 0xD8, 4);
        assertThat(write(ANY, new BigDecimal("-1.50"))).containsExactly(12, 4, 2, 0xFF, 0x6A);
        assertThat(write(ANY, true)).containsExactly(4);
        assertThat(write(ANY, new Timestamp(5))).containsExactly(51, 10, 0xC0, 0x96, 0xB1, 2);
    }

    @Test
    void valuesThatWouldNotComeBackEqual_areRefused() throws Exception {
        Object[] inexact = {
            new HashMap<>(),
            String.class,
            new SubclassedDate(),
            new Locale("no", "NO", "NY"),
            new SimpleTimeZone(1, "Europe/Berlin"),
            new URL(null, "custom://host/", new NoHandler()),
            InetAddress.getByAddress("a-host", new byte[] {127, 0, 0, 1})
        };
        for (Object value : inexact) {
            assertThatThrownBy(() -> write(ANY, value)).as("%s", value).isInstanceOf(UnencodableValueException.class);
        }
    }

    @Test
    void tagOfAnotherType_isUndecodable() {
        assertUndecodable(Integer.class, write(ANY, "a string"));
        assertUndecodable(String.class, write(ANY, 1));
        assertUndecodable(Timestamp.class, write(ANY, new Date()));
        assertUndecodable(Object.class, new byte[] {(byte) 200});
        assertUndecodable(Object.class, new byte[] {Tag.ENUM, 1, 'A'});
    }

    /** Each would, if believed, allocate what the bytes claim or give a value that was never written. */
    @Test
    void impossiblePayloads_areUndecodable() {
        assertUndecodable(Object.class, new byte[] {});
        assertUndecodable(Object.class, new byte[] {Tag.STRING, -1, -1, -1, -1, 7});
        assertUndecodable(Object.class, new byte[] {Tag.DOUBLES, -1, -1, -1, -1, 3, 0, 0});
        assertUndecodable(Object.class, new byte[] {Tag.DOUBLES, 1, 0, 0});
        assertUndecodable(Object.class, new byte[] {Tag.LONG, -1, -1, -1, -1, -1, -1, -1, -1, -1, 2});
        assertUndecodable(Object.class, new byte[] {Tag.BYTES, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1});
        assertUndecodable(Object.class, new byte[] {Tag.SHORT, -1, -1, 127});
        assertUndecodable(Object.class, new byte[] {Tag.STRING, 1, (byte) 0xC3});
        assertUndecodable(Object.class, new byte[] {Tag.TIME_ZONE, 3, 'A', 'B', 'C'});
        assertUndecodable(Object.class, new byte[] {Tag.URL, 4, 'x', ':', '/', '/'});
        assertUndecodable(Object.class, new byte[] {Tag.TRUE, 0});
    }

    /** The name goes to {@code Session.internalLoad}. */
    @Test
    void anyReference_mustNameAnEntity() {
        Object reference = new AnyReference("E", 1L).toCacheEntry();
        AnyWire known = new AnyWire(new ScalarWire(Long.class), "E"::equals);
        AnyWire unknown = new AnyWire(new ScalarWire(Long.class), name -> false);
        assertThat(read(known, write(known, reference))).isEqualTo(reference);
        assertThatThrownBy(() -> read(unknown, write(known, reference))).isInstanceOf(UndecodableEntryException.class);
    }

    private static void assertUndecodable(Class<?> declared, byte[] bytes) {
        assertThatThrownBy(() -> read(new ScalarWire(declared), bytes)).isInstanceOf(UndecodableEntryException.class);
    }

    private static final class SubclassedDate extends Date {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private static final class NoHandler extends java.net.URLStreamHandler {
        @Override
        protected java.net.URLConnection openConnection(URL url) {
            return null;
        }
    }
}
