// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.lang.reflect.Array;

/** An array of objects in one column. Its component class comes from the mapping. */
record ArrayWire(Class<?> componentClass, WireType element) implements WireType {

    @Override
    public String description() {
        return componentClass.getName() + "[] of " + element.description();
    }

    @Override
    public void write(Object value, WireOutput out) {
        if (value.getClass() != componentClass.arrayType()) {
            throw unencodable(value);
        }
        Object[] elements = (Object[]) value;
        out.writeByte(Tag.ARRAY);
        out.writeVarint(elements.length);
        for (Object each : elements) {
            element.writeNullable(each, out);
        }
    }

    @Override
    public Object read(int tag, WireInput in) {
        expect(Tag.ARRAY, tag);
        int count = in.readCount(1);
        Object value = Array.newInstance(componentClass, count);
        for (int i = 0; i < count; i++) {
            Array.set(value, i, element.readNullable(in));
        }
        return value;
    }
}
