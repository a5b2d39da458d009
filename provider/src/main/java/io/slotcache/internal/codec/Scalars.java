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
        return tag == Tag.UNTOLD ? null : BY_TAG[tag];
    }

    /** The tag of one scalar of exactly this class, or {@link Tag#NULL}. */
    static int tagOf(Class<?> javaClass) {
        Scalar<?> scalar = BY_CLASS.get(javaClass);
        return scalar == null ? Tag.NULL : scalar.tag();
    }

    /**
     * What a property of this class, boxed if primitive, holds unless a tag says otherwise: the scalar of that very class, or else of the only
     * class that fits. Null if there are several, as for {@code Object} or {@code Comparable}; such a property can hold anything.
     */
    static @Nullable Scalar<?> told(Class<?> declared) {
        Scalar<?> exact = BY_CLASS.get(declared);
        if (exact != null) {
            return exact;
        }
        List<Class<?>> fitting =
                BY_CLASS.keySet().stream().filter(declared::isAssignableFrom).toList();
        return fitting.size() == 1 ? BY_CLASS.get(fitting.get(0)) : null;
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
