// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterFormationTest {

    @Test
    void threeMastersShareAsRedisCliSharesThem() {
        assertThat(ClusterFormation.share(0, 3)).isEqualTo(new SlotRange(0, 5460));
        assertThat(ClusterFormation.share(1, 3)).isEqualTo(new SlotRange(5461, 10922));
        assertThat(ClusterFormation.share(2, 3)).isEqualTo(new SlotRange(10923, 16383));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100, 1000})
    void sharesAreSeamless(int masters) {
        int next = 0;
        for (int i = 0; i < masters; i++) {
            SlotRange share = ClusterFormation.share(i, masters);
            assertThat(share.first()).isEqualTo(next);
            next = share.last() + 1;
        }
        assertThat(next).isEqualTo(SlotRange.SLOTS);
    }
}
