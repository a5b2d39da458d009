// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static java.util.stream.Collectors.toSet;

import io.slotcache.SlotCacheSettings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.cache.spi.RegionFactory;

/** Collects one of the times that Redisson Hibernate has settings for: per region, or per kind of regions. Not thread-safe. */
final class RedissonHibernateTimes {

    private static final Map<String, RegionKind> KINDS = Map.of(
            "collection", RegionKind.COLLECTION,
            "entity", RegionKind.ENTITY,
            "naturalid", RegionKind.NATURAL_ID,
            "query", RegionKind.QUERY,
            "timestamps", RegionKind.TABLES);

    private static final ValueForm<Integer> MILLIS = ValueForm.wholeNumber(0, Integer.MAX_VALUE);

    private static final String TABLES = RegionFactory.DEFAULT_UPDATE_TIMESTAMPS_REGION_UNQUALIFIED_NAME;

    private final Setting<Duration> setting;
    private final GivenSettings given;
    private final MigrationNotes notes;
    private final Map<String, Duration> regions = new HashMap<>();
    private final Set<String> qualified = new TreeSet<>();
    private final Map<RegionKind, Duration> kinds = new EnumMap<>(RegionKind.class);

    /** @param setting SlotCache's own for the same */
    RedissonHibernateTimes(Setting<Duration> setting, GivenSettings given, MigrationNotes notes) {
        this.setting = setting;
        this.given = given;
        this.notes = notes;
    }

    /**
     * Reads one setting.
     *
     * @param name a region, with or without Hibernate's prefix for regions, or a kind of regions
     * @param regionPrefix that prefix with its dot, "" for none
     */
    void read(String key, String name, Object value, String regionPrefix) {
        boolean isQualified = !regionPrefix.isEmpty() && name.startsWith(regionPrefix);
        String region = isQualified ? name.substring(regionPrefix.length()) : name;
        String ownOfRegion = SlotCacheSettings.forRegion(region, setting.key());
        RegionKind kind = isQualified ? null : KINDS.get(name);
        if (kind == RegionKind.TABLES || region.equals(TABLES)) {
            notes.lose(key, "what is known of tables never expires");
        } else if (given.has(setting.key())) {
            notes.lose(key, setting.key() + " counts");
        } else if (kind == null && given.has(ownOfRegion)) {
            notes.lose(key, ownOfRegion + " counts");
        } else {
            Duration time = time(key, value);
            if (kind != null) {
                kinds.put(kind, time);
            } else if (isQualified || !qualified.contains(region)) {
                regions.put(region, time);
            }
            if (isQualified) {
                qualified.add(region);
            }
        }
    }

    /** In milliseconds. Zero is no limit, which only the idle time may have. */
    private Duration time(String key, Object value) {
        try {
            Duration time = Duration.ofMillis(MILLIS.reader().read(value));
            if (time.isZero() && setting == Setting.TIME_TO_LIVE) {
                Duration instead = given.read(setting);
                notes.lose(key, "an entry's time is always limited, here to " + instead + " (" + setting.key() + ")");
                return instead;
            }
            notes.take(key + " = " + value);
            return time;
        } catch (RefusedValueException e) {
            given.complain(key, value, "expected " + MILLIS.expected() + ", in milliseconds, 0 for no limit");
            return Duration.ZERO;
        }
    }

    MigratedTimes times() {
        Set<String> exceptions = given.regions().stream()
                .filter(region -> given.has(SlotCacheSettings.forRegion(region, setting.key())))
                .collect(toSet());
        return new MigratedTimes(regions, kinds, exceptions);
    }
}
