// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the keys that were seen. */
final class MasterTallyTest {

    private static final String MASTER = "10.0.0.1:6379";

    @Test
    void keys_that_were_all_seen_are_counted() {
        MasterTally tally = MasterTally.complete(MASTER, Arrays.asList("a", null, "b", "a"));

        assertThat(tally.entries(List.of("a"))).isEqualTo(new EntryEstimate(2, 0));
        assertThat(tally.entries(List.of("a", "b"))).isEqualTo(new EntryEstimate(3, 0));
        assertThat(tally.entries(List.of("c")).margin()).isZero();
    }

    @Test
    void sample_is_multiplied() {
        MasterTally tally = MasterTally.ofSample(MASTER, 1_000, Arrays.asList("a", null, "b", "a"));

        assertThat(tally.entries(List.of("a")).entries()).isEqualTo(500);
        assertThat(tally.entries(List.of("a", "b")).entries()).isEqualTo(750);
    }

    @Test
    void nothing_seen_is_no_proof_of_nothing_there() {
        EntryEstimate unseen = MasterTally.ofSample(MASTER, 1_000_000, Arrays.asList(new String[2_000]))
                .entries(List.of("a"));
        EntryEstimate unknown = MasterTally.ofSample(MASTER, 1_000, List.of()).entries(List.of("a"));

        assertThat(unseen.entries()).isZero();
        // "Rule of three": with 95 % there are fewer than three times the keys that each key of the sample stands for.
        assertThat(unseen.margin()).isBetween(1_000L, 2_000L);
        assertThat(unknown.entries()).isZero();
        assertThat(unknown.margin()).isEqualTo(500);
    }

    @Test
    void masters_are_independent() {
        EntryEstimate sum = new EntryEstimate(100, 9).plus(new EntryEstimate(200, 16));

        assertThat(sum.entries()).isEqualTo(300);
        assertThat(sum.margin()).isEqualTo(10);
    }

    /** Of a thousand samples, drawn by a seed. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0005, 0.01, 0.1, 0.5, 0.9})
    void margin_holds_in_nineteen_of_twenty_cases(double share) {
        Random random = new Random(42);
        int keys = 100_000;
        int within = 0;
        for (int i = 0; i < 1_000; i++) {
            List<String> sample = new ArrayList<>();
            for (int j = 0; j < 2_000; j++) {
                sample.add(random.nextDouble() < share ? "a" : "b");
            }
            EntryEstimate estimate =
                    MasterTally.ofSample(MASTER, keys, List.copyOf(sample)).entries(List.of("a"));
            within += Math.abs(estimate.entries() - keys * share) <= estimate.margin() ? 1 : 0;
        }
        assertThat(within).isBetween(930, 1_000);
    }
}
