// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedClusterBuilderTest {

    @Test
    void defaults() {
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder();

        assertThat(builder.masters()).isEqualTo(3);
        assertThat(builder.nodes()).isEqualTo(6);
        assertThat(builder.executable()).isNull();
        assertThat(builder.configuration().nodeTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(builder.configuration().directives()).isEmpty();
        assertThat(builder.patience()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void nonsenseIsRefused() {
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder();

        assertThatThrownBy(() -> builder.masters(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.replicasPerMaster(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.nodeTimeout(Duration.ofMillis(99)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void directivesAreWrittenLastAndQuoted(@TempDir Path temp) throws Exception {
        EmbeddedCluster.builder()
                .directive("client-output-buffer-limit", "pubsub", "1mb", "1mb", "1")
                .directive("notify-keyspace-events", "")
                .configuration()
                .writeTo(temp, 12345, 0);

        assertThat(Files.readAllLines(temp.resolve("redis.conf")))
                .contains("port \"12345\"", "cluster-node-timeout \"5000\"", "save \"\"", "appendonly \"yes\"")
                .endsWith("client-output-buffer-limit \"pubsub\" \"1mb\" \"1mb\" \"1\"", "notify-keyspace-events \"\"");
    }

    /** The bus stays where nodes look for it: beside the port that they are introduced by. */
    @Test
    void tlsHasAPortOfItsOwn(@TempDir Path temp) throws Exception {
        EmbeddedCluster.builder().tls().configuration().writeTo(temp, 12345, 12399);

        assertThat(Files.readAllLines(temp.resolve("redis.conf")))
                .contains(
                        "port \"12345\"",
                        "tls-port \"12399\"",
                        "cluster-port \"22345\"",
                        "tls-cluster \"yes\"",
                        "tls-replication \"yes\"");
    }
}
