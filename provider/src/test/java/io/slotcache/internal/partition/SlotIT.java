// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedClusterExtension.class)
final class SlotIT {

    /** Few letters, so that many keys have a tag, an empty one, or braces in every order; the rest any bytes. */
    @Test
    void slot_is_what_the_server_says(EmbeddedCluster cluster) {
        ClusterNode node = cluster.masters().get(0);
        Random random = new Random(20260801);
        for (int i = 0; i < 600; i++) {
            byte[] key = new byte[random.nextInt(12)];
            random.nextBytes(key);
            for (int k = 0; k < key.length; k++) {
                key[k] = random.nextInt(4) == 0 ? key[k] : (byte) "{}ab".charAt(random.nextInt(4));
            }

            Object slot = cluster.commandBytes(node, "CLUSTER".getBytes(US_ASCII), "KEYSLOT".getBytes(US_ASCII), key);

            assertThat((long) Slot.of(key)).as(HexFormat.of().formatHex(key)).isEqualTo(slot);
        }
    }
}
