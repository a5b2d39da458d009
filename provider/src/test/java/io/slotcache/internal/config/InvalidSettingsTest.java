// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user is told of a setting that can't be used. */
final class InvalidSettingsTest {

    private static final String PREFIX = "hibernate.cache.slotcache.";
    private static final String CLASS_PATTERNS = "expected class names (com.acme.Money), packages (com.acme.values.*)"
            + " and packages with those below them (com.acme.**), separated by commas";
    private static final String FORM = ", in ISO-8601 (PT1.5S) or whole milliseconds (1500)";

    @ParameterizedTest
    @ValueSource(strings = {"0", "16385", "-1", "2.5", "many", "", "99999999999999999999"})
    void partitions_outsideTheirForm(String value) {
        assertProblem("partitions", value, "expected a whole number from 1 to 16384");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "PT0S", "-5", "PT-1H", "1 h", "", "PT0.0001S", "P36501D", "999999999999999999"})
    void timeToLive_outsideItsForm(String value) {
        assertProblem("time_to_live", value, "expected a duration from 1 ms to 36500 days" + FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "never", "", "PT0.0001S"})
    void maxIdle_outsideItsForm(String value) {
        assertProblem("max_idle", value, "expected none or a duration from 1 ms to 36500 days" + FORM);
    }

    @Test
    void maxIdle_longerThanEntriesLive() {
        assertProblem(
                "max_idle", "PT2H", "expected no more than hibernate.cache.slotcache.time_to_live, which is PT1H");
        assertProblem(
                "region.com.acme.User.max_idle",
                "PT2H",
                "expected no more than hibernate.cache.slotcache.time_to_live, which is PT1H");
        assertThat(message(
                        Map.of(PREFIX + "region.users.max_idle", "PT2S", PREFIX + "region.users.time_to_live", "PT1S")))
                .isEqualTo(
                        "Invalid SlotCache setting: hibernate.cache.slotcache.region.users.max_idle = 'PT2S': expected"
                                + " no more than hibernate.cache.slotcache.region.users.time_to_live, which is PT1S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "soon"})
    void lockTimeout_outsideItsForm(String value) {
        assertProblem("lock_timeout", value, "expected a duration from 1 ms to 36500 days" + FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "PT30.001S"})
    void commandTimeout_outsideItsForm(String value) {
        assertProblem("command_timeout", value, "expected a duration from 1 ms to 30 s" + FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"49", "PT2.001S", "5 s"})
    void lease_outsideItsForm(String value) {
        assertProblem("lease", value, "expected a duration from 50 ms to 2 s" + FORM);
    }

    @Test
    void duration_asObject_hasTheSameLimits() {
        assertProblem("lease", Duration.ofSeconds(3), "expected a duration from 50 ms to 2 s" + FORM);
        assertProblem("lease", 3000, "expected a duration from 50 ms to 2 s" + FORM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", ""})
    void onLockFailure_outsideItsForm(String value) {
        assertProblem("on_lock_failure", value, "expected available or strict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "com.acme.", "com.acme.Money,", "com..Money", "com.*.Money", "com.acme.***", "1a.B", "a b"})
    void allowedClasses_outsideTheirForm(String value) {
        assertProblem("allowed_classes", value, CLASS_PATTERNS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", "com.acme.Money,*"})
    void allowedClasses_thatAreAll(String value) {
        assertProblem("allowed_classes", value, "a list that allows every class is none; " + CLASS_PATTERNS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999", "100000001", "1MiB"})
    void entrySizeLimit_outsideItsForm(String value) {
        assertProblem("entry_size_limit", value, "expected a whole number from 1000 to 100000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xml", "1"})
    void codec_outsideItsForm(String value) {
        assertProblem("codec", value, "expected binary or json");
    }

    @Test
    void config_empty() {
        assertProblem("config", " ", "expected the location of a Redisson YAML: file, classpath: resource or URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\"\"|every key begins with it, so it can't be empty",
                "a{b|braces enclose the hash tag that places a key in its slot",
                "a}b|braces enclose the hash tag that places a key in its slot",
                "a:b|a colon separates the parts of a key",
                "a%b|a percent sign begins an escaped character in a key",
                "a b|whitespace splits a key in redis-cli and in ACL rules",
                "a |whitespace splits a key in redis-cli and in ACL rules",
                "\"a\tb\"|whitespace splits a key in redis-cli and in ACL rules",
                "\"a\u0000b\"|whitespace splits a key in redis-cli and in ACL rules",
            })
    void namespace_refusedWithItsReason(String value, String reason) {
        assertProblem(
                "namespace", value, reason + "; expected text without braces, colon, percent sign and whitespace");
    }

    static Stream<Object> foreignKeysFactories() {
        return Stream.of("com.acme.Keys", "Default", "", InvalidSettingsTest.class, new StringBuilder("keys"), 1);
    }

    @ParameterizedTest
    @MethodSource("foreignKeysFactories")
    void keysFactory_ofTheApplication(Object factory) {
        assertThat(message(Map.of("hibernate.cache.keys_factory", factory)))
                .isEqualTo("Invalid SlotCache setting: hibernate.cache.keys_factory = '" + factory
                        + "': expected default or simple, or nothing: SlotCache makes its keys itself, of region, tenant"
                        + " and identifier, and can't use others");
    }

    @Test
    void configAndNodes_excludeEachOther() {
        assertThat(message(Map.of(PREFIX + "nodes", "redis://h:1", PREFIX + "config", "redisson.yaml")))
                .isEqualTo(
                        "Invalid SlotCache setting: hibernate.cache.slotcache.nodes = 'redis://h:1': expected to be left"
                                + " out, since hibernate.cache.slotcache.config says where the servers are");
    }

    @Test
    void everySource_excludesThoseAfterIt() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(PREFIX + "client_provider", "com.acme.CacheClient");
        all.put(PREFIX + "jndi_name", "redisson");
        all.put(PREFIX + "config", "redisson.yaml");
        all.put(PREFIX + "nodes", "redis://h:1");
        String complaint =
                "expected to be left out, since hibernate.cache.slotcache.client_provider says where the servers are";

        assertThat(failure(all).problems())
                .containsExactlyInAnyOrder(
                        PREFIX + "jndi_name = 'redisson': " + complaint,
                        PREFIX + "config = 'redisson.yaml': " + complaint,
                        PREFIX + "nodes = 'redis://h:1': " + complaint);
    }

    @Test
    void sentinelMaster_needsTheSentinels() {
        assertProblem(
                "sentinel_master",
                "mymaster",
                "expected beside hibernate.cache.slotcache.nodes, which then has the addresses of the Sentinels");
        assertThat(failure(Map.of(PREFIX + "sentinel_master", " ", PREFIX + "nodes", "redis://h:1"))
                        .getMessage())
                .endsWith("expected the name under which Sentinels watch their master");
    }

    @Test
    void client_thatIsNone() {
        assertProblem(
                "client",
                "redisson",
                "it is a java.lang.String; expected an org.redisson.Redisson object, which code puts into the settings;"
                        + " the name of a class that gives one is for client_provider, a name in JNDI for jndi_name");
    }

    @Test
    void clientProvider_thatIsNone() {
        String expected = "expected an io.slotcache.spi.RedissonClientProvider, its class, or its class's name";
        assertProblem("client_provider", " ", expected);
        assertProblem("client_provider", 42, expected);
        assertThat(message(Map.of(PREFIX + "client_provider", String.class))).endsWith(expected);
    }

    @Test
    void lockTimeout_shorterThanAStalledCommit() {
        assertThat(message(Map.of(PREFIX + "lock_timeout", "PT0.5S", PREFIX + "command_timeout", "PT2S")))
                .isEqualTo(
                        "Invalid SlotCache setting: hibernate.cache.slotcache.lock_timeout = 'PT0.5S': expected no less than"
                                + " three times hibernate.cache.slotcache.lease and hibernate.cache.slotcache.command_timeout,"
                                + " together PT5S");
    }

    @Test
    void lockTimeout_ofARegion_shorterThanLease() {
        assertProblem(
                "region.com.acme.User.lock_timeout",
                3249,
                "expected no less than three times hibernate.cache.slotcache.lease and"
                        + " hibernate.cache.slotcache.command_timeout, together PT3.25S");
    }

    @Test
    void lockTimeout_isNotComparedWithALeaseThatWasRefused() {
        assertThat(message(Map.of(PREFIX + "lock_timeout", "PT0.5S", PREFIX + "lease", "short")))
                .isEqualTo(
                        "Invalid SlotCache setting: hibernate.cache.slotcache.lease = 'short': expected a duration from"
                                + " 50 ms to 2 s" + FORM);
    }

    @ParameterizedTest
    @CsvSource({
        "patitions, partitions",
        "PARTITION, partitions",
        "node, nodes",
        "timeToLive, time_to_live",
        "time-to-live, time_to_live",
        "lock_time_out, lock_timeout",
        "on_lock_fail, on_lock_failure",
        "region.com.acme.User.time_to_life, region.com.acme.User.time_to_live",
        "region.users.locktimeout, region.users.lock_timeout",
        "regoin.com.acme.User.time_to_live, region.com.acme.User.time_to_live",
        "com.acme.User.time_to_live, region.com.acme.User.time_to_live",
    })
    void misspeltKey_isAnsweredWithTheNearest(String given, String meant) {
        assertProblem(given, "1", "no such setting; did you mean hibernate.cache.slotcache." + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour", "", "com.acme.User.colour"})
    void unknownKey_isAnsweredWithAll(String given) {
        assertProblem(given, "1", allNames());
    }

    @Test
    void unknownKeyOfARegion_isAnsweredWithThoseOfRegions() {
        assertProblem(
                "region.users.colour",
                "1",
                "no such setting; expected one of time_to_live, max_idle, lock_timeout, on_lock_failure,"
                        + " entry_size_limit, codec");
    }

    @Test
    void settingOfTheWholeCache_isRefusedForARegion() {
        assertProblem(
                "region.users.partitions",
                "1",
                "this setting holds for the whole cache; expected hibernate.cache.slotcache.partitions");
    }

    @Test
    void timeToLive_ofTables() {
        assertProblem(
                "region.default-update-timestamps-region.time_to_live",
                "PT1H",
                "what is known of tables never expires; expected a time to live for a region of queries, such as "
                        + "hibernate.cache.slotcache.region.default-query-results-region.time_to_live");
    }

    @ParameterizedTest
    @ValueSource(strings = {"region.time_to_live", "region..time_to_live", "region."})
    void regionKeyWithoutRegion(String given) {
        assertProblem(given, "1", "expected hibernate.cache.slotcache.region.<region>.<setting>");
    }

    @Test
    void valueOfARegion_isCheckedToo() {
        assertProblem("region.com.acme.Token.on_lock_failure", "maybe", "expected available or strict");
    }

    @Test
    void allProblems_areToldAtOnce() {
        InvalidSettingException failure = failure(Map.of(
                PREFIX + "patitions", "256",
                PREFIX + "lease", "5 s",
                PREFIX + "nodes", "localhost:7001",
                PREFIX + "region.users.time_to_live", "0"));

        assertThat(failure)
                .isInstanceOf(CacheException.class)
                .hasMessageStartingWith(
                        "4 invalid SlotCache settings:\n  hibernate.cache.slotcache.patitions = '256': ");
        assertThat(failure.problems()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "redis_pwd", "secret", "auth_token", "credentials", "region.users.password"})
    void valueOfAnUnknownKeyThatSpeaksOfASecret_isNotPrinted(String name) {
        assertThat(message(Map.of(PREFIX + name, "s3cret")))
                .startsWith("Invalid SlotCache setting: " + PREFIX + name + " = '***': no such setting")
                .doesNotContain("s3cret");
    }

    private static String allNames() {
        return "no such setting; expected one of nodes, sentinel_master, config, client, client_provider, jndi_name, namespace,"
                + " partitions, time_to_live, max_idle, lock_timeout, command_timeout, on_lock_failure, lease, allowed_classes,"
                + " entry_size_limit, codec";
    }

    private static void assertProblem(String name, Object value, String complaint) {
        assertThat(message(Map.of(PREFIX + name, value)))
                .isEqualTo("Invalid SlotCache setting: " + PREFIX + name + " = '" + value + "': " + complaint);
    }

    private static String message(Map<String, Object> settings) {
        return failure(settings).getMessage();
    }

    private static InvalidSettingException failure(Map<String, Object> settings) {
        InvalidSettingException failure =
                catchThrowableOfType(InvalidSettingException.class, () -> SettingsParser.parse(settings));
        assertThat(failure).as("parse(%s)", settings).isNotNull();
        return failure;
    }
}
