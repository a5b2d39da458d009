// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.lang.reflect.Array;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of objects in one column. Its component class comes from the mapping. */
record ArrayWire(Class<?> componentClass, WireType element) implements WireType {

    @Override
    public String description() {
        return componentClass.getName() + "[] of " + element.description();
    }

    @Override
    public void write(Object value, ValueOutput out) {
        if (value.getClass() != componentClass.arrayType()) {
            throw unencodable(value);
        }
        Object[] elements = (Object[]) value;
        out.writeTag(Tag.ARRAY);
        out.writeList(elements.length, i -> element.writeNullable(elements[i], out));
    }

    @Override
    public Object read(int tag, ValueInput in) {
        expect(Tag.ARRAY, tag);
        List<@Nullable Object> elements = in.readList(1, () -> element.readNullable(in));
        Object value = Array.newInstance(componentClass, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(value, i, elements.get(i));
        }
        return value;
    }
}
