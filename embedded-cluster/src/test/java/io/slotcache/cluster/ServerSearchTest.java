// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which a server is looked for. The servers here are scripts that print a version. */
final class ServerSearchTest {

    private static final CarriedServer CARRIED = new CarriedServer("Linux", "amd64");
    private static final CarriedServer NONE_CARRIED = new CarriedServer("Plan 9", "vax");

    @TempDir
    private Path temp;

    private Path bin;

    @BeforeEach
    void createBin() throws IOException {
        bin = Files.createDirectory(temp.resolve("bin"));
    }

    @Test
    void theGivenPathComesFirst() throws IOException {
        Path given = server("given", "Redis server v=7.2.4 sha=00000000:0");
        Path property = server("property", "Redis server v=7.4.0 sha=00000000:0");
        server("redis-server", "Redis server v=8.0.0 sha=00000000:0");

        RedisServerExecutable found = new ServerSearch(given, property.toString(), bin.toString(), CARRIED).find(temp);

        assertThat(found).isEqualTo(new RedisServerExecutable(given, "7.2.4", "given by the caller"));
    }

    @Test
    void thenTheSystemProperty() throws IOException {
        Path property = server("property", "Redis server v=7.4.0 sha=00000000:0");
        server("redis-server", "Redis server v=8.0.0 sha=00000000:0");

        RedisServerExecutable found = new ServerSearch(null, property.toString(), bin.toString(), CARRIED).find(temp);

        assertThat(found.path()).isEqualTo(property);
        assertThat(found.origin()).isEqualTo("system property slotcache.redis-server");
    }

    @Test
    void thenThePath() throws IOException {
        Path valkey = server("valkey-server", "Valkey server v=8.0.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64");
        String path = temp.resolve("missing") + File.pathSeparator + bin;

        RedisServerExecutable found = new ServerSearch(null, null, path, CARRIED).find(temp);

        assertThat(found).isEqualTo(new RedisServerExecutable(valkey, "8.0.1", "on the PATH"));
    }

    @Test
    void anOldServerOnThePathIsPassedOver() throws IOException {
        server("redis-server", "Redis server v=6.2.14 sha=00000000:0");
        Path valkey = server("valkey-server", "Valkey server v=7.2.5 sha=00000000:0");

        assertThat(new ServerSearch(null, null, bin.toString(), CARRIED)
                        .find(temp)
                        .path())
                .isEqualTo(valkey);
    }

    @Test
    void anOldServerAskedForByNameIsAnError() throws IOException {
        Path old = server("old", "Redis server v=6.2.14 sha=00000000:0");

        assertThatThrownBy(() -> new ServerSearch(null, old.toString(), bin.toString(), CARRIED).find(temp))
                .isInstanceOf(EmbeddedClusterException.class)
                .hasMessageContaining("slotcache.redis-server")
                .hasMessageContaining("is version 6.2.14, older than 7.0.0");
    }

    @Test
    void aMissingServerAskedForByNameIsAnError() {
        assertThatThrownBy(() -> new ServerSearch(temp.resolve("absent"), null, "", CARRIED).find(temp))
                .isInstanceOf(EmbeddedClusterException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void theErrorListsWhatWasLookedAt() throws IOException {
        server("redis-server", "Redis server v=6.2.14 sha=00000000:0");

        assertThatThrownBy(() -> new ServerSearch(null, null, bin.toString(), NONE_CARRIED).find(temp))
                .isInstanceOf(EmbeddedClusterException.class)
                .hasMessageContaining("redis-server is version 6.2.14")
                .hasMessageContaining("none for Plan 9 vax")
                .hasMessageContaining(RedisServerExecutable.PROPERTY);
    }

    private Path server(String name, String version) throws IOException {
        Path script = bin.resolve(name);
        Files.writeString(script, "#!/bin/sh\necho '" + version + "'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }
}
