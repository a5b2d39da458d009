// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.SlotCacheSettings;
import io.slotcache.internal.codec.BodyFormat;
import io.slotcache.spi.RedissonClientProvider;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.cache.internal.DefaultCacheKeysFactory;
import org.hibernate.cache.internal.SimpleCacheKeysFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings become: defaults, every setting's place, durations and regions. */
final class SettingsParserTest {

    @Test
    void nothingSet_givesTheDefaults() {
        assertThat(SettingsParser.parse(Map.of()))
                .isEqualTo(new SlotCacheConfiguration(
                        "slotcache",
                        256,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        List.of(),
                        new RegionSettings(
                                Duration.ofHours(1),
                                Duration.ZERO,
                                Duration.ofSeconds(60),
                                LockFailureMode.AVAILABLE,
                                1_048_576,
                                BodyFormat.BINARY),
                        Map.of(),
                        Migration.NONE,
                        new ConnectionSource.Nodes(List.of(new NodeAddress(false, "127.0.0.1", 7001)), null)));
    }

    @Test
    void everySetting_hasItsPlace() {
        SlotCacheConfiguration configuration = SettingsParser.parse(Map.ofEntries(
                Map.entry("hibernate.cache.slotcache.nodes", "rediss://app:secret@10.0.0.1:7002, rediss://[::1]:7003"),
                Map.entry("hibernate.cache.slotcache.namespace", "shop"),
                Map.entry("hibernate.cache.slotcache.partitions", "1024"),
                Map.entry("hibernate.cache.slotcache.time_to_live", "PT10M"),
                Map.entry("hibernate.cache.slotcache.max_idle", "PT2M"),
                Map.entry("hibernate.cache.slotcache.lock_timeout", "PT30S"),
                Map.entry("hibernate.cache.slotcache.command_timeout", "PT0.1S"),
                Map.entry("hibernate.cache.slotcache.on_lock_failure", "strict"),
                Map.entry("hibernate.cache.slotcache.lease", "PT0.5S"),
                Map.entry("hibernate.cache.slotcache.allowed_classes", "com.acme.Money, com.acme.values.*,org.acme.**"),
                Map.entry("hibernate.cache.slotcache.codec", "json"),
                Map.entry("hibernate.cache.slotcache.entry_size_limit", "4096")));

        assertThat(configuration)
                .isEqualTo(new SlotCacheConfiguration(
                        "shop",
                        1024,
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        List.of("com.acme.Money", "com.acme.values.*", "org.acme.**"),
                        new RegionSettings(
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(30),
                                LockFailureMode.STRICT,
                                4096,
                                BodyFormat.JSON),
                        Map.of(),
                        Migration.NONE,
                        new ConnectionSource.Nodes(
                                List.of(new NodeAddress(true, "10.0.0.1", 7002), new NodeAddress(true, "[::1]", 7003)),
                                new Credentials("app", "secret"))));
    }

    @Test
    void config_takesThePlaceOfNodes() {
        assertThat(parse("config", " classpath:redisson.yaml ").source())
                .isEqualTo(new ConnectionSource.RedissonYaml(
                        "hibernate.cache.slotcache.config", "classpath:redisson.yaml"));
    }

    @Test
    void suppliedClients_takeThePlaceOfNodes() {
        RedissonClientProvider provider = () -> null;

        assertThat(parse("client_provider", provider).source()).isEqualTo(new ConnectionSource.Provider(provider));
        assertThat(parse("client_provider", provider.getClass()).source())
                .isEqualTo(new ConnectionSource.Provider(provider.getClass()));
        assertThat(parse("client_provider", " com.acme.CacheClient ").source())
                .isEqualTo(new ConnectionSource.Provider("com.acme.CacheClient"))
                .hasToString("hibernate.cache.slotcache.client_provider = com.acme.CacheClient");
        assertThat(parse("jndi_name", "java:comp/redisson").source())
                .isEqualTo(new ConnectionSource.JndiName("hibernate.cache.slotcache.jndi_name", "java:comp/redisson"))
                .hasToString("hibernate.cache.slotcache.jndi_name = java:comp/redisson");
    }

    @Test
    void keysOfOthers_areNotRead() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("hibernate.cache.slotcachex.partitions", "many");
        settings.put("hibernate.cache.use_query_cache", "perhaps");

        assertThat(SettingsParser.parse(settings)).isEqualTo(SettingsParser.parse(Map.of()));
    }

    static Stream<Object> ownKeysFactories() {
        return Stream.of(
                "default",
                " simple ",
                DefaultCacheKeysFactory.class.getName(),
                SimpleCacheKeysFactory.class,
                DefaultCacheKeysFactory.INSTANCE);
    }

    @ParameterizedTest
    @MethodSource("ownKeysFactories")
    void keysFactoryOfHibernate_changesNothing(Object factory) {
        assertThat(SettingsParser.parse(Map.of("hibernate.cache.keys_factory", factory)))
                .isEqualTo(SettingsParser.parse(Map.of()));
    }

    @Test
    void keyWithoutValue_countsAsNotGiven() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("hibernate.cache.slotcache.nodes", null);
        settings.put("hibernate.cache.slotcache.config", "redisson.yaml");

        assertThat(SettingsParser.parse(settings).source())
                .isEqualTo(new ConnectionSource.RedissonYaml("hibernate.cache.slotcache.config", "redisson.yaml"));
    }

    static Stream<Arguments> durations() {
        return Stream.of(
                Arguments.of("PT1H30M", Duration.ofMinutes(90)),
                Arguments.of(" PT1S ", Duration.ofSeconds(1)),
                Arguments.of("pt1s", Duration.ofSeconds(1)),
                Arguments.of("P2D", Duration.ofDays(2)),
                Arguments.of("1500", Duration.ofMillis(1500)),
                Arguments.of(1500, Duration.ofMillis(1500)),
                Arguments.of(1500L, Duration.ofMillis(1500)),
                Arguments.of(Duration.ofMillis(1500), Duration.ofMillis(1500)),
                Arguments.of("1", Duration.ofMillis(1)),
                Arguments.of("P36500D", Duration.ofDays(36_500)));
    }

    @ParameterizedTest
    @MethodSource("durations")
    void duration_isReadInEveryForm(Object given, Duration expected) {
        assertThat(parse("time_to_live", given).defaults().timeToLive()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16_384})
    void partitions_includeTheirLimits(int partitions) {
        assertThat(parse("partitions", partitions).partitions()).isEqualTo(partitions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.05S", "PT2S"})
    void lease_includesItsLimits(String lease) {
        assertThat(parse("lease", lease).lease()).isEqualTo(Duration.parse(lease));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "0", "PT0S"})
    void maxIdle_canBeNone(String none) {
        assertThat(parse("max_idle", none).defaults().hasMaxIdle()).isFalse();
        assertThat(parse("max_idle", Duration.ZERO).defaults().hasMaxIdle()).isFalse();
    }

    @Test
    void maxIdle_ofAllRegions_canBeTakenAwayFromOne_andIsWithoutEffectWhereEntriesLiveShorter() {
        SlotCacheConfiguration configuration = SettingsParser.parse(Map.of(
                "hibernate.cache.slotcache.max_idle", "PT10M",
                "hibernate.cache.slotcache.region.users.max_idle", "none",
                "hibernate.cache.slotcache.region.tokens.time_to_live", "PT10M",
                "hibernate.cache.slotcache.region.rates.time_to_live", "PT10M0.001S",
                "hibernate.cache.slotcache.region.logs.max_idle", "PT1H"));

        assertThat(configuration.ownSettings("other").hasMaxIdle()).isTrue();
        assertThat(configuration.ownSettings("users").hasMaxIdle()).isFalse();
        assertThat(configuration.ownSettings("tokens").hasMaxIdle()).isFalse();
        assertThat(configuration.ownSettings("rates").maxIdle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(configuration.ownSettings("rates").hasMaxIdle()).isTrue();
        assertThat(configuration.ownSettings("logs").hasMaxIdle())
                .as("as long as entries live")
                .isFalse();
    }

    @Test
    void lockFailureMode_isReadInEitherCase_andAsEnum() {
        assertThat(parse("on_lock_failure", "Strict").defaults().onLockFailure())
                .isEqualTo(LockFailureMode.STRICT);
        assertThat(parse("on_lock_failure", LockFailureMode.STRICT).defaults().onLockFailure())
                .isEqualTo(LockFailureMode.STRICT);
    }

    @Test
    void region_overridesTheWholeCache_settingBySetting() {
        SlotCacheConfiguration configuration = SettingsParser.parse(Map.of(
                "hibernate.cache.slotcache.time_to_live", "PT10M",
                "hibernate.cache.slotcache.region.com.acme.User.time_to_live", "PT5M",
                "hibernate.cache.slotcache.region.com.acme.User.lock_timeout", "PT5S",
                "hibernate.cache.slotcache.region.users.on_lock_failure", "strict"));

        Duration lockTimeout = Duration.ofSeconds(60);
        assertThat(configuration.ownSettings("com.acme.User"))
                .isEqualTo(new RegionSettings(
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        LockFailureMode.AVAILABLE,
                        1_048_576,
                        BodyFormat.BINARY));
        assertThat(configuration.ownSettings("users"))
                .isEqualTo(new RegionSettings(
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        lockTimeout,
                        LockFailureMode.STRICT,
                        1_048_576,
                        BodyFormat.BINARY));
        assertThat(configuration.ownSettings("other"))
                .isEqualTo(new RegionSettings(
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        lockTimeout,
                        LockFailureMode.AVAILABLE,
                        1_048_576,
                        BodyFormat.BINARY));
        assertThat(configuration.regionNames()).containsExactlyInAnyOrder("com.acme.User", "users");
    }

    @Test
    void forRegion_givesTheKeyThatIsRead() {
        String key = SlotCacheSettings.forRegion("com.acme.User.roles", SlotCacheSettings.TIME_TO_LIVE);

        assertThat(key).isEqualTo("hibernate.cache.slotcache.region.com.acme.User.roles.time_to_live");
        assertThat(SettingsParser.parse(Map.of(key, "1"))
                        .ownSettings("com.acme.User.roles")
                        .timeToLive())
                .isEqualTo(Duration.ofMillis(1));
        assertThatThrownBy(() -> SlotCacheSettings.forRegion("users", "time_to_live"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'time_to_live' is no constant of SlotCacheSettings");
    }

    private static SlotCacheConfiguration parse(String name, Object value) {
        return SettingsParser.parse(Map.of("hibernate.cache.slotcache." + name, value));
    }
}
