// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.List;
import java.util.StringJoiner;

/**
 * An embeddable or a composite identifier: its attributes in Hibernate's order, as an {@code Object[]} of a length that the mapping fixes.
 *
 * @param labels name and mapped type of each, for the fingerprint
 */
record ComponentWire(List<String> names, List<String> labels, List<WireType> types) implements WireType {

    ComponentWire {
        names = List.copyOf(names);
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
    public void write(Object value, ValueOutput out) {
        if (!(value instanceof Object[] values) || values.length != types.size()) {
            throw unencodable(value);
        }
        out.writeTag(Tag.COMPONENT);
        out.startObject();
        for (int i = 0; i < values.length; i++) {
            out.name(names.get(i));
            types.get(i).writeNullable(values[i], out);
        }
        out.endObject();
    }

    @Override
    @SuppressWarnings("NullAway") // elements may be null, as in Hibernate's own array
    public Object read(int tag, ValueInput in) {
        expect(Tag.COMPONENT, tag);
        Object[] values = new Object[types.size()];
        in.startObject();
        for (int i = 0; i < values.length; i++) {
            in.name(names.get(i));
            values[i] = types.get(i).readNullable(in);
        }
        in.endObject();
        return values;
    }
}
