// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeySpaceTest {

    private static final String USER = KeyText.region("com.acme.User");

    @Test
    void names_are_as_documented() {
        KeySpace keys = new KeySpace("shop", 256);
        EntryKey user = key(keys, USER, 42L);
        String tag = PartitionTags.of(256)[user.partition()];

        assertThat(new String(user.bytes(), UTF_8)).isEqualTo("shop:{" + tag + "}:com.acme.User:42");
        assertThat(user.name()).isEqualTo("com.acme.User:42");
        assertThat(new String(keys.controlKey(user.partition()), UTF_8)).isEqualTo("shop:{" + tag + "}:c");
        assertThat(new String(keys.leaseKey(user.partition()), UTF_8)).isEqualTo("shop:{" + tag + "}:e");
        assertThat(new String(keys.layoutKey(), UTF_8)).isEqualTo("shop:layout");
        assertThat(keys.layout()).isEqualTo("format=1 partitions=256 tags=1");
    }

    /** Another partition or stripe for the same entry would split it between versions: then the format must change. */
    @Test
    void places_of_format_1_never_change() {
        KeySpace keys = new KeySpace("shop", 256);

        assertThat(key(keys, USER, 42L).partition()).isEqualTo(34);
        assertThat(key(keys, USER, 42L).stripe()).isEqualTo(813);
        assertThat(key(keys, USER, "Köln").partition()).isEqualTo(59);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 256, 1024, 16384})
    void all_keys_of_a_partition_are_in_its_slot(int partitions) {
        KeySpace keys = new KeySpace("shop", partitions);
        for (int p = 0; p < partitions; p++) {
            assertThat(Slot.of(keys.controlKey(p))).isEqualTo(keys.slot(p));
            assertThat(Slot.of(keys.leaseKey(p))).isEqualTo(keys.slot(p));
        }
        for (long id = 0; id < 1_000; id++) {
            EntryKey key = key(keys, KeyText.region("{a}:b"), id);
            assertThat(Slot.of(key.bytes())).isEqualTo(keys.slot(key.partition()));
        }
    }

    @Test
    void partition_depends_on_the_identifier_alone() {
        KeySpace keys = new KeySpace("shop", 256);
        KeySpace otherNamespace = new KeySpace("crm", 256);
        for (Object id : new Object[] {1L, 7, "x", new UUID(1, 2), new Object[] {1L, "a"}}) {
            int partition = key(keys, USER, id).partition();

            assertThat(key(keys, KeyText.region("com.acme.User.orders"), id).partition())
                    .isEqualTo(partition);
            assertThat(key(keys, KeyText.region("r", "com.acme.Profile", "tenant"), id)
                            .partition())
                    .isEqualTo(partition);
            assertThat(key(otherNamespace, USER, id).partition()).isEqualTo(partition);
        }
    }

    @ParameterizedTest
    @CsvSource({"10000, 1.05", "1000000, 1.03"})
    void consecutive_entities_are_spread_evenly_over_three_masters(int entities, double maxToMean) {
        KeySpace keys = new KeySpace("shop", 256);
        int[] counts = new int[3];
        for (long id = 0; id < entities; id++) {
            counts[keys.slot(key(keys, USER, id).partition()) * 3 / Slot.COUNT]++;
        }

        assertThat(Balance.maxToMean(counts)).isLessThanOrEqualTo(maxToMean);
    }

    @Test
    void entries_of_a_partition_are_spread_over_all_stripes() {
        KeySpace keys = new KeySpace("shop", 1);
        int[] counts = new int[1024];
        for (long id = 0; id < 102_400; id++) {
            counts[key(keys, USER, id).stripe()]++;
        }

        assertThat(Balance.maxToMean(counts)).isLessThan(1.5);
    }

    @Test
    void regions_of_one_identifier_have_different_stripes() {
        KeySpace keys = new KeySpace("shop", 256);

        assertThat(key(keys, USER, 1L).stripe())
                .isNotEqualTo(key(keys, KeyText.region("com.acme.Profile"), 1L).stripe());
    }

    @Test
    void tables_share_a_partition_and_no_name() {
        KeySpace keys = new KeySpace("shop", 256);
        String region = KeyText.region("timestamps");
        TableKey user = keys.tableKey(region, "shop.\"User:1\"");

        assertThat(user).isEqualTo(new TableKey(keys.tablePartition(), "timestamps:shop.\"User%003a1\""));
        assertThat(keys.tableKey(region, "Order").partition()).isEqualTo(keys.tablePartition());
        assertThat(user).isNotEqualTo(keys.tableKey(KeyText.region("other"), "shop.\"User:1\""));
    }

    @Test
    void identifier_without_a_text_makes_a_key_that_is_not_cached() {
        KeySpace keys = new KeySpace("shop", 256);
        EntryKey key = key(keys, USER, new StringBuilder("no text tells its value"));

        assertThat(key.isCacheable()).isFalse();
        assertThat(key.name()).isEqualTo("com.acme.User:?");
        assertThat(key(keys, USER, "?").name()).isNotEqualTo(key.name());
        assertThat(key(keys, USER, 1L).isCacheable()).isTrue();
    }

    @Test
    void keys_are_equal_if_their_names_are() {
        KeySpace keys = new KeySpace("shop", 256);

        assertThat(key(keys, USER, 1L)).isEqualTo(key(keys, USER, 1L)).hasSameHashCodeAs(key(keys, USER, 1L));
        assertThat(key(keys, USER, 1L)).isNotEqualTo(key(keys, USER, "1")).isNotEqualTo(key(keys, USER, 2L));
    }

    @Test
    void region_of_an_entry_is_read_from_its_key() {
        KeySpace keys = new KeySpace("shop", 256);
        for (String name : new String[] {"users", "com.acme.User", "a/b", "a@b", "a:b", "", "ü%{}"}) {
            String text = KeyText.region(name);
            for (String region : new String[] {
                text,
                KeyText.region(name, "role/of:it", null),
                KeyText.region(name, name, "te:n@nt"),
                KeyText.region(name, "role", "")
            }) {
                for (Object id : new Object[] {1L, "a:b/c@d", new Object[] {1L, "x"}}) {
                    EntryKey key = keys.entryKey(region, KeyText.id(id), id);
                    assertThat(keys.regionOf(new String(key.bytes(), UTF_8))).isEqualTo(text);
                    assertThat(new KeySpace("sho", 256).regionOf(new String(key.bytes(), UTF_8)))
                            .isNull();
                }
            }
        }
    }

    @Test
    void other_keys_are_no_entries() {
        KeySpace keys = new KeySpace("shop", 256);
        for (byte[] key : new byte[][] {keys.controlKey(0), keys.leaseKey(255), keys.layoutKey()}) {
            assertThat(keys.regionOf(new String(key, UTF_8))).isNull();
        }
        for (String key :
                new String[] {"", "shop", "shop:", "shop:{", "shop:{x}", "shop:{x}:", "shop:x:y:1", "y:shop:{x}:y:1"}) {
            assertThat(keys.regionOf(key)).isNull();
        }
    }

    private static EntryKey key(KeySpace keys, String region, Object id) {
        return keys.entryKey(region, KeyText.id(id), id);
    }
}
