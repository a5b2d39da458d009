// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.lang.reflect.Array;
import java.util.List;

/** Arrays of primitives in JSON: of bytes in base64, of the others element by element. Those of chars are text. */
final class JsonArrays {
    static final List<JsonScalar<?>> ALL = List.of(
            new JsonScalar<>("@bytes", byte[].class, (value, out) -> out.writeBase64(value), JsonInput::readBase64),
            array("booleans", boolean[].class, Boolean.class),
            array("shorts", short[].class, Short.class),
            array("ints", int[].class, Integer.class),
            array("longs", long[].class, Long.class),
            array("floats", float[].class, Float.class),
            array("doubles", double[].class, Double.class));

    private static <A, E> JsonScalar<A> array(String name, Class<A> arrayClass, Class<E> elementClass) {
        JsonScalar<?> element = JsonNumbers.ALL.stream()
                .filter(form -> form.javaClass() == elementClass)
                .findFirst()
                .orElseThrow();
        return new JsonScalar<>(
                JsonLabel.PREFIX + name,
                arrayClass,
                (value, out) -> out.writeList(Array.getLength(value), i -> element.write(Array.get(value, i), out)),
                in -> arrayClass.cast(arrayOf(arrayClass.getComponentType(), in.readList(1, () -> element.read(in)))));
    }

    private static Object arrayOf(Class<?> primitive, List<Object> elements) {
        Object array = Array.newInstance(primitive, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    private JsonArrays() {}
}
