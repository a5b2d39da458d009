// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.cache.spi.QueryKey;
import org.jspecify.annotations.Nullable;

/**
 * A class of Hibernate's own whose fields nobody else may read, with exactly the fields that are known here. One more, in another version,
 * could mean anything: then the class is not found.
 */
final class HiddenClass {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final MethodHandles.Lookup lookup;
    private final Class<?> type;
    private final List<MethodHandle> getters = new ArrayList<>();

    private HiddenClass(Class<?> type, List<String> fields) throws ReflectiveOperationException {
        this.type = type;
        this.lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        for (String field : fields) {
            getters.add(lookup.unreflectGetter(type.getDeclaredField(field)).asType(GETTER));
        }
    }

    /**
     * The class of this name, or null if there is none, if it has other fields, or if a closed module hides it.
     *
     * @param fields all instance fields that are not transient, in the order of {@link #get}'s index
     */
    static @Nullable HiddenClass find(String name, String... fields) {
        try {
            Class<?> type = Class.forName(name, false, QueryKey.class.getClassLoader());
            Set<String> found = Stream.of(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .filter(field -> !Modifier.isTransient(field.getModifiers()))
                    .map(Field::getName)
                    .collect(Collectors.toSet());
            return found.equals(Set.of(fields)) ? new HiddenClass(type, List.of(fields)) : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    boolean isInstance(@Nullable Object object) {
        return type.isInstance(object);
    }

    /** The value of a field, by its place in {@link #find}. */
    @Nullable
    Object get(Object instance, int field) {
        try {
            return (Object) getters.get(field).invokeExact(instance);
        } catch (Throwable e) {
            throw new IllegalStateException("a field that can be read cannot", e);
        }
    }

    /** The constructor with these parameters, whose call takes and gives objects, or null. */
    @Nullable
    MethodHandle constructor(Class<?>... parameters) {
        try {
            MethodType own = MethodType.methodType(void.class, parameters);
            return lookup.findConstructor(type, own).asType(own.changeReturnType(Object.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
