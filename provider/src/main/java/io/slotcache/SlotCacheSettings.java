// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache;

/**
 * The key of every setting, each with its unit, its default and its effect.
 *
 * <p>A duration is ISO-8601 ({@code PT1H}), a whole number of milliseconds, or a {@link java.time.Duration}. A setting
 * that holds per region is looked for under {@link #forRegion} first, then under its own key, then the default counts.
 * Whatever starts with {@link #PREFIX} and is no setting, or has a value that can't be used, fails the start of the
 * session factory with one message about all such keys.
 */
public final class SlotCacheSettings {

    /** What every key begins with; no other keys are read. */
    public static final String PREFIX = "hibernate.cache.slotcache.";

    /** What the keys of one region begin with, followed by {@code <region>.<setting>}: see {@link #forRegion}. */
    public static final String REGION_PREFIX = PREFIX + "region.";

    /**
     * Some nodes of the Redis Cluster; the others are found through them. One address may also be that of a server
     * without a cluster; with {@link #SENTINEL_MASTER} the addresses are those of Sentinels. Comma-separated
     * {@code redis://host:port}, or {@code rediss://host:port} for TLS, all of one kind. {@code user:password@} before
     * the host, percent-encoded where needed, holds for all nodes. Default {@code redis://127.0.0.1:7001}; for the
     * whole cache.
     *
     * <p>Of {@code NODES}, {@link #CONFIG}, {@link #CLIENT}, {@link #CLIENT_PROVIDER} and {@link #JNDI_NAME} one says
     * where the servers are; two of them fail the start.
     */
    public static final String NODES = PREFIX + "nodes";

    /**
     * The name under which the Sentinels at {@link #NODES} watch their master. Default none: {@code NODES} are no
     * Sentinels; for the whole cache.
     */
    public static final String SENTINEL_MASTER = PREFIX + "sentinel_master";

    /**
     * A Redisson YAML file in place of {@link #NODES}: a file path, a {@code classpath:} resource, a bare resource name
     * or a URL. Default none; for the whole cache. Of its contents the read mode, the codec and lazy initialization are
     * overruled; all else counts as written.
     */
    public static final String CONFIG = PREFIX + "config";

    /**
     * The application's own client in place of {@link #NODES}: an {@link org.redisson.Redisson} object that code puts
     * into the settings. It is used as it is configured and never shut down by SlotCache. Default none; for the whole
     * cache.
     */
    public static final String CLIENT = PREFIX + "client";

    /**
     * Who gives the application's own client, in place of {@link #CLIENT}: a
     * {@link io.slotcache.spi.RedissonClientProvider}, its class or its class's name. A class is made by the container of
     * the application's beans, where Hibernate knows one. Default none; for the whole cache.
     */
    public static final String CLIENT_PROVIDER = PREFIX + "client_provider";

    /**
     * The name under which JNDI has the application's own client, in place of {@link #CLIENT}. Hibernate's settings for
     * JNDI hold. Default none; for the whole cache.
     */
    public static final String JNDI_NAME = PREFIX + "jndi_name";

    /**
     * The first part of every key in Redis: applications with different namespaces share a cluster without meeting. Any
     * text without braces, colon, percent sign and whitespace. Default {@code slotcache}; for the whole cache.
     */
    public static final String NAMESPACE = PREFIX + "namespace";

    /**
     * How many partitions the identifiers are spread over: each has one slot, one lease and one set of locks. A number
     * from 1 to 16384, the same in every application that shares a namespace. Default {@code 256}, enough for some 25
     * masters; for the whole cache.
     */
    public static final String PARTITIONS = PREFIX + "partitions";

    /**
     * How long an entry stays in Redis after its last write. A duration of 1 ms or more; default {@code PT1H}; per
     * region.
     */
    public static final String TIME_TO_LIVE = PREFIX + "time_to_live";

    /**
     * How long an entry stays in Redis that nobody reads; no longer than {@link #TIME_TO_LIVE}, whatever is read. A read
     * that finds an entry extends its stay, without waiting, once per entry, JVM and quarter of this time: so an entry
     * may go when it was last read three quarters of this time ago. {@code none}, or a duration of 1 ms or more and no
     * more than the time to live; default {@code none}; per region.
     */
    public static final String MAX_IDLE = PREFIX + "max_idle";

    /**
     * How long a soft lock outlives the last sign of life of its JVM; until then its entry isn't served. A duration, no
     * shorter than three times {@link #LEASE} and {@link #COMMAND_TIMEOUT} together; default {@code PT60S}; per region.
     */
    public static final String LOCK_TIMEOUT = PREFIX + "lock_timeout";

    /**
     * The deadline of one call of Hibernate's to the cache, all its steps together; past it a read is a miss. A
     * duration from 1 ms to 30 s; default {@code PT0.25S}; for the whole cache.
     */
    public static final String COMMAND_TIMEOUT = PREFIX + "command_timeout";

    /**
     * What a transaction does whose lock can't be had: {@code available} goes on, and the partition isn't read until it
     * has been repaired; {@code strict} fails before the commit. Default {@code available}; per region.
     */
    public static final String ON_LOCK_FAILURE = PREFIX + "on_lock_failure";

    /**
     * For how long a master may serve a partition before its right to do so is checked again; no entry is served
     * without. Shorter notices a failover sooner and costs more traffic. A duration from 50 ms to 2 s; default
     * {@code PT1S}; for the whole cache.
     */
    public static final String LEASE = PREFIX + "lease";

    /**
     * The classes that values may be made of which only Java serialization describes: names ({@code com.acme.Money}),
     * packages ({@code com.acme.values.*}) and packages with those below them ({@code com.acme.**}), separated by
     * commas. Always allowed are a fixed few of the JDK and the classes that the mapping names as an attribute's type.
     * An entry with a value of another class isn't cached. Default none; for the whole cache.
     */
    public static final String ALLOWED_CLASSES = PREFIX + "allowed_classes";

    /**
     * The size above which an entry is neither stored nor read: bytes of its encoded state, header included. A whole
     * number from 1000 to 100000000; default {@code 1048576}, one MiB; per region.
     */
    public static final String ENTRY_SIZE_LIMIT = PREFIX + "entry_size_limit";

    /**
     * How entries are written: {@code binary}, small and fast, or {@code json}, for people with a redis-cli and for other
     * languages; that one needs Jackson on the class path. Nodes that differ don't read each other's entries. Default
     * {@code binary}; per region.
     */
    public static final String CODEC = PREFIX + "codec";

    private SlotCacheSettings() {}

    /**
     * The key of a setting for one region.
     *
     * @param region the region's name as written in the mapping; may contain dots
     * @param setting one of the constants of this class that hold per region, such as {@link #TIME_TO_LIVE}
     * @throws IllegalArgumentException if {@code setting} doesn't begin with {@link #PREFIX}
     */
    public static String forRegion(String region, String setting) {
        if (!setting.startsWith(PREFIX)) {
            throw new IllegalArgumentException("'" + setting + "' is no constant of SlotCacheSettings");
        }
        return REGION_PREFIX + region + "." + setting.substring(PREFIX.length());
    }
}
