// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionTagsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 256, 1024, 16384})
    void every_tag_is_on_its_partitions_slot(int partitions) {
        String[] tags = PartitionTags.of(partitions);

        assertThat(tags).hasSize(partitions).doesNotHaveDuplicates();
        for (int p = 0; p < partitions; p++) {
            assertThat(tags[p]).matches("[A-Za-z0-9_-]{3}");
            assertThat(Slot.of(("{" + tags[p] + "}").getBytes(UTF_8)))
                    .as("partition %s", p)
                    .isEqualTo(PartitionTags.slot(p, partitions));
        }
    }

    /** ⌊(p+½)·16384/P⌋, computed by hand. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 8192",
        "0, 3, 2730",
        "1, 3, 8192",
        "2, 3, 13653",
        "0, 256, 32",
        "255, 256, 16352",
        "0, 16384, 0",
        "16383, 16384, 16383",
    })
    void slots_are_in_the_middle_of_even_ranges(int partition, int partitions, int slot) {
        assertThat(PartitionTags.slot(partition, partitions)).isEqualTo(slot);
    }

    /** Other tags for the same number of partitions would split a namespace between versions: then ALGORITHM must change. */
    @Test
    void tags_of_algorithm_1_never_change() {
        assertThat(PartitionTags.ALGORITHM).isEqualTo(1);
        assertThat(Arrays.copyOf(PartitionTags.of(256), 4)).containsExactly("Fhh", "ATB", "B9f", "DQe");
        assertThat(Arrays.hashCode(PartitionTags.of(256))).isEqualTo(-470490569);
        assertThat(Arrays.hashCode(PartitionTags.of(16384))).isEqualTo(1268917874);
    }

    @ParameterizedTest
    @CsvSource({"256, 3", "256, 6", "1024, 3", "1024, 6"})
    void masters_with_even_slot_ranges_have_even_numbers_of_partitions(int partitions, int masters) {
        int[] counts = new int[masters];
        IntStream.range(0, partitions)
                .map(p -> PartitionTags.slot(p, partitions))
                .forEach(slot -> counts[slot * masters / Slot.COUNT]++);

        assertThat(Balance.maxToMean(counts)).isLessThanOrEqualTo(1.03);
    }
}
