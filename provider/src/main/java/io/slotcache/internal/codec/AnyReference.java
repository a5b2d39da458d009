// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.hibernate.type.AnyType.ObjectTypeCacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * The content of an {@code ObjectTypeCacheEntry}, which Hibernate lets nobody read or make. Where its members cannot be reached (another
 * version, a closed module), {@link #isAccessible} says so and entities with an {@code @Any} are not cached.
 */
record AnyReference(String entityName, Object id) {
    private static final @Nullable Members MEMBERS = Members.find();

    static boolean isAccessible() {
        return MEMBERS != null;
    }

    static AnyReference of(ObjectTypeCacheEntry entry) {
        try {
            Members members = members();
            return new AnyReference(
                    (String) members.entityName.invokeExact(entry), (Object) members.id.invokeExact(entry));
        } catch (Throwable e) {
            throw new UnencodableValueException("an unreadable reference of @Any", e);
        }
    }

    ObjectTypeCacheEntry toCacheEntry() {
        try {
            return (ObjectTypeCacheEntry) members().constructor.invokeExact(entityName, id);
        } catch (Throwable e) {
            throw new UndecodableEntryException("a reference of @Any that cannot be made", e);
        }
    }

    private static Members members() {
        if (MEMBERS == null) {
            throw new IllegalStateException("asked for although not accessible");
        }
        return MEMBERS;
    }

    private record Members(MethodHandle constructor, MethodHandle entityName, MethodHandle id) {

        static @Nullable Members find() {
            try {
                Class<?> owner = ObjectTypeCacheEntry.class;
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
                MethodType constructor = MethodType.methodType(void.class, String.class, Object.class);
                return new Members(
                        lookup.findConstructor(owner, constructor),
                        lookup.findGetter(owner, "entityName", String.class),
                        lookup.findGetter(owner, "id", Object.class));
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
    }
}
