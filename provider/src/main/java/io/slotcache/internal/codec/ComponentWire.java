// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.List;
import java.util.StringJoiner;

/** An embeddable or a composite identifier: its attributes in Hibernate's order, as an {@code Object[]} of a length that the mapping fixes. */
record ComponentWire(List<String> labels, List<WireType> types) implements WireType {

    ComponentWire {
        labels = List.copyOf(labels);
        types = List.copyOf(types);
    }

    @Override
    public String description() {
        StringJoiner attributes = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < types.size(); i++) {
            attributes.add(labels.get(i) + ": " + types.get(i).description());
        }
        return attributes.toString();
    }

    @Override
    public void write(Object value, WireOutput out) {
        if (!(value instanceof Object[] values) || values.length != types.size()) {
            throw unencodable(value);
        }
        out.writeByte(Tag.COMPONENT);
        for (int i = 0; i < values.length; i++) {
            types.get(i).writeNullable(values[i], out);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // elements may be null, as in Hibernate's own array
    public Object read(int tag, WireInput in) {
        expect(Tag.COMPONENT, tag);
        Object[] values = new Object[types.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = types.get(i).readNullable(in);
        }
        return values;
    }
}
