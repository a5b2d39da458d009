// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import static io.slotcache.internal.config.ValueForm.duration;
import static io.slotcache.internal.config.ValueForm.durationOrNone;
import static io.slotcache.internal.config.ValueForm.notEmpty;
import static io.slotcache.internal.config.ValueForm.oneOf;
import static io.slotcache.internal.config.ValueForm.wholeNumber;

import io.slotcache.SlotCacheSettings;
import io.slotcache.internal.codec.BodyFormat;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;

/**
 * One setting. The constants are the table of all of them; their effects are told in {@link SlotCacheSettings}.
 *
 * @param key the whole key
 * @param form how its value is written
 * @param defaultText its default as a user would write it; null if it has none
 * @param perRegion whether a region can have its own
 */
record Setting<T>(String key, ValueForm<T> form, @Nullable String defaultText, boolean perRegion) {

    /** The least that Redis can count, and a century: far beyond any use, far from an overflow. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    static final Setting<ConnectionSource.Nodes> NODES =
            global(SlotCacheSettings.NODES, NodesForm.NODES, "redis://127.0.0.1:7001");
    static final Setting<String> SENTINEL_MASTER = global(
            SlotCacheSettings.SENTINEL_MASTER, notEmpty("the name under which Sentinels watch their master"), null);
    static final Setting<String> CONFIG = global(
            SlotCacheSettings.CONFIG,
            notEmpty("the location of a Redisson YAML: file, classpath: resource or URL"),
            null);
    static final Setting<RedissonClient> CLIENT = global(SlotCacheSettings.CLIENT, SuppliedForms.CLIENT, null);
    static final Setting<Object> CLIENT_PROVIDER =
            global(SlotCacheSettings.CLIENT_PROVIDER, SuppliedForms.PROVIDER, null);
    static final Setting<String> JNDI_NAME =
            global(SlotCacheSettings.JNDI_NAME, notEmpty("the name under which JNDI has a RedissonClient"), null);
    static final Setting<String> NAMESPACE = global(SlotCacheSettings.NAMESPACE, NamespaceForm.NAMESPACE, "slotcache");
    static final Setting<Integer> PARTITIONS = global(SlotCacheSettings.PARTITIONS, wholeNumber(1, 16_384), "256");
    static final Setting<Duration> COMMAND_TIMEOUT =
            global(SlotCacheSettings.COMMAND_TIMEOUT, duration(SHORTEST, Duration.ofSeconds(30)), "PT0.25S");
    static final Setting<Duration> LEASE =
            global(SlotCacheSettings.LEASE, duration(Duration.ofMillis(50), Duration.ofSeconds(2)), "PT1S");
    static final Setting<Duration> TIME_TO_LIVE =
            perRegion(SlotCacheSettings.TIME_TO_LIVE, duration(SHORTEST, LONGEST), "PT1H");
    static final Setting<Duration> MAX_IDLE =
            perRegion(SlotCacheSettings.MAX_IDLE, durationOrNone(SHORTEST, LONGEST), "none");
    static final Setting<Duration> LOCK_TIMEOUT =
            perRegion(SlotCacheSettings.LOCK_TIMEOUT, duration(SHORTEST, LONGEST), "PT60S");
    static final Setting<LockFailureMode> ON_LOCK_FAILURE =
            perRegion(SlotCacheSettings.ON_LOCK_FAILURE, oneOf(LockFailureMode.class), "available");

    static final Setting<List<String>> ALLOWED_CLASSES =
            global(SlotCacheSettings.ALLOWED_CLASSES, ClassPatternsForm.CLASS_PATTERNS, null);
    static final Setting<Integer> ENTRY_SIZE_LIMIT =
            perRegion(SlotCacheSettings.ENTRY_SIZE_LIMIT, wholeNumber(1_000, 100_000_000), "1048576");

    static final Setting<BodyFormat> CODEC = perRegion(SlotCacheSettings.CODEC, oneOf(BodyFormat.class), "binary");

    /** In the order in which they are listed to a user. */
    static final List<Setting<?>> ALL = List.of(
            NODES,
            SENTINEL_MASTER,
            CONFIG,
            CLIENT,
            CLIENT_PROVIDER,
            JNDI_NAME,
            NAMESPACE,
            PARTITIONS,
            TIME_TO_LIVE,
            MAX_IDLE,
            LOCK_TIMEOUT,
            COMMAND_TIMEOUT,
            ON_LOCK_FAILURE,
            LEASE,
            ALLOWED_CLASSES,
            ENTRY_SIZE_LIMIT,
            CODEC);

    /** Those of which one says where the servers are, in the order in which they are believed. */
    static final List<Setting<?>> SOURCES = List.of(CLIENT, CLIENT_PROVIDER, JNDI_NAME, CONFIG, NODES);

    private static <T> Setting<T> global(String key, ValueForm<T> form, @Nullable String defaultText) {
        return new Setting<>(key, form, defaultText, false);
    }

    private static <T> Setting<T> perRegion(String key, ValueForm<T> form, String defaultText) {
        return new Setting<>(key, form, defaultText, true);
    }

    /** The last part of the key. */
    String name() {
        return key.substring(SlotCacheSettings.PREFIX.length());
    }
}
