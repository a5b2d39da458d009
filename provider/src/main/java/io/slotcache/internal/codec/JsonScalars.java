// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JSON of every scalar, by its class and by its label. */
final class JsonScalars {
    /** Of the digits of a number. Longer ones are written in another way. */
    static final int MAX_NUMBER_LENGTH = 400;

    private static final Map<Class<?>, JsonScalar<?>> BY_CLASS = new HashMap<>();
    private static final Map<String, Scalar<?>> BY_LABEL = new HashMap<>();

    static {
        Stream.of(JsonNumbers.ALL, JsonTexts.ALL, JsonTimes.ALL, JsonArrays.ALL)
                .flatMap(List::stream)
                .forEach(JsonScalars::register);
    }

    private static void register(JsonScalar<?> form) {
        Scalar<?> scalar = Scalars.told(form.javaClass());
        if (scalar == null
                || BY_CLASS.put(form.javaClass(), form) != null
                || BY_LABEL.put(form.label(), scalar) != null) {
            throw new IllegalStateException("a form for no scalar, or the second: " + form.label());
        }
    }

    static JsonScalar<?> of(Scalar<?> scalar) {
        JsonScalar<?> form = BY_CLASS.get(scalar.javaClass());
        if (form == null) {
            throw new IllegalStateException("no JSON for " + scalar.javaClass());
        }
        return form;
    }

    /** Some scalar of the class that the label names: true for either truth. */
    static Scalar<?> ofLabel(String label) {
        Scalar<?> scalar = BY_LABEL.get(label);
        if (scalar == null) {
            throw new UndecodableEntryException("an unknown label");
        }
        return scalar;
    }

    private JsonScalars() {}
}
