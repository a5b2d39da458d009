// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static java.util.stream.Collectors.joining;

import io.slotcache.SlotCacheSettings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.cache.spi.RegionFactory;
import org.jspecify.annotations.Nullable;

/** Tells a key that is a setting from one that is misspelt, and names the one that was probably meant. */
final class KeyCheck {

    /** Hibernate's name of the region that says when tables were changed. */
    private static final String TABLES = RegionFactory.DEFAULT_UPDATE_TIMESTAMPS_REGION_UNQUALIFIED_NAME;

    private KeyCheck() {}

    /** What is wrong with a key below the prefix; null if it is a setting. */
    static @Nullable String complaint(String key) {
        if (key.startsWith(SlotCacheSettings.REGION_PREFIX)) {
            Optional<RegionKey> parts = RegionKey.of(key);
            return parts.isPresent()
                    ? regionComplaint(parts.get())
                    : "expected " + SlotCacheSettings.REGION_PREFIX + "<region>.<setting>";
        }
        if (Setting.ALL.stream().anyMatch(setting -> setting.key().equals(key))) {
            return null;
        }
        String name = key.substring(SlotCacheSettings.PREFIX.length());
        return unknown(nearest(name, setting -> true).map(Setting::key).or(() -> regionMeant(name)), setting -> true);
    }

    private static @Nullable String regionComplaint(RegionKey key) {
        Optional<Setting<?>> named = Setting.ALL.stream()
                .filter(setting -> setting.name().equals(key.setting()))
                .findFirst();
        if (named.isPresent()) {
            return regionComplaint(key, named.get());
        }
        return unknown(
                nearest(key.setting(), Setting::perRegion)
                        .map(near -> SlotCacheSettings.forRegion(key.region(), near.key())),
                Setting::perRegion);
    }

    private static @Nullable String regionComplaint(RegionKey key, Setting<?> setting) {
        if (!setting.perRegion()) {
            return "this setting holds for the whole cache; expected " + setting.key();
        }
        if (setting.key().equals(SlotCacheSettings.TIME_TO_LIVE) && key.region().equals(TABLES)) {
            return "what is known of tables never expires; expected a time to live for a region of queries, such as "
                    + SlotCacheSettings.forRegion(
                            RegionFactory.DEFAULT_QUERY_RESULTS_REGION_UNQUALIFIED_NAME,
                            SlotCacheSettings.TIME_TO_LIVE);
        }
        return null;
    }

    /** For {@code regoin.com.acme.User.time_to_live}, and where {@code region.} was left out. */
    private static Optional<String> regionMeant(String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String rest = isNear(name.substring(0, dot), "region") ? name.substring(dot + 1) : name;
        String meant = SlotCacheSettings.REGION_PREFIX + rest;
        return RegionKey.of(meant).filter(key -> regionComplaint(key) == null).map(key -> meant);
    }

    private static String unknown(Optional<String> meant, Predicate<Setting<?>> candidates) {
        return "no such setting; "
                + meant.map(key -> "did you mean " + key + "?")
                        .orElseGet(() -> "expected one of "
                                + Setting.ALL.stream()
                                        .filter(candidates)
                                        .map(Setting::name)
                                        .collect(joining(", ")));
    }

    private static Optional<Setting<?>> nearest(String name, Predicate<Setting<?>> candidates) {
        return Setting.ALL.stream()
                .filter(candidates)
                .filter(setting -> isNear(name, setting.name()))
                .min(Comparator.comparingInt(setting -> distance(name, setting.name())));
    }

    /** A third of the letters may be wrong: enough for timeToLive, too little for guesses. */
    private static boolean isNear(String given, String valid) {
        return distance(given, valid) <= Math.max(2, valid.length() / 3);
    }

    /** Levenshtein's edit distance: how many letters must be inserted, deleted or replaced. Capitals count as small. */
    private static int distance(String given, String valid) {
        return lettersApart(given.toLowerCase(Locale.ROOT), valid);
    }

    private static int lettersApart(String a, String b) {
        int[] previous = new int[b.length() + 1];
        Arrays.setAll(previous, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
