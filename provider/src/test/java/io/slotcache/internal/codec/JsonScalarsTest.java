// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URL;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.Random;
import java.util.SimpleTimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class JsonScalarsTest {
    private static final int ROUNDS = 400;
    private static final ScalarWire ANY = ScalarWire.ANY;

    private static String write(WireType type, Object value) {
        JsonOutput out = new JsonOutput(1);
        type.writeNullable(value, out);
        return new String(out.toByteArray(), UTF_8);
    }

    private static Object read(WireType type, String json) {
        JsonInput in = new JsonInput(json.getBytes(UTF_8), 0);
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
        for (int i = 0; i < ROUNDS; i++) {
            for (Class<?> type : new Class<?>[] {
                boolean[].class,
                byte[].class,
                short[].class,
                char[].class,
                int[].class,
                long[].class,
                float[].class,
                double[].class
            }) {
                Object value = values.of(type);
                String context = type + ", seed " + seed;
                Exactly.assertEqual(read(new ScalarWire(type), write(new ScalarWire(type), value)), value, context);
                Exactly.assertEqual(read(ANY, write(ANY, value)), value, context);
            }
        }
    }

    /** A scalar without JSON would fail the first put of the mapping that has it. */
    @Test
    void everyScalar_hasAForm() {
        for (int tag = 0; tag < 256; tag++) {
            Scalar<?> scalar = Scalars.ofTag(tag);
            if (scalar != null) {
                JsonScalar<?> form = JsonScalars.of(scalar);
                assertThat(JsonScalars.ofLabel(form.label()).javaClass()).isEqualTo(scalar.javaClass());
            }
        }
    }

    @Test
    void values_areWhatAPersonExpects() throws Exception {
        assertThat(told(true)).isEqualTo("true");
        assertThat(told(-1)).isEqualTo("-1");
        assertThat(told(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(told(new BigDecimal("999.90"))).isEqualTo("999.90");
        assertThat(told(new BigInteger("123456789012345678901234567890"))).isEqualTo("123456789012345678901234567890");
        assertThat(told(0.1)).isEqualTo("0.1");
        assertThat(told(-0.0)).isEqualTo("-0.0");
        assertThat(told(Double.NaN)).isEqualTo("\"NaN\"");
        assertThat(told(Float.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
        assertThat(told("Grüße \"日本\" 😀\n")).isEqualTo("\"Grüße \\\"日本\\\" \\uD83D\\uDE00\\n\"");
        assertThat(told("\uD83D")).isEqualTo("\"\\ud83d\"");
        assertThat(told('x')).isEqualTo("\"x\"");
        assertThat(told(new UUID(1, 2))).isEqualTo("\"00000000-0000-0001-0000-000000000002\"");
        assertThat(told(LocalDate.of(2024, 5, 1))).isEqualTo("\"2024-05-01\"");
        assertThat(told(Instant.EPOCH)).isEqualTo("\"1970-01-01T00:00:00Z\"");
        assertThat(told(Duration.ofSeconds(90))).isEqualTo("\"PT1M30S\"");
        assertThat(told(Year.of(2024))).isEqualTo("2024");
        assertThat(told(new Timestamp(1))).isEqualTo("\"1970-01-01T00:00:00.001Z\"");
        assertThat(told(new byte[] {1, 2, 3})).isEqualTo("\"AQID\"");
        assertThat(told(new double[] {1, Double.NaN})).isEqualTo("[1.0,\"NaN\"]");
        assertThat(told(Locale.GERMANY)).isEqualTo("\"de-DE\"");
        assertThat(write(new ScalarWire(InetAddress.class), InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
                .isEqualTo("\"127.0.0.1\"");
        assertThat(write(new ScalarWire(String.class), null)).isEqualTo("null");
    }

    @Test
    void whatTheMappingDoesNotTell_isLabelled() {
        assertThat(write(new ScalarWire(Date.class), new Date(0))).isEqualTo("\"1970-01-01T00:00:00Z\"");
        assertThat(write(new ScalarWire(Date.class), new Timestamp(0)))
                .isEqualTo("{\"@timestamp\":\"1970-01-01T00:00:00Z\"}");
        assertThat(write(ANY, 1)).isEqualTo("{\"@int\":1}");
        assertThat(write(ANY, 1L)).isEqualTo("{\"@long\":1}");
        assertThat(write(new ScalarWire(Calendar.class), Calendar.getInstance(Locale.ROOT)))
                .as("the only calendar there is")
                .startsWith("\"");
    }

    /** Beyond these a number's text would cost time, or not give it back. */
    @Test
    void hugeNumbers_areStrings() {
        BigInteger huge = BigInteger.TWO.pow(5_000).subtract(BigInteger.ONE);
        assertThat(told(huge)).startsWith("\"");
        assertThat(read(new ScalarWire(BigInteger.class), told(huge))).isEqualTo(huge);
        for (BigDecimal value : new BigDecimal[] {
            new BigDecimal(huge, 3),
            new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
            new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE)
        }) {
            assertThat(read(new ScalarWire(BigDecimal.class), told(value))).isEqualTo(value);
        }
        assertUndecodable(BigInteger.class, "1".repeat(1_000));
    }

    @Test
    void valuesThatWouldNotComeBackEqual_areRefused() throws Exception {
        Object[] inexact = {
            String.class,
            new Locale("no", "NO", "NY"),
            new SimpleTimeZone(1, "Europe/Berlin"),
            InetAddress.getByAddress("a-host", new byte[] {127, 0, 0, 1})
        };
        for (Object value : inexact) {
            assertThatThrownBy(() -> write(ANY, value)).as("%s", value).isInstanceOf(UnencodableValueException.class);
        }
    }

    @Test
    void jsonOfAnotherType_isUndecodable() {
        assertUndecodable(Integer.class, "\"1\"");
        assertUndecodable(Integer.class, "1.0");
        assertUndecodable(Integer.class, "2147483648");
        assertUndecodable(Integer.class, "true");
        assertUndecodable(Integer.class, "[1]");
        assertUndecodable(Integer.class, "{}");
        assertUndecodable(Integer.class, "{\"a\":1}");
        assertUndecodable(Integer.class, "{\"@long\":1}");
        assertUndecodable(Integer.class, "{\"@nothing\":1}");
        assertUndecodable(Integer.class, "{\"@int\":1,\"@int\":2}");
        assertUndecodable(Integer.class, "{\"@int\":1");
        assertUndecodable(Integer.class, "1 2");
        assertUndecodable(Integer.class, "");
        assertUndecodable(Integer.class, "01");
        assertUndecodable(Object.class, "1");
        assertUndecodable(Object.class, "{\"@serialized\":\"AA==\"}");
        assertUndecodable(Timestamp.class, "{\"@date\":\"1970-01-01T00:00:00Z\"}");
        assertUndecodable(Character.class, "\"ab\"");
        assertUndecodable(UUID.class, "\"1-1-1-1-1\"");
        assertUndecodable(byte[].class, "\"*\"");
        assertUndecodable(double[].class, "[1,null]");
        assertUndecodable(Double.class, "\"1\"");
        assertUndecodable(ZonedDateTime.class, "\"2024-03-31T02:30:00+01:00[Europe/Berlin]\"");
        assertUndecodable(URL.class, "\"x://\"");
    }

    /** A name would be looked up by whoever reads the entry. */
    @Test
    void nameOfAHost_isUndecodable() {
        for (String name : new String[] {
            "localhost", "cafe", "1", "1.2.3", "1.2.3.256", "abc.de", "", "fe80::1%lo", "::g", "1::2::3"
        }) {
            assertUndecodable(InetAddress.class, "\"" + name + "\"");
        }
    }

    private static String told(Object value) {
        return write(new ScalarWire(value.getClass()), value);
    }

    private static void assertUndecodable(Class<?> declared, String json) {
        assertThatThrownBy(() -> {
                    try {
                        read(new ScalarWire(declared), json);
                    } catch (RuntimeException e) {
                        // As LayoutCodec does with what a factory of the JDK throws.
                        throw e instanceof UndecodableEntryException ? e : new UndecodableEntryException("", e);
                    }
                })
                .as(json)
                .isInstanceOf(UndecodableEntryException.class);
    }
}
