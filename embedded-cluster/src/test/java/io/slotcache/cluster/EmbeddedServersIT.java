// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Servers without a cluster. */
final class EmbeddedServersIT {

    @Test
    void server_is_alone_and_comes_back_empty() {
        try (EmbeddedServers servers = EmbeddedServers.builder().start()) {
            EmbeddedServer server = servers.first();
            assertThat(server.info("cluster", "cluster_enabled")).isEqualTo("0");
            server.command("SET", "k", "v");

            servers.kill(server);
            assertThat(server.isAlive()).isFalse();
            servers.restart(server);
            assertThat(server.command("GET", "k")).isNull();
        }
    }

    @Test
    void directive_can_make_it_keep_its_data() {
        try (EmbeddedServers servers =
                EmbeddedServers.builder().directive("appendonly", "yes").start()) {
            EmbeddedServer server = servers.first();
            server.command("SET", "k", "v");
            servers.kill(server);
            servers.restart(server);
            assertThat(server.command("GET", "k")).isEqualTo("v");
        }
    }

    @Test
    void sentinels_promote_a_replica() {
        try (EmbeddedServers servers =
                EmbeddedServers.builder().replicas(2).sentinels(3).start()) {
            EmbeddedServer master = servers.first();
            EmbeddedServer sentinel = servers.sentinels().get(0);
            assertThat(servers.masterNamedBy(sentinel)).isSameAs(master);
            assertThat(servers.sentinelUris()).hasSize(3);

            servers.kill(master);
            EmbeddedServer successor = servers.awaitSuccessor(master, sentinel);
            assertThat(successor).isNotSameAs(master);
            servers.awaitReplicas(successor, 1);
        }
    }
}
