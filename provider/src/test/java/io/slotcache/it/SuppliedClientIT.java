// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Things.Plain;
import io.slotcache.spi.RedissonClientProvider;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.resource.beans.container.spi.BeanContainer;
import org.hibernate.resource.beans.container.spi.ContainedBean;
import org.hibernate.resource.beans.spi.BeanInstanceProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;

/** A client that belongs to the application: every way to give it, and that it stays the application's. */
@ExtendWith(EmbeddedClusterExtension.class)
final class SuppliedClientIT {

    private static EmbeddedCluster cluster;
    private static RedissonClient client;

    @BeforeAll
    static void startClient(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        client = client(cluster);
        TestNaming.BOUND.put("redisson_instance", client);
    }

    @AfterAll
    static void stopClient() {
        TestNaming.BOUND.clear();
        client.shutdown();
    }

    /** As applications have it: nothing set but where the cluster is. It reads from replicas. */
    private static RedissonClient client(EmbeddedCluster cluster) {
        Config config = new Config();
        cluster.nodeUris().forEach(uri -> config.useClusterServers().addNodeAddress(uri));
        return Redisson.create(config);
    }

    public static final class Provider implements RedissonClientProvider {
        @Override
        public RedissonClient redissonClient() {
            return client;
        }
    }

    /** Can only be made by somebody who has a client. */
    public static final class InjectedProvider implements RedissonClientProvider {
        private final RedissonClient injected;

        InjectedProvider(RedissonClient injected) {
            this.injected = injected;
        }

        @Override
        public RedissonClient redissonClient() {
            return injected;
        }
    }

    static Stream<Map<String, Object>> ways() {
        return Stream.of(
                Map.of(SlotCacheSettings.CLIENT, client),
                Map.of(SlotCacheSettings.CLIENT_PROVIDER, (RedissonClientProvider) () -> client),
                Map.of(SlotCacheSettings.CLIENT_PROVIDER, Provider.class),
                Map.of(SlotCacheSettings.CLIENT_PROVIDER, " " + Provider.class.getName()),
                Map.of(
                        SlotCacheSettings.CLIENT_PROVIDER,
                        InjectedProvider.class.getName(),
                        AvailableSettings.BEAN_CONTAINER,
                        new Injecting()),
                Map.of(
                        SlotCacheSettings.JNDI_NAME,
                        "redisson_instance",
                        AvailableSettings.JNDI_CLASS,
                        TestNaming.class.getName()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void client_is_used_and_left_open(Map<String, Object> way) {
        TestDatabase database = TestDatabase.create();
        try (TestNode node = start(database, way)) {
            Long id = persisted(node);
            assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("thing");
            assertThat(node.cache().masters()).hasSize(3);
        }
        assertThat(client.isShuttingDown()).isFalse();
        assertThat(client.getKeys().count()).isPositive();
    }

    @Test
    void masters_are_read_whatever_the_read_mode_of_the_client_is() {
        try (TestNode node = start(TestDatabase.create(), Map.of(SlotCacheSettings.CLIENT, client))) {
            long before = readsOfReplicas();
            for (int i = 0; i < 20; i++) {
                node.awaitHit(Plain.class, persisted(node));
            }
            assertThat(readsOfReplicas()).isEqualTo(before);
        }
    }

    private static long readsOfReplicas() {
        return cluster.replicas().stream()
                .mapToLong(SuppliedClientIT::multiKeyReads)
                .sum();
    }

    private static long multiKeyReads(ClusterNode node) {
        return ((String) cluster.command(node, "INFO", "commandstats"))
                .lines()
                .filter(line -> line.startsWith("cmdstat_mget:calls="))
                .mapToLong(line -> Long.parseLong(line.substring(19, line.indexOf(','))))
                .sum();
    }

    @Test
    void what_makes_the_client_late_is_said_once_with_what_to_set() {
        try (CapturedLog log = new CapturedLog();
                TestNode node = start(TestDatabase.create(), Map.of(SlotCacheSettings.CLIENT, client))) {
            assertThat(log.messages("SLOTCACHE0040"))
                    .singleElement()
                    .satisfies(message -> assertThat(message)
                            .contains("The Redisson client from hibernate.cache.slotcache.client can notice late")
                            .contains("scanInterval is 5000 ms: set it to 333 or less")
                            .contains("timeout is 3000 ms: set it to 1000 or less")
                            .contains("connectTimeout is 10000 ms: set it to 1000 or less")
                            .contains("pingConnectionInterval is 30000 ms: set it to 5000")
                            .contains("let it end at 1000"));
            assertThat(node.region(Plain.class).hits()).isZero();
        }
    }

    @Test
    void client_that_is_quick_is_not_spoken_of() {
        Config config = new Config();
        config.useClusterServers()
                .addNodeAddress(cluster.nodeUris().get(0))
                .setScanInterval(333)
                .setTimeout(1000)
                .setConnectTimeout(1000)
                .setPingConnectionInterval(5000)
                .setReconnectionDelay(new ConstantDelay(Duration.ofSeconds(1)));
        RedissonClient quick = Redisson.create(config);
        try (CapturedLog log = new CapturedLog();
                TestNode node = start(TestDatabase.create(), Map.of(SlotCacheSettings.CLIENT, quick))) {
            assertThat(log.messages("SLOTCACHE0040")).isEmpty();
            assertThat(log.messages("SLOTCACHE0001")).hasSize(1);
            assertThat(node.region(Plain.class).hits()).isZero();
        } finally {
            quick.shutdown();
        }
    }

    @Test
    void owner_shuts_the_client_down_while_it_is_used() {
        RedissonClient shortLived = client(cluster);
        TestDatabase database = TestDatabase.create();
        try (CapturedLog log = new CapturedLog();
                TestNode node = start(database, Map.of(SlotCacheSettings.CLIENT, shortLived))) {
            Long id = persisted(node);
            node.awaitHit(Plain.class, id);
            shortLived.shutdown();

            for (int i = 0; i < 5; i++) {
                assertThat(nameOf(node, id)).isEqualTo("thing");
            }
            node.inTransaction(session -> session.find(Plain.class, id).setName("new"));
            node.factory().getCache().evictAllRegions();
            assertThat(nameOf(node, id)).isEqualTo("new");
            await("the cache to be switched off")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(log.messages("SLOTCACHE0004")).hasSize(1));
            assertThat(log.messages("SLOTCACHE0004").get(0)).contains("SLOTCACHE0142");
            assertThat(nameOf(node, id)).isEqualTo("new");
            assertThat(node.cache().masters()).isEmpty();
        } finally {
            shortLived.shutdown();
        }
        // What it missed is not what others read.
        try (TestNode other = start(database, Map.of(SlotCacheSettings.CLIENT, client))) {
            assertThat(other.cache().partitions()).isEqualTo(256);
        }
    }

    static Stream<Map<String, Object>> unusable() {
        RedissonClient ended = client(cluster);
        ended.shutdown();
        return Stream.of(
                settings("SLOTCACHE0141", "nothing", SlotCacheSettings.CLIENT_PROVIDER, (RedissonClientProvider)
                        () -> null),
                settings("SLOTCACHE0140", "no client today", SlotCacheSettings.CLIENT_PROVIDER, (RedissonClientProvider)
                        () -> {
                            throw new IllegalStateException("no client today");
                        }),
                settings("SLOTCACHE0140", "com.acme.Nobody", SlotCacheSettings.CLIENT_PROVIDER, "com.acme.Nobody"),
                settings(
                        "SLOTCACHE0140",
                        "java.lang.String does not implement io.slotcache.spi.RedissonClientProvider",
                        SlotCacheSettings.CLIENT_PROVIDER,
                        "java.lang.String"),
                settings("SLOTCACHE0140", "nobody", SlotCacheSettings.JNDI_NAME, "nobody"),
                settings("SLOTCACHE0141", "a java.lang.String", SlotCacheSettings.JNDI_NAME, "text"),
                settings("SLOTCACHE0141", "has been shut down", SlotCacheSettings.CLIENT, ended),
                settings("not a client", "an org.redisson.Redisson object", SlotCacheSettings.CLIENT, "not a client"));
    }

    private static Map<String, Object> settings(String id, String reason, String key, Object value) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("expected.id", id);
        settings.put("expected.reason", reason);
        settings.put(AvailableSettings.JNDI_CLASS, TestNaming.class.getName());
        settings.put(key, value);
        return settings;
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void what_is_no_client_fails_the_start(Map<String, Object> settings) {
        TestNaming.BOUND.put("text", "text");
        assertThatThrownBy(() -> TestNode.startAsSet(TestDatabase.create(), settings, Things.ALL))
                .hasStackTraceContaining((String) settings.get("expected.id"))
                .hasStackTraceContaining((String) settings.get("expected.reason"));
    }

    private static TestNode start(TestDatabase database, Map<String, Object> settings) {
        TestNode node = TestNode.startAsSet(database, settings, Things.ALL);
        node.awaitLeases();
        return node;
    }

    private static Long persisted(TestNode node) {
        Long id = TwoNodes.newId();
        node.inTransaction(session -> session.persist(Things.create(Plain.class, id, "thing")));
        node.awaitQuiet();
        return id;
    }

    private static String nameOf(TestNode node, Long id) {
        return node.fromTransaction(session -> session.find(Plain.class, id).getName());
    }

    /** A container of beans, as Spring's is one: it makes them with what their constructors ask for. */
    private static final class Injecting implements BeanContainer {

        @Override
        public <B> ContainedBean<B> getBean(
                Class<B> beanType, LifecycleOptions options, BeanInstanceProducer fallback) {
            B bean = beanType.equals(InjectedProvider.class)
                    ? beanType.cast(new InjectedProvider(client))
                    : fallback.produceBeanInstance(beanType);
            return new ContainedBean<>() {
                @Override
                public B getBeanInstance() {
                    return bean;
                }

                @Override
                public Class<B> getBeanClass() {
                    return beanType;
                }
            };
        }

        @Override
        public <B> ContainedBean<B> getBean(
                String name, Class<B> beanType, LifecycleOptions options, BeanInstanceProducer fallback) {
            return getBean(beanType, options, fallback);
        }

        @Override
        public void stop() {}
    }
}
