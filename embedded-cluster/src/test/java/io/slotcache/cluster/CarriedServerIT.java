// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CarriedServerIT {

    private static final CarriedServer OF_THIS_MACHINE =
            new CarriedServer(System.getProperty("os.name"), System.getProperty("os.arch"));

    @Test
    void servesAClusterWhereThePathHasNone(@TempDir Path temp) {
        RedisServerExecutable found = new ServerSearch(null, null, "", OF_THIS_MACHINE).find(temp);
        assertThat(found.version()).isEqualTo("7.0.15");
        assertThat(found.origin()).isEqualTo("carried by org.signal:embedded-redis");

        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .executable(found.path())
                .masters(3)
                .replicasPerMaster(0)
                .start()) {
            ClusterNode master = cluster.masterOf(0);

            assertThat(Set.copyOf(cluster.nodes())).hasSize(3);
            assertThat(cluster.command(master, "INFO", "server"))
                    .asString()
                    .contains("redis_version:7.0.15")
                    .contains("executable:" + found.path());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-amd64",
        "Linux, aarch64, linux-arm64",
        "Mac OS X, x86_64, darwin-amd64",
        "Mac OS X, aarch64, darwin-arm64"
    })
    void thereIsOneForEachPlatform(String osName, String osArch, String suffix, @TempDir Path temp) throws Exception {
        assertThat(new CarriedServer(osName, osArch).extractTo(temp))
                .hasFileName("redis-server-7.0.15-" + suffix)
                .isExecutable();
    }
}
