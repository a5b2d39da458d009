// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The closed set of scalars: by tag to read, by the value to write. */
final class Scalars {
    private static final int TAGS = 256;

    /** Abstract classes whose instances are of unnamed subclasses. */
    private static final List<Scalar<?>> FAMILIES =
            List.of(TimeScalars.ZONE_ID, LegacyTimeScalars.TIME_ZONE, TextScalars.INET_ADDRESS);

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static final @Nullable Scalar<?>[] BY_TAG = new Scalar[TAGS];

    private static final Map<Class<?>, Scalar<?>> BY_CLASS = new HashMap<>();

    static {
        Stream.of(NumberScalars.ALL, TextScalars.ALL, TimeScalars.ALL, LegacyTimeScalars.ALL, ArrayScalars.ALL)
                .flatMap(List::stream)
                .forEach(Scalars::register);
    }

    private static void register(Scalar<?> scalar) {
        if (BY_TAG[scalar.tag()] != null) {
            throw new IllegalStateException("two scalars of the tag " + scalar.tag());
        }
        BY_TAG[scalar.tag()] = scalar;
        BY_CLASS.put(scalar.javaClass(), scalar);
    }

    /** The scalar that writes this value exactly, or null. */
    static @Nullable Scalar<?> of(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? NumberScalars.TRUE : NumberScalars.FALSE;
        }
        if (value instanceof String string) {
            return WireOutput.isUtf8(string) ? TextScalars.STRING : TextScalars.STRING_UTF16;
        }
        Scalar<?> exact = BY_CLASS.get(value.getClass());
        return exact != null ? exact : familyOf(value);
    }

    static @Nullable Scalar<?> ofTag(int tag) {
        return BY_TAG[tag];
    }

    /** The tag of one scalar of exactly this class, or {@link Tag#NULL}. */
    static int tagOf(Class<?> javaClass) {
        Scalar<?> scalar = BY_CLASS.get(javaClass);
        return scalar == null ? Tag.NULL : scalar.tag();
    }

    /** Whether a property of this class, boxed if primitive, can hold any scalar at all. */
    static boolean existFor(Class<?> declared) {
        return BY_CLASS.keySet().stream().anyMatch(declared::isAssignableFrom);
    }

    private static @Nullable Scalar<?> familyOf(Object value) {
        for (Scalar<?> family : FAMILIES) {
            if (family.javaClass().isInstance(value)) {
                return family;
            }
        }
        return null;
    }

    private Scalars() {}
}
