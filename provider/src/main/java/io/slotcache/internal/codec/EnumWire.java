// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.HashMap;
import java.util.Map;

/** An enum constant by its name, so that constants may be added and reordered in a rolling deploy. The class comes from the mapping. */
final class EnumWire implements WireType {
    private final Class<?> enumClass;
    private final Map<String, Object> constants = new HashMap<>();

    EnumWire(Class<?> enumClass) {
        this.enumClass = enumClass;
        for (Object constant : enumClass.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
    }

    @Override
    public String description() {
        return "enum " + enumClass.getName();
    }

    @Override
    public void write(Object value, ValueOutput out) {
        if (!enumClass.isInstance(value)) {
            throw unencodable(value);
        }
        out.writeTag(Tag.ENUM);
        out.writeText(((Enum<?>) value).name());
    }

    @Override
    public Object read(int tag, ValueInput in) {
        expect(Tag.ENUM, tag);
        String name = in.readText();
        Object constant = constants.get(name);
        if (constant == null) {
            throw new UndecodableEntryException("no constant of that name in " + enumClass.getName());
        }
        return constant;
    }
}
