// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's setting for who makes the keys. Hibernate leaves it to the cache to read it, and this one makes its keys itself: a key is a name in Redis,
 * whose identifier decides where the entry is. It names the entity only where a region holds several, and the tenant wherever there is one. That is as
 * short as {@code simple} asks for and as safe as {@code default}; what a class of the application's would make is no name.
 */
final class KeysFactory {

    static final String KEY = "hibernate.cache.keys_factory";

    private static final Set<String> OWN = Set.of(
            "default",
            "simple",
            "org.hibernate.cache.internal.DefaultCacheKeysFactory",
            "org.hibernate.cache.internal.SimpleCacheKeysFactory");

    private KeysFactory() {}

    /** What is wrong with the setting's value; null if nothing is. */
    static @Nullable String complaint(Object value) {
        return OWN.contains(name(value))
                ? null
                : "expected default or simple, or nothing: SlotCache makes its keys itself, of region, tenant and"
                        + " identifier, and can't use others";
    }

    /** As Hibernate takes it: a short name, the name of a class, a class or an object. */
    private static String name(Object value) {
        if (value instanceof CharSequence text) {
            return text.toString().strip();
        }
        return (value instanceof Class<?> type ? type : value.getClass()).getName();
    }
}
