// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be said of the settings of Redisson Hibernate. Not thread-safe. */
final class MigrationNotes {

    private final List<String> taken = new ArrayList<>();

    /** Keys by what happens instead. */
    private final Map<String, List<String>> lost = new LinkedHashMap<>();

    /** @param setting with its value, as it may be printed */
    void take(String setting) {
        taken.add(setting);
    }

    void lose(String key, String instead) {
        lost.computeIfAbsent(instead, i -> new ArrayList<>()).add(key);
    }

    List<String> taken() {
        return taken;
    }

    List<String> lost() {
        List<String> lines = new ArrayList<>();
        lost.forEach((instead, keys) -> lines.add(String.join(", ", keys) + ": " + instead));
        return lines;
    }
}
