// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTextTest {

    private static final String[] PIECES = {
        ",1",
        ",str~",
        ":",
        "{",
        "}",
        "%",
        "/",
        "@",
        "~",
        ",",
        "(",
        ")",
        "*",
        "?",
        "|",
        ";",
        "a",
        "1",
        "-",
        "str~",
        "null",
        "%003a",
        " ",
        "\n",
        "\0",
        "\u007f",
        "é",
        "日",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00",
        "\ufffd",
    };

    @Test
    void readable_text_for_common_identifiers() {
        assertThat(KeyText.id(42L)).isEqualTo("42");
        assertThat(KeyText.id(-1L)).isEqualTo("-1");
        assertThat(KeyText.id(42)).isEqualTo("42");
        assertThat(KeyText.id("DE-42")).isEqualTo("str~DE-42");
        assertThat(KeyText.id(new UUID(0, 1))).isEqualTo("uuid~00000000-0000-0000-0000-000000000001");
        assertThat(KeyText.id(TimeUnit.DAYS)).isEqualTo("enum.TimeUnit~DAYS");
        assertThat(KeyText.id(new byte[] {0, -1})).isEqualTo("bytes~00ff");
        assertThat(KeyText.id(new Object[] {1L, "a", new Object[] {2, null}})).isEqualTo("(1,str~a,(2,null~null))");
    }

    @Test
    void role_and_tenant_are_named_where_they_matter() {
        assertThat(KeyText.region("com.acme.User", "com.acme.User", null)).isEqualTo("com.acme.User");
        assertThat(KeyText.region("people", "com.acme.User", null)).isEqualTo("people/com.acme.User");
        assertThat(KeyText.region("people", "com.acme.User", "t1")).isEqualTo("people/com.acme.User@t1");
        assertThat(KeyText.region("people", "people", "")).isEqualTo("people@");
    }

    @Test
    void separators_are_escaped_by_their_code() {
        assertThat(KeyText.id("a:b{c}")).isEqualTo("str~a%003ab%007bc%007d");
        assertThat(KeyText.region("100%")).isEqualTo("100%0025");
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "{", "}", " ", "\n", "\0"})
    void no_text_holds_what_separates_the_parts_of_a_key(String separator) {
        String nasty = "x" + separator + "y";

        assertThat(KeyText.region(nasty, nasty + 1, nasty)).doesNotContain(separator);
        assertThat(KeyText.id(nasty)).doesNotContain(separator);
        assertThat(KeyText.id(new Object[] {nasty, nasty})).doesNotContain(separator);
    }

    @Test
    void identifiers_without_a_text_have_none_in_a_composite_either() {
        assertThat(KeyText.id(new StringBuilder())).isNull();
        assertThat(KeyText.id(new Object[] {1L, new Object[] {new StringBuilder()}}))
                .isNull();
    }

    @Test
    void types_of_one_text_are_told_apart() {
        List<Object> ones =
                List.of(1L, "1", '1', BigDecimal.ONE, 1d, 1f, new byte[] {1}, new Object[] {1L}, new Object[] {"1"});

        assertThat(ones.stream().map(KeyText::id)).doesNotHaveDuplicates();
    }

    /** An identifier that was an {@code int} and is a {@code long} in the next version of the application. */
    @Test
    void whole_numbers_of_one_value_have_one_text() {
        for (Object one : new Object[] {1, (short) 1, (byte) 1}) {
            assertThat(KeyText.id(one)).isEqualTo(KeyText.id(1L));
        }
        assertThat(KeyText.id(new Object[] {1, "a"})).isEqualTo(KeyText.id(new Object[] {1L, "a"}));
    }

    @Test
    void instants_are_told_apart_to_the_nanosecond() {
        Timestamp timestamp = new Timestamp(1_000);
        Timestamp later = new Timestamp(1_000);
        later.setNanos(1);

        assertThat(KeyText.id(timestamp)).isNotEqualTo(KeyText.id(later));
        assertThat(KeyText.id(new Date(1))).isNotEqualTo(KeyText.id(new Date(2)));
    }

    @Test
    void no_two_entries_have_one_key() {
        Random random = new Random(20260801);
        KeySpace keys = new KeySpace("n", 1);
        Map<EntryKey, Entry> byKey = new HashMap<>();
        Map<String, Entry> byBytes = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            Entry entry = Entry.random(random);
            EntryKey key = keys.entryKey(
                    KeyText.region(entry.region, entry.role, entry.tenant), KeyText.id(entry.id), entry.id);

            assertThat(key.isCacheable()).isTrue();
            assertSame(entry, byKey.putIfAbsent(key, entry), key);
            assertSame(entry, byBytes.putIfAbsent(Arrays.toString(key.bytes()), entry), key);
        }
        assertThat(byBytes).as("entries that differ").hasSizeGreaterThan(100_000);
    }

    private static void assertSame(Entry entry, Entry earlier, EntryKey key) {
        if (earlier != null) {
            assertThat(earlier.isSameAs(entry))
                    .as("%s and %s both have %s", earlier, entry, key)
                    .isTrue();
        }
    }

    private record Entry(String region, String role, String tenant, Object id) {

        static Entry random(Random random) {
            String region = text(random);
            return new Entry(
                    region,
                    random.nextInt(3) == 0 ? region : text(random),
                    random.nextBoolean() ? null : text(random),
                    id(random, 0));
        }

        private static String text(Random random) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(3); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            return text.toString();
        }

        private static Object id(Random random, int depth) {
            return switch (random.nextInt(depth < 3 ? 6 : 4)) {
                case 0 -> (long) random.nextInt(5) - 2;
                case 1 -> BigDecimal.valueOf(random.nextInt(5) - 2);
                case 2 -> new UUID(0, random.nextInt(3));
                case 3 -> text(random);
                default -> {
                    Object[] parts = new Object[random.nextInt(4)];
                    Arrays.setAll(parts, i -> random.nextInt(9) == 0 ? null : id(random, depth + 1));
                    yield parts;
                }
            };
        }

        boolean isSameAs(Entry other) {
            return region.equals(other.region)
                    && role.equals(other.role)
                    && Objects.equals(tenant, other.tenant)
                    && Objects.deepEquals(id, other.id);
        }

        @Override
        public String toString() {
            return Arrays.deepToString(new Object[] {region, role, tenant, id});
        }
    }
}
