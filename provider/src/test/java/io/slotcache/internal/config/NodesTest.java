// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, their credentials, and that these are never printed. */
final class NodesTest {

    private static final String KEY = "hibernate.cache.slotcache.nodes";
    private static final String EXPECTED = "expected comma-separated addresses redis://host:port or rediss://host:port,"
            + " with user:password@ before the host if the servers ask for it";

    @Test
    void addresses_areReadInOrder() {
        assertThat(nodes("redis://b:7001,redis://a.example:7002/ , redis://[fe80::1]:65535"))
                .isEqualTo(new ConnectionSource.Nodes(
                        List.of(
                                new NodeAddress(false, "b", 7001),
                                new NodeAddress(false, "a.example", 7002),
                                new NodeAddress(false, "[fe80::1]", 65_535)),
                        null));
    }

    @Test
    void address_printsAsRedissonReadsIt() {
        assertThat(new NodeAddress(true, "[::1]", 7001)).hasToString("rediss://[::1]:7001");
        assertThat(new NodeAddress(false, "h", 1)).hasToString("redis://h:1");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = ' ',
            value = {
                "redis://app:secret@h:1 app secret",
                "redis://:secret@h:1 - secret",
                "redis://secret@h:1 - secret",
                "redis://a%40b:se%3Acr%2Fet@h:1 a@b se:cr/et",
                "redis://app:se+cret@h:1 app se+cret",
                "redis://app:s@e/c?r:et@h:1 app s@e/c?r:et",
                "redis://app:s,ecret@h:1 app s,ecret",
                "redis://app:secret@h:1,redis://i:1 app secret",
                "redis://h:1,redis://app:secret@i:1 app secret",
                "redis://app:secret@h:1,redis://app:secret@i:1 app secret",
            })
    void credentials_holdForAllNodes(String value, String user, String password) {
        assertThat(nodes(value).credentials()).isEqualTo(new Credentials(user, password));
        assertThat(nodes(value).addresses()).allMatch(address -> !address.host().contains("@"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "localhost:7001",
                "redis://h",
                "redis://h:",
                "redis://:7001",
                "redis://h:x",
                "http://h:1",
                "redis://::1:7001",
                "redis://h:1/0",
                "redis://h:1,",
                "redis://h:1,i:1",
                "redis://h:1 redis://i:1",
            })
    void noAddress_isRefused(String value) {
        assertRefused(value, value, EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://h:0", "redis://h:65536"})
    void portOutOfRange_isRefused(String value) {
        assertRefused(value, value, "a port is a number from 1 to 65535; " + EXPECTED);
    }

    @Test
    void tlsForSome_isRefused() {
        assertRefused(
                "redis://h:1,rediss://i:1",
                "redis://h:1,rediss://i:1",
                "TLS is used for all nodes or for none, but these addresses mix redis:// and rediss://; " + EXPECTED);
    }

    @Test
    void differingCredentials_areRefused_andNotPrinted() {
        assertRefused(
                "redis://app:one@h:1,redis://app:two@i:1",
                "redis://***@h:1,redis://***@i:1",
                "one user and password hold for all nodes, but these addresses differ in them; " + EXPECTED);
    }

    @Test
    void malformedCredentials_areRefused_andNotPrinted() {
        assertRefused(
                "redis://app:se%zzcret@h:1",
                "redis://***@h:1", "a percent sign in user or password is written %25; " + EXPECTED);
        assertRefused("redis://app:@h:1", "redis://***@h:1", "the password before @ is empty; " + EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app:s3cret@h:1",
                "redis://app:s3cret@h",
                "redis://s3cret@h:x",
                "redis://app:x@s3cret@h:0",
                "redis://app:x,s3cret@h",
                "redis://h:1,redis://app:s3cret@i",
                "redis://app:s3/cret?s3cret@h",
            })
    void password_isNotInTheMessage(String value) {
        assertThatThrownBy(() -> nodes(value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("***@")
                .hasMessageNotContaining("s3")
                .hasNoCause();
    }

    @Test
    void passwordOfALocation_isNotInTheMessage() {
        Map<String, Object> settings = Map.of(
                "hibernate.cache.slotcache.config",
                "https://app:s3cret@h/redisson.yaml?token=s3cret",
                KEY,
                "redis://app:s3cret@h:1");

        assertThatThrownBy(() -> SettingsParser.parse(settings)).hasMessageNotContaining("s3cret");
    }

    @Test
    void password_isNotInAnyToString() {
        assertThat(SettingsParser.parse(Map.of(KEY, "redis://app:s3cret@h:1")).toString())
                .contains("source=redis://h:1")
                .doesNotContain("s3cret", "app");
        assertThat(new ConnectionSource.RedissonYaml("the.key", "https://app:s3cret@h/redisson.yaml?token=s3cret"))
                .hasToString("https://***@h/redisson.yaml?***");
    }

    private static ConnectionSource.Nodes nodes(String value) {
        return (ConnectionSource.Nodes) SettingsParser.parse(Map.of(KEY, value)).source();
    }

    private static void assertRefused(String value, String printed, String complaint) {
        assertThatThrownBy(() -> nodes(value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("Invalid SlotCache setting: " + KEY + " = '" + printed + "': " + complaint);
    }
}
