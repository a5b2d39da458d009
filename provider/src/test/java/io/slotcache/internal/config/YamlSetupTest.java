// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.ReadMode;

/** Where a Redisson YAML is looked for, what of it is overruled, and what is said of one that can't be used. */
final class YamlSetupTest {

    private static final String RESOURCE = "io/slotcache/internal/config/redisson-cluster.yaml";
    private static final String READ_MODE_OVERRULED =
            "readMode SLAVE became MASTER: only the master of an entry knows whether it still counts";

    @TempDir
    Path directory;

    @Test
    void file_isFoundByItsPath() throws IOException {
        Path file = write("singleServerConfig:\n  address: redis://h:1\n");

        assertThat(setup(file.toString()).topology()).isEqualTo(Topology.SINGLE);
    }

    @ParameterizedTest
    @CsvSource({"classpath:", "classpath:/", "''"})
    void resource_isFoundByItsName(String prefix) {
        assertThat(setup(prefix + RESOURCE).config().useClusterServers().getNodeAddresses())
                .containsExactly("redis://resource:7001");
    }

    @Test
    void resource_isFoundOnTheClassPathOfTheApplication() throws IOException {
        Files.writeString(directory.resolve("only-there.yaml"), "singleServerConfig:\n  address: redis://h:1\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(application);
            assertThat(setup("only-there.yaml").topology()).isEqualTo(Topology.SINGLE);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void file_comesBeforeAResourceOfThatName() throws IOException {
        Path file = write("singleServerConfig:\n  address: redis://h:1\n");
        Path relative = Path.of("").toAbsolutePath().relativize(file.toAbsolutePath());

        assertThat(setup(relative.toString()).topology()).isEqualTo(Topology.SINGLE);
    }

    @Test
    void url_isOpened() throws IOException {
        Path file = write("singleServerConfig:\n  address: redis://h:1\n");

        assertThat(setup(file.toUri().toString()).topology()).isEqualTo(Topology.SINGLE);
    }

    @Test
    void url_thatFails_isNamedWithoutItsSecrets() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        server.start();
        try {
            String host = "127.0.0.1:" + server.getAddress().getPort();
            String url = "http://app:s3cret@" + host + "/redisson.yaml?token=s3cret";
            assertInvalid(
                    url,
                    "http://***@" + host + "/redisson.yaml?***",
                    "it can't be read; IOException: Server returned HTTP response code: 403 for URL: http://***@" + host
                            + "/redisson.yaml?***");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere.yaml|FileNotFoundException: no such file, and no such resource on the class path",
                "classpath:nowhere.yaml|FileNotFoundException: no such resource on the class path",
                "C:\\nowhere.yaml|FileNotFoundException: no such file, and no such resource on the class path",
                "gopher:nowhere.yaml|MalformedURLException: unknown protocol: gopher",
                "http:// nowhere|IOException: not a URL",
            })
    void locationWithNothingThere_isNamed(String location, String cause) {
        assertInvalid(location, location, "it can't be read; " + cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|it is empty; expected a Redisson YAML",
                "threads: 3|Redisson can't use it: server(s) address(es) not defined!",
                "s3cret|not a valid Redisson YAML, at line 1, column 1",
                "password: *s3cret|not a valid Redisson YAML, at line 1, column 11",
                "password: @s3cret|not a valid Redisson YAML, at line 1, column 11",
                "pasword: s3cret|Redisson has no property pasword, at line 1, column 10",
                "{clusterServersConfig: {timout: 5}}|Redisson has no property clusterServersConfig.timout, at line 1, column 33",
                "threads: s3cret|Redisson can't use the value of threads, at line 1, column 10",
                "codec: !<com.acme.s3cret> {}|Redisson can't use the value of codec, at line 1, column 8",
            })
    void unusableYaml_isNamedWithThePlace_andNotQuoted(String yaml, String complaint) throws IOException {
        Path file = write(yaml);

        assertInvalid(file.toString(), file.toString(), complaint);
    }

    @Test
    void unusableYaml_isNamedWithTheWholePathOfTheProperty() throws IOException {
        String yaml = "password: s3cret\nclusterServersConfig:\n  nodeAddresses:\n    - redis://h:1\n  ";
        Path unknown = write(yaml + "timout: 5\n");
        assertInvalid(
                unknown.toString(),
                unknown.toString(),
                "Redisson has no property clusterServersConfig.timout, at line 5, column 11");

        Path unusable = write(yaml + "retryAttempts: -1\n");
        assertInvalid(
                unusable.toString(),
                unusable.toString(),
                "Redisson can't use the value of clusterServersConfig.retryAttempts, at line 5, column 18");
    }

    @Test
    void replicatedServers_areRefused() throws IOException {
        Path file = write("replicatedServersConfig:\n  nodeAddresses: [\"redis://a:1\", \"redis://b:2\"]\n");

        assertInvalid(
                file.toString(),
                file.toString(),
                "it uses replicatedServersConfig, where Redisson takes whichever server calls itself master: two that do"
                        + " so at once would serve different entries. Use a cluster, Sentinel or a single server");
    }

    @Test
    void sentinels_areAskedMoreOften() throws IOException {
        Path file = write(
                "sentinelServersConfig:\n  masterName: m\n  sentinelAddresses: [\"redis://a:1\"]\n  readMode: MASTER\n");
        RedissonSetup setup = setup(file.toString());

        assertThat(setup.topology()).isEqualTo(Topology.SENTINEL);
        assertThat(setup.config().useSentinelServers().getScanInterval()).isEqualTo(333);
        assertThat(setup.overruled())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("scanInterval 1000 became 333"));
    }

    @Test
    void pool_smallerThanItsIdleMinimum_isRefused() throws IOException {
        Path file = write("singleServerConfig:\n  address: redis://h:1\n  connectionPoolSize: 1\n");

        assertInvalid(
                file.toString(),
                file.toString(),
                "Redisson can't use it: connectionPoolSize can't be lower than connectionMinimumIdleSize");
    }

    @Test
    void readMode_isOverruled_andConnectionsAreLeftAlone() {
        RedissonSetup setup = setup("classpath:" + RESOURCE);
        ClusterServersConfig servers = setup.config().useClusterServers();

        assertThat(setup.topology()).isEqualTo(Topology.CLUSTER);
        assertThat(servers.getReadMode()).isEqualTo(ReadMode.MASTER);
        assertThat(setup.overruled())
                .containsExactly(
                        "scanInterval 5000 became 333: a third of the lease, so that a failover is noticed before the new"
                                + " master is read",
                        READ_MODE_OVERRULED);
        assertThat(servers.getScanInterval()).isEqualTo(333);
        assertThat(setup.config().getCodec()).isSameAs(ByteArrayCodec.INSTANCE);
        assertThat(servers.getTimeout()).isEqualTo(700);
        assertThat(servers.getRetryAttempts()).isEqualTo(2);
        assertThat(servers.getMasterConnectionPoolSize()).isEqualTo(7);
        assertThat(setup.config().getPassword()).isEqualTo("s3cret");
        assertThat(setup.toString()).doesNotContain("s3cret");
    }

    @Test
    void lazyInitializationAndCodec_areOverruled() throws IOException {
        Path file = write("lazyInitialization: true\ncodec: !<org.redisson.client.codec.StringCodec> {}\n"
                + "singleServerConfig:\n  address: redis://h:1\n");
        RedissonSetup setup = setup(file.toString());

        assertThat(setup.config().isLazyInitialization()).isFalse();
        assertThat(setup.config().getCodec()).isSameAs(ByteArrayCodec.INSTANCE);
        assertThat(setup.overruled())
                .containsExactly(
                        "lazyInitialization true became false: the cache connects in the background by itself",
                        "codec org.redisson.client.codec.StringCodec became ByteArrayCodec: the cache encodes its entries"
                                + " itself");
    }

    @Test
    void fileThatAsksForWhatTheCacheNeeds_isNotOverruled() throws IOException {
        Path file = write("codec: !<org.redisson.client.codec.ByteArrayCodec> {}\n"
                + "sentinelServersConfig:\n  masterName: m\n  sentinelAddresses: [redis://h:1]\n  readMode: MASTER\n"
                + "  scanInterval: 333\n");

        assertThat(setup(file.toString()).overruled()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Topology.class, names = "REPLICATED", mode = EnumSource.Mode.EXCLUDE)
    void topology_isThatOfTheFile(Topology topology) throws IOException {
        Path file = write(
                switch (topology) {
                    case CLUSTER -> "clusterServersConfig:\n  nodeAddresses: [redis://h:1]\n";
                    case SINGLE -> "singleServerConfig:\n  address: redis://h:1\n";
                    case SENTINEL -> "sentinelServersConfig:\n  masterName: m\n  sentinelAddresses: [redis://h:1]\n";
                    case MASTER_SLAVE -> "masterSlaveServersConfig:\n  masterAddress: redis://h:1\n";
                    case REPLICATED -> throw new AssertionError();
                });
        RedissonSetup setup = setup(file.toString());

        assertThat(setup.topology()).isEqualTo(topology);
        assertThat(setup.overruled().contains(READ_MODE_OVERRULED)).isEqualTo(topology != Topology.SINGLE);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("redisson.yaml"), yaml);
    }

    private static RedissonSetup setup(String location) {
        return RedissonSetup.of(SettingsParser.parse(Map.of("hibernate.cache.slotcache.config", location)));
    }

    private static void assertInvalid(String location, String printed, String complaint) {
        assertThatThrownBy(() -> setup(location))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "Invalid SlotCache setting: hibernate.cache.slotcache.config = '" + printed + "': " + complaint)
                .hasNoCause();
    }
}
