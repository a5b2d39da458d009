// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import io.slotcache.SlotCacheSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.cfg.AvailableSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Redisson Hibernate that an application still has, read as Redisson reads them, so that it changes to
 * SlotCache by naming another region factory. SlotCache's own settings win over them. Not thread-safe.
 */
final class RedissonHibernateSettings {

    static final String PREFIX = "hibernate.cache.redisson.";

    private static final String CONFIG = PREFIX + "config";
    private static final String JNDI_NAME = PREFIX + "jndi_name";
    private static final String FALLBACK = PREFIX + "fallback";
    private static final String TIME_TO_LIVE = ".expiration.time_to_live";
    private static final String MAX_IDLE = ".expiration.max_idle_time";
    private static final String MAX_ENTRIES = ".eviction.max_entries";
    private static final String LOCAL_CACHE = ".localcache.";

    /** What Redisson looks for where no setting names a file, in this order. */
    private static final List<String> DEFAULT_FILES = List.of("redisson.json", "redisson.yaml");

    private final TreeMap<String, Object> values = new TreeMap<>();
    private final String regionPrefix;
    private final GivenSettings given;
    private final MigrationNotes notes = new MigrationNotes();

    RedissonHibernateSettings(Map<String, Object> settings, GivenSettings given) {
        this.given = given;
        Object prefix = settings.get(AvailableSettings.CACHE_REGION_PREFIX);
        regionPrefix = prefix == null || prefix.toString().isEmpty() ? "" : prefix + ".";
        settings.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && value != null) {
                values.put(key, value);
            }
        });
    }

    /** Where Redisson would have looked for the servers; empty if it would have found nothing. */
    Optional<ConnectionSource> source() {
        Object jndiName = values.get(JNDI_NAME);
        if (jndiName != null) {
            return Optional.of(new ConnectionSource.JndiName(JNDI_NAME, jndiName.toString()));
        }
        return Optional.ofNullable(file()).map(location -> new ConnectionSource.RedissonYaml(CONFIG, location));
    }

    /** A resource comes before a file of its name. */
    private @Nullable String file() {
        Object config = values.get(CONFIG);
        if (config == null) {
            return DEFAULT_FILES.stream()
                    .filter(YamlLocation::isResource)
                    .findFirst()
                    .map(name -> "classpath:" + name)
                    .orElse(null);
        }
        String location = config.toString();
        return !location.startsWith("/") && YamlLocation.isResource(location) ? "classpath:" + location : location;
    }

    /** All the rest, and what is to be said of everything. To be called once. */
    Migration migration() {
        noteSource();
        RedissonHibernateTimes timesToLive = new RedissonHibernateTimes(Setting.TIME_TO_LIVE, given, notes);
        RedissonHibernateTimes maxIdles = new RedissonHibernateTimes(Setting.MAX_IDLE, given, notes);
        values.forEach((key, value) -> {
            if (key.endsWith(TIME_TO_LIVE)) {
                timesToLive.read(key, name(key, TIME_TO_LIVE), value, regionPrefix);
            } else if (key.endsWith(MAX_IDLE)) {
                maxIdles.read(key, name(key, MAX_IDLE), value, regionPrefix);
            } else {
                noteRest(key, value);
            }
        });
        return new Migration(timesToLive.times(), maxIdles.times(), notes.taken(), notes.lost());
    }

    /** What stands between prefix and suffix: a region or a kind of regions. */
    private static String name(String key, String suffix) {
        return key.substring(PREFIX.length(), Math.max(PREFIX.length(), key.length() - suffix.length()));
    }

    private void noteSource() {
        Optional<String> own =
                Setting.SOURCES.stream().map(Setting::key).filter(given::has).findFirst();
        boolean both = values.containsKey(JNDI_NAME) && values.containsKey(CONFIG);
        String winner = own.orElse(both ? JNDI_NAME : "");
        for (String key : List.of(CONFIG, JNDI_NAME)) {
            if (!winner.isEmpty() && !winner.equals(key) && values.containsKey(key)) {
                notes.lose(key, winner + " says where the servers are");
            }
        }
        if (own.isEmpty()) {
            source().ifPresent(source -> notes.take(
                    source instanceof ConnectionSource.RedissonYaml yaml ? CONFIG + " = " + yaml : source.toString()));
        }
    }

    private void noteRest(String key, Object value) {
        if (key.endsWith(MAX_ENTRIES)) {
            notes.lose(
                    key,
                    "there is no limit by number; short of memory, Redis evicts single entries as its maxmemory-policy"
                            + " says");
        } else if (key.contains(LOCAL_CACHE)) {
            notes.lose(key, "there is no near cache");
        } else if (key.equals(FALLBACK)) {
            if (!Boolean.parseBoolean(value.toString())) {
                notes.lose(
                        key,
                        "the application always goes on without Redis; " + SlotCacheSettings.ON_LOCK_FAILURE
                                + " = strict lets transactions fail whose locks can't be had");
            }
        } else if (!key.equals(CONFIG) && !key.equals(JNDI_NAME)) {
            notes.lose(key, "not known, and without effect");
        }
    }
}
