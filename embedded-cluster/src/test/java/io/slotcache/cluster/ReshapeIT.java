// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ReshapeIT {

    /** CRC16 of "foo" modulo 16384; all keys {@code {foo}:n} lie there. */
    private static final int SLOT_OF_FOO = 12182;

    @Test
    void slotsMoveWithTheirKeysToANewMaster() {
        try (EmbeddedCluster cluster = EmbeddedCluster.start()) {
            ClusterNode source = cluster.masterOf(SLOT_OF_FOO);
            for (int i = 0; i < 250; i++) {
                cluster.command(source, "SET", "{foo}:" + i, "value " + i);
            }

            ClusterNode target = cluster.addMaster();
            assertThat(cluster.masters()).hasSize(4).contains(target);
            assertThat(cluster.view(target).slotRanges()).isEmpty();

            cluster.moveSlots(SLOT_OF_FOO - 50, SLOT_OF_FOO + 50, target);

            assertThat(cluster.masterOf(SLOT_OF_FOO)).isEqualTo(target);
            assertThat(cluster.view(target).slotRanges())
                    .containsExactly(new SlotRange(SLOT_OF_FOO - 50, SLOT_OF_FOO + 50));
            assertThat(cluster.command(target, "GET", "{foo}:249")).isEqualTo("value 249");
            assertThatThrownBy(() -> cluster.command(source, "GET", "{foo}:249"))
                    .isInstanceOf(RedisErrorException.class)
                    .hasMessage("MOVED " + SLOT_OF_FOO + " 127.0.0.1:" + target.port());
            cluster.awaitReady();
        }
    }

    @Test
    void aHalfMovedSlotAsks() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().replicasPerMaster(0).start()) {
            ClusterNode source = cluster.masterOf(SLOT_OF_FOO);
            ClusterNode target = cluster.masterOf(0);
            byte[] binary = {(byte) 0xff, 0, (byte) 0x80};
            byte[] key = "{foo}".getBytes(UTF_8);
            cluster.commandBytes(source, "SET".getBytes(UTF_8), key, binary);

            cluster.beginMigration(SLOT_OF_FOO, target);
            assertThat(cluster.command(source, "EXISTS", "{foo}")).isEqualTo(1L);
            assertThatThrownBy(() -> cluster.command(source, "GET", "{foo}:absent"))
                    .isInstanceOf(RedisErrorException.class)
                    .hasMessage("ASK " + SLOT_OF_FOO + " 127.0.0.1:" + target.port());
            assertThatThrownBy(() -> cluster.finishMigration(SLOT_OF_FOO, target))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("still holds 1 keys");

            assertThat(cluster.migrateKeys(SLOT_OF_FOO, target)).isEqualTo(1);
            assertThatThrownBy(() -> cluster.command(source, "GET", "{foo}")).hasMessageStartingWith("ASK ");

            cluster.finishMigration(SLOT_OF_FOO, target);
            assertThat(cluster.commandBytes(target, "GET".getBytes(UTF_8), key)).isEqualTo(binary);
        }
    }

    @Test
    void repairEndsAnOpenMigration() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().replicasPerMaster(0).start()) {
            ClusterNode source = cluster.masterOf(SLOT_OF_FOO);
            ClusterNode target = cluster.masterOf(0);
            cluster.command(source, "SET", "{foo}", "1");
            cluster.beginMigration(SLOT_OF_FOO, target);

            cluster.repair();

            assertThat(cluster.masterOf(SLOT_OF_FOO)).isEqualTo(target);
            assertThat(cluster.command(target, "GET", "{foo}")).isEqualTo("1");
            assertThat(cluster.viewsOf(target))
                    .allMatch(view -> view.openSlots().isEmpty());
        }
    }

    @Test
    void aMasterThatLosesItsLastSlotBecomesAReplica() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(1).replicasPerMaster(0).start()) {
            ClusterNode target = cluster.masterOf(0);
            ClusterNode source = cluster.addMaster();
            cluster.moveSlots(0, 9, source);

            cluster.moveSlots(0, 9, target);

            cluster.awaitReady();
            assertThat(cluster.replicasOf(target)).containsExactly(source);
        }
    }
}
