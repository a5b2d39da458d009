// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static java.util.stream.Collectors.toCollection;

import io.slotcache.SlotCacheSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings of one session factory as they were given, and what is wrong with them. Not thread-safe. */
final class GivenSettings {

    private final TreeMap<String, Object> values = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();

    /** Takes the keys with our prefix; one without a value counts as not given. */
    GivenSettings(Map<String, Object> settings) {
        settings.forEach((key, value) -> {
            if (key.startsWith(SlotCacheSettings.PREFIX) && value != null) {
                values.put(key, value);
            }
        });
        for (String key : values.keySet()) {
            String complaint = KeyCheck.complaint(key);
            if (complaint != null) {
                complain(key, complaint);
            }
        }
        checkKeysFactory(settings.get(KeysFactory.KEY));
    }

    private void checkKeysFactory(@Nullable Object given) {
        String complaint = given == null ? null : KeysFactory.complaint(given);
        if (given != null && complaint != null) {
            problems.add(InvalidSettingException.problem(KeysFactory.KEY, given, complaint));
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The regions that have a setting of their own. */
    SortedSet<String> regions() {
        return values.keySet().stream()
                .flatMap(key -> RegionKey.of(key).stream())
                .map(RegionKey::region)
                .collect(toCollection(TreeSet::new));
    }

    /** The value that counts for the whole cache. */
    <T> T read(Setting<T> setting) {
        String defaultText = Objects.requireNonNull(setting.defaultText(), setting.key());
        try {
            T fallback = setting.form().reader().read(defaultText);
            return read(setting.key(), setting).orElse(fallback);
        } catch (RefusedValueException e) {
            throw new IllegalStateException("The default of " + setting.key() + " doesn't have its form", e);
        }
    }

    /** The value under a key, if there is one that can be used. One that can't is a problem from now on. */
    <T> Optional<T> read(String key, Setting<T> setting) {
        Object given = values.get(key);
        if (given == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(setting.form().reader().read(given));
        } catch (RefusedValueException refusal) {
            String reason = refusal.reason().isEmpty() ? "" : refusal.reason() + "; ";
            refused.add(key);
            complain(key, reason + "expected " + setting.form().expected());
            return Optional.empty();
        }
    }

    /** Notes a problem with a key that was given. */
    void complain(String key, String complaint) {
        problems.add(InvalidSettingException.problem(key, Objects.requireNonNull(values.get(key), key), complaint));
    }

    /** Notes a problem with a key that is not ours. */
    void complain(String key, Object value, String complaint) {
        problems.add(InvalidSettingException.problem(key, value, complaint));
    }

    /** Whether the value under this key has been refused, so that comparing with it would only mislead. */
    boolean isRefused(String key) {
        return refused.contains(key);
    }

    void throwIfInvalid() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingException(problems);
        }
    }
}
