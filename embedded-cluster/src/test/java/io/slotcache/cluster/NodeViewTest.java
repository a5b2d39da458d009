// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NodeViewTest {

    private static final String ID = "07c37dfeb235213a872192d90877d0cd55635b91";
    private static final String MASTER = "e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca";

    @Test
    void aMasterWithSlots() {
        NodeView view = NodeView.parse(
                ID + " 127.0.0.1:30001@40001 myself,master - 0 1426238317239 4 connected 0-5460 7000 8000-8001");

        assertThat(view.id()).isEqualTo(ID);
        assertThat(view.port()).isEqualTo(30001);
        assertThat(view.isMaster()).isTrue();
        assertThat(view.replicates()).isNull();
        assertThat(view.configEpoch()).isEqualTo(4);
        assertThat(view.slotRanges())
                .containsExactly(new SlotRange(0, 5460), new SlotRange(7000, 7000), new SlotRange(8000, 8001));
        assertThat(view.slotCount()).isEqualTo(5464);
        assertThat(view.serves(7000)).isTrue();
        assertThat(view.serves(7001)).isFalse();
        assertThat(view.isSound()).isTrue();
    }

    @Test
    void aReplica() {
        NodeView view = NodeView.parse(
                ID + " 127.0.0.1:30004@40004,host.example slave " + MASTER + " 0 1426238317239 4 connected");

        assertThat(view.isMaster()).isFalse();
        assertThat(view.replicates()).isEqualTo(MASTER);
        assertThat(view.slotRanges()).isEmpty();
        assertThat(view.port()).isEqualTo(30004);
    }

    @Test
    void openSlots() {
        NodeView view = NodeView.parse(ID + " 127.0.0.1:30001@40001 myself,master - 0 0 1 connected 0-93 [93->-"
                + MASTER + "] [777-<-" + MASTER + "]");

        assertThat(view.slotRanges()).containsExactly(new SlotRange(0, 93));
        assertThat(view.openSlots()).containsExactly(new OpenSlot(93, true, MASTER), new OpenSlot(777, false, MASTER));
    }

    @Test
    void suspicionIsNotFailureButNotSoundEither() {
        NodeView suspected = NodeView.parse(ID + " 127.0.0.1:30001@40001 master,fail? - 1 1 1 connected 0-93");
        NodeView failed = NodeView.parse(ID + " 127.0.0.1:30001@40001 master,fail - 1 1 1 disconnected 0-93");

        assertThat(suspected.isFailed()).isFalse();
        assertThat(suspected.isSound()).isFalse();
        assertThat(failed.isFailed()).isTrue();
        assertThat(failed.isSound()).isFalse();
    }

    @Test
    void aNodeWithoutAddressIsNotSound() {
        NodeView view = NodeView.parse(ID + " :0@0 master,noaddr - 1 1 1 disconnected");

        assertThat(view.port()).isZero();
        assertThat(view.isSound()).isFalse();
    }
}
