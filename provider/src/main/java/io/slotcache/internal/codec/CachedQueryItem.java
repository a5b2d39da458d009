// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@code QueryResultsCacheImpl.CacheItem}, which is what Hibernate gives to a query region and wants back from it, and which it
 * lets nobody read or make. Where its members cannot be reached (another version, a closed module), {@link #isAccessible} says so and no query is
 * cached.
 *
 * @param timestamp when the session that ran the query was opened, by {@code RegionFactory.nextTimestamp()}
 * @param results see {@link QueryResultsCodec}
 */
public record CachedQueryItem(long timestamp, List<?> results) {
    private static final @Nullable HiddenClass ITEM =
            HiddenClass.find("org.hibernate.cache.internal.QueryResultsCacheImpl$CacheItem", "timestamp", "results");

    private static final @Nullable MethodHandle CONSTRUCTOR = constructor();

    public static boolean isAccessible() {
        return CONSTRUCTOR != null;
    }

    /** The content of what Hibernate puts into a query region, or null if it is nothing of the kind. */
    public static @Nullable CachedQueryItem of(@Nullable Object item) {
        if (item != null
                && ITEM != null
                && ITEM.isInstance(item)
                && ITEM.get(item, 0) instanceof Long timestamp
                && ITEM.get(item, 1) instanceof List<?> results) {
            return new CachedQueryItem(timestamp, results);
        }
        return null;
    }

    /** What Hibernate wants back from a query region. Only to be called if {@link #isAccessible}. */
    public Object toCacheItem() {
        if (CONSTRUCTOR == null) {
            throw new IllegalStateException("asked for although not accessible");
        }
        try {
            return (Object) CONSTRUCTOR.invokeExact(timestamp, results);
        } catch (Throwable e) {
            throw new IllegalStateException("the constructor of a record failed", e);
        }
    }

    private static @Nullable MethodHandle constructor() {
        MethodHandle found = ITEM == null ? null : ITEM.constructor(long.class, List.class);
        return found == null ? null : found.asType(MethodType.methodType(Object.class, long.class, List.class));
    }
}
