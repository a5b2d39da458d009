// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.SlotCacheSettings;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the constants, their javadoc and docs/settings.md say what the table of settings says. */
final class SettingsDocumentationTest {

    private static final Set<String> PREFIXES = Set.of("PREFIX", "REGION_PREFIX");

    static Stream<Setting<?>> settings() {
        return Setting.ALL.stream();
    }

    @Test
    void everyConstant_isASetting_andTheOtherWayRound() {
        assertThat(constants().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Setting.ALL.stream().map(Setting::key).toList());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void page_hasKeyFormDefaultAndScope(Setting<?> setting) throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/settings.md")).stream()
                .filter(line -> line.startsWith("| `" + setting.name() + "` |"))
                .toList();

        assertThat(rows).hasSize(1);
        List<String> cells =
                Arrays.stream(rows.get(0).split("\\|")).map(String::strip).toList();
        assertThat(cells.get(3)).isEqualTo(setting.defaultText() == null ? "none" : "`" + setting.defaultText() + "`");
        assertThat(cells.get(4)).isEqualTo(setting.perRegion() ? "yes" : "no");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void javadoc_hasDefaultAndScope(Setting<?> setting) throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/slotcache/SlotCacheSettings.java"));
        int constant = source.indexOf("String " + constants().get(setting.key()) + " =");
        String javadoc =
                source.substring(source.lastIndexOf("/**", constant), constant).replaceAll("\\s+\\*?\\s*", " ");

        String defaultText = Objects.toString(setting.defaultText(), "none");
        assertThat(javadoc.toLowerCase())
                .contains(
                        setting.defaultText() == null
                                ? "default none"
                                : ("default {@code " + defaultText + "}").toLowerCase());
        assertThat(javadoc).contains(setting.perRegion() ? "per region" : "for the whole cache");
    }

    @Test
    void exampleOfMistakes_isWhatTheParserSays() throws IOException {
        String page = Files.readString(Path.of("../docs/settings.md"));
        String prefix = SlotCacheSettings.PREFIX;
        try {
            SettingsParser.parse(Map.of(prefix + "patitions", "256", prefix + "lease", "5 s"));
        } catch (InvalidSettingException e) {
            assertThat(page).contains("```\n" + e.getMessage() + "\n```");
            return;
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void exampleOfProperties_isAccepted() throws IOException {
        Set<String> regions = new HashSet<>();
        for (String block : Files.readString(Path.of("../docs/settings.md")).split("```")) {
            Map<String, Object> settings = block.lines()
                    .filter(line -> line.matches("hibernate\\.cache\\.slotcache\\.[^=<]+=.*"))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            List<String> sources = Setting.SOURCES.stream()
                    .map(Setting::key)
                    .filter(settings::containsKey)
                    .toList();
            // Of these one at a time.
            for (String source : sources) {
                Map<String, Object> alone = new HashMap<>(settings);
                alone.keySet().removeIf(key -> sources.contains(key) && !key.equals(source));
                regions.addAll(SettingsParser.parse(alone).regionNames());
            }
        }

        assertThat(regions)
                .containsExactlyInAnyOrder("com.acme.Country", "com.acme.Account", "default-update-timestamps-region");
    }

    /** Names by key. */
    private static Map<String, String> constants() {
        return Arrays.stream(SlotCacheSettings.class.getFields())
                .filter(field -> !PREFIXES.contains(field.getName()))
                .collect(Collectors.toMap(SettingsDocumentationTest::value, Field::getName));
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
