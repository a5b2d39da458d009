// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeLineTest {

    private static final String NODES = """
            07c37df 127.0.0.1:30004@31004,host slave e7d1eec 0 1426238317239 4 connected
            e7d1eec 127.0.0.1:30001@31001 myself,master - 0 0 1 disconnected 0-5459 5461 [93->-292f8b3]
            292f8b3 [::1]:30003@31003 master,fail? - 0 1426238318243 3 connected
            """;

    @Test
    void replicaNamesItsMaster() {
        NodeLine replica = NodeLine.parseAll(NODES).get(0);
        assertThat(replica.isMaster()).isFalse();
        assertThat(replica.replicates()).isEqualTo("e7d1eec");
        assertThat(replica.address()).isEqualTo("127.0.0.1:30004");
        assertThat(replica.isSound()).isTrue();
    }

    @Test
    void masterServesRangesAndSingleSlotsButNoOpenOnes() {
        NodeLine master = NodeLine.parseAll(NODES).get(1);
        assertThat(master.slots()).isEqualTo(List.of(new Slots.Range(0, 5459), new Slots.Range(5461, 5461)));
        assertThat(master.slotCount()).isEqualTo(5461);
        assertThat(master.slotText()).isEqualTo("0-5459, 5461");
        assertThat(master.serves(5459)).isTrue();
        assertThat(master.serves(5460)).isFalse();
    }

    @Test
    void manyRangesAreCutShort() {
        NodeLine master = NodeLine.parse("a 127.0.0.1:1@2 master - 0 0 1 connected 1 3 5-6 8");
        assertThat(master.slotText()).isEqualTo("1, 3, 5-6, … (4 ranges)");
    }

    /** A node has no link to itself, and says "disconnected" of it in some versions. */
    @Test
    void nodeThatWasAskedIsSound() {
        assertThat(NodeLine.parseAll(NODES).get(1).isSound()).isTrue();
    }

    @Test
    void suspectedNodeIsNotSound() {
        NodeLine suspected = NodeLine.parseAll(NODES).get(2);
        assertThat(suspected.isSound()).isFalse();
        assertThat(suspected.address()).isEqualTo("[::1]:30003");
    }
}
