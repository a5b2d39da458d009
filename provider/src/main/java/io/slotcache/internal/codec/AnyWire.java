// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.function.Predicate;
import org.hibernate.type.AnyType.ObjectTypeCacheEntry;

/** An {@code @Any} association: the target's entity name, which must be one of the metamodel's, and its identifier. */
final class AnyWire implements WireType {
    private final WireType identifier;
    private final Predicate<String> isEntityName;

    AnyWire(WireType identifier, Predicate<String> isEntityName) {
        this.identifier = identifier;
        this.isEntityName = isEntityName;
    }

    @Override
    public String description() {
        return "any by " + identifier.description();
    }

    @Override
    public void write(Object value, ValueOutput out) {
        if (!(value instanceof ObjectTypeCacheEntry entry)) {
            throw unencodable(value);
        }
        AnyReference reference = AnyReference.of(entry);
        out.writeTag(Tag.ANY);
        out.startObject();
        out.name("entity");
        out.writeText(reference.entityName());
        out.name("id");
        identifier.write(reference.id(), out);
        out.endObject();
    }

    @Override
    public Object read(int tag, ValueInput in) {
        expect(Tag.ANY, tag);
        in.startObject();
        in.name("entity");
        String entityName = in.readText();
        if (!isEntityName.test(entityName)) {
            throw new UndecodableEntryException("an association to an unknown entity");
        }
        in.name("id");
        Object id = identifier.read(in.readTag(), in);
        in.endObject();
        return new AnyReference(entityName, id).toCacheEntry();
    }
}
