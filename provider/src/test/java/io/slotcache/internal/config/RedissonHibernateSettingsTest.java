// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What settings of Redisson Hibernate come to mean, and what is said of those that mean nothing. */
final class RedissonHibernateSettingsTest {

    private static final String OURS = "hibernate.cache.slotcache.";
    private static final String THEIRS = "hibernate.cache.redisson.";
    private static final Duration DEFAULT = Duration.ofHours(1);

    @TempDir
    Path directory;

    @Test
    void none_areNothingToSpeakOf() {
        assertThat(parse().migration()).isEqualTo(Migration.NONE);
    }

    // ---- where the servers are

    @Test
    void config_isTakenOver() {
        SlotCacheConfiguration configuration = parse(THEIRS + "config", "/etc/redisson.yaml");

        assertThat(configuration.source())
                .isEqualTo(new ConnectionSource.RedissonYaml(THEIRS + "config", "/etc/redisson.yaml"));
        assertThat(configuration.migration().taken()).containsExactly(THEIRS + "config = /etc/redisson.yaml");
    }

    @Test
    void config_thatCannotBeUsed_isNamedByTheKeyThatTheUserHas() {
        SlotCacheConfiguration configuration = parse(THEIRS + "config", "nowhere.yaml");

        assertThat(catchThrowableOfType(InvalidSettingException.class, () -> RedissonSetup.of(configuration)))
                .hasMessageStartingWith(
                        "Invalid SlotCache setting: hibernate.cache.redisson.config = 'nowhere.yaml': it can't be read");
    }

    @Test
    void config_isAResourceBeforeItIsAFile() throws IOException {
        Files.createFile(directory.resolve("cache.yaml"));

        onClassPath(() ->
                assertThat(parse(THEIRS + "config", "cache.yaml").source()).hasToString("classpath:cache.yaml"));
    }

    @Test
    void jndiName_isTakenOver_alsoBesideAConfig() {
        SlotCacheConfiguration configuration =
                parse(THEIRS + "jndi_name", "redisson", THEIRS + "config", "redisson.yaml");

        assertThat(configuration.source()).isEqualTo(new ConnectionSource.JndiName(THEIRS + "jndi_name", "redisson"));
        assertThat(configuration.migration().taken()).containsExactly(THEIRS + "jndi_name = redisson");
        assertThat(configuration.migration().lost())
                .containsExactly(THEIRS + "config: " + THEIRS + "jndi_name says where the servers are");
    }

    @Test
    void ownSource_wins() {
        SlotCacheConfiguration configuration = parse(
                OURS + "nodes", "redis://h:1", THEIRS + "jndi_name", "redisson", THEIRS + "config", "redisson.yaml");

        assertThat(configuration.source()).hasToString("redis://h:1");
        assertThat(configuration.migration().taken()).isEmpty();
        assertThat(configuration.migration().lost())
                .containsExactly(
                        THEIRS + "config, " + THEIRS + "jndi_name: " + OURS + "nodes says where the servers are");
    }

    @Test
    void defaultFile_isFoundOnTheClassPath_jsonFirst() throws IOException {
        Files.createFile(directory.resolve("redisson.yaml"));
        onClassPath(() -> {
            assertThat(parse().source()).hasToString("classpath:redisson.yaml");
            assertThat(parse().migration().taken()).containsExactly(THEIRS + "config = classpath:redisson.yaml");
            assertThat(parse(OURS + "nodes", "redis://h:1").source()).hasToString("redis://h:1");
            assertThat(parse(OURS + "nodes", "redis://h:1").migration()).isEqualTo(Migration.NONE);
        });
        Files.createFile(directory.resolve("redisson.json"));
        onClassPath(() -> assertThat(parse().source()).hasToString("classpath:redisson.json"));
    }

    private void onClassPath(Runnable assertions) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(application);
            assertions.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // ---- times

    @ParameterizedTest
    @CsvSource({"collection, COLLECTION", "entity, ENTITY", "naturalid, NATURAL_ID", "query, QUERY"})
    void timesOfAKind_holdForItsRegionsAlone(String name, RegionKind kind) {
        SlotCacheConfiguration configuration = parse(
                THEIRS + name + ".expiration.time_to_live",
                "120000",
                THEIRS + name + ".expiration.max_idle_time",
                60_000);

        for (RegionKind any : RegionKind.values()) {
            RegionSettings settings = configuration.region("any", any);
            assertThat(settings.timeToLive()).isEqualTo(any == kind ? Duration.ofMinutes(2) : DEFAULT);
            assertThat(settings.maxIdle()).isEqualTo(any == kind ? Duration.ofMinutes(1) : Duration.ZERO);
        }
        assertThat(configuration.regionNames()).isEmpty();
        assertThat(configuration.migration().taken())
                .containsExactlyInAnyOrder(
                        THEIRS + name + ".expiration.time_to_live = 120000",
                        THEIRS + name + ".expiration.max_idle_time = 60000");
        assertThat(configuration.migration().lost()).isEmpty();
    }

    @Test
    void timesOfARegion_winOverThoseOfItsKind() {
        SlotCacheConfiguration configuration = parse(
                THEIRS + "entity.expiration.time_to_live", "600000",
                THEIRS + "entity.expiration.max_idle_time", "300000",
                THEIRS + "com.acme.User.expiration.time_to_live", "120000");

        RegionSettings user = configuration.region("com.acme.User", RegionKind.ENTITY);
        assertThat(user.timeToLive()).isEqualTo(Duration.ofMinutes(2));
        assertThat(user.maxIdle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(configuration.region("com.acme.Order", RegionKind.ENTITY).timeToLive())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(configuration.regionNames()).containsExactly("com.acme.User");
    }

    @Test
    void regionWithItsPrefix_winsOverTheOneWithout() {
        SlotCacheConfiguration configuration = parse(
                "hibernate.cache.region_prefix",
                "shop",
                THEIRS + "shop.users.expiration.time_to_live",
                "1",
                THEIRS + "users.expiration.time_to_live",
                "2",
                THEIRS + "a.expiration.time_to_live",
                "3",
                THEIRS + "shop.a.expiration.time_to_live",
                "4",
                THEIRS + "shop.b.expiration.time_to_live",
                "5");

        assertThat(configuration.region("users", RegionKind.ENTITY).timeToLive())
                .isEqualTo(Duration.ofMillis(1));
        assertThat(configuration.region("a", RegionKind.ENTITY).timeToLive()).isEqualTo(Duration.ofMillis(4));
        assertThat(configuration.region("b", RegionKind.ENTITY).timeToLive()).isEqualTo(Duration.ofMillis(5));
        assertThat(configuration.regionNames()).containsExactlyInAnyOrder("users", "a", "b");
    }

    @Test
    void ownTimeOfTheWholeCache_winsOverAllOfTheirs() {
        SlotCacheConfiguration configuration = parse(
                OURS + "time_to_live", "PT10M",
                THEIRS + "entity.expiration.time_to_live", "1",
                THEIRS + "users.expiration.time_to_live", "2",
                THEIRS + "users.expiration.max_idle_time", "60000");

        RegionSettings users = configuration.region("users", RegionKind.ENTITY);
        assertThat(users.timeToLive()).isEqualTo(Duration.ofMinutes(10));
        assertThat(users.maxIdle()).isEqualTo(Duration.ofMinutes(1));
        assertThat(configuration.migration().lost())
                .containsExactly(THEIRS + "entity.expiration.time_to_live, " + THEIRS
                        + "users.expiration.time_to_live: " + OURS + "time_to_live counts");
    }

    @Test
    void ownTimeOfARegion_winsThere() {
        SlotCacheConfiguration configuration = parse(
                OURS + "region.users.time_to_live", "PT10M",
                OURS + "region.orders.lock_timeout", "PT5S",
                THEIRS + "users.expiration.time_to_live", "2",
                THEIRS + "entity.expiration.time_to_live", "120000");

        assertThat(configuration.region("users", RegionKind.ENTITY).timeToLive())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(configuration.region("others", RegionKind.ENTITY).timeToLive())
                .isEqualTo(Duration.ofMinutes(2));
        RegionSettings orders = configuration.region("orders", RegionKind.ENTITY);
        assertThat(orders.timeToLive()).isEqualTo(Duration.ofMinutes(2));
        assertThat(orders.lockTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.migration().lost())
                .containsExactly(
                        THEIRS + "users.expiration.time_to_live: " + OURS + "region.users.time_to_live counts");
    }

    @Test
    void zero_isNoLimitForIdleness_andTheDefaultForLife() {
        SlotCacheConfiguration configuration = parse(
                THEIRS + "entity.expiration.time_to_live", "600000",
                THEIRS + "entity.expiration.max_idle_time", "300000",
                THEIRS + "users.expiration.time_to_live", "0",
                THEIRS + "users.expiration.max_idle_time", "0");

        RegionSettings users = configuration.region("users", RegionKind.ENTITY);
        assertThat(users.timeToLive()).isEqualTo(DEFAULT);
        assertThat(users.hasMaxIdle()).isFalse();
        assertThat(configuration.migration().lost())
                .containsExactly(
                        THEIRS + "users.expiration.time_to_live: an entry's time is always limited, here to PT1H ("
                                + OURS + "time_to_live)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "PT1H", "", "99999999999"})
    void timeThatIsNone_failsTheStart(String value) {
        String key = THEIRS + "entity.expiration.max_idle_time";

        assertThat(catchThrowableOfType(InvalidSettingException.class, () -> parse(key, value)))
                .hasMessage("Invalid SlotCache setting: " + key + " = '" + value
                        + "': expected a whole number from 0 to 2147483647, in milliseconds, 0 for no limit");
    }

    // ---- what has no equivalent

    @Test
    void whatHasNoEquivalent_isSaidWithWhatHappensInstead() {
        SlotCacheConfiguration configuration = parse(
                THEIRS + "entity.eviction.max_entries", "10000",
                THEIRS + "users.eviction.max_entries", 500,
                THEIRS + "users.localcache.size", "5000",
                THEIRS + "fallback", false,
                THEIRS + "timestamps.expiration.time_to_live", "600000",
                THEIRS + "default-update-timestamps-region.expiration.max_idle_time", "600000",
                THEIRS + "colour", "blue");

        assertThat(configuration.migration().taken()).isEmpty();
        assertThat(configuration.migration().lost())
                .containsExactlyInAnyOrder(
                        THEIRS + "entity.eviction.max_entries, " + THEIRS
                                + "users.eviction.max_entries: there is no limit by"
                                + " number; short of memory, Redis evicts single entries as its maxmemory-policy says",
                        THEIRS + "users.localcache.size: there is no near cache",
                        THEIRS + "fallback: the application always goes on without Redis; " + OURS
                                + "on_lock_failure = strict lets transactions fail whose locks can't be had",
                        THEIRS + "default-update-timestamps-region.expiration.max_idle_time, " + THEIRS
                                + "timestamps.expiration.time_to_live: what is known of tables never expires",
                        THEIRS + "colour: not known, and without effect");
    }

    @Test
    void fallback_isNothingToSpeakOf_whereItIsWanted() {
        assertThat(parse(THEIRS + "fallback", "true").migration()).isEqualTo(Migration.NONE);
    }

    private static SlotCacheConfiguration parse(Object... keysAndValues) {
        Map<String, Object> settings = new HashMap<>();
        List<Object> all = List.of(keysAndValues);
        for (int i = 0; i < all.size(); i += 2) {
            settings.put((String) all.get(i), all.get(i + 1));
        }
        return SettingsParser.parse(settings);
    }
}
