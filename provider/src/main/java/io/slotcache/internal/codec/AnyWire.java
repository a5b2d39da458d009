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
    public void write(Object value, WireOutput out) {
        if (!(value instanceof ObjectTypeCacheEntry entry)) {
            throw unencodable(value);
        }
        AnyReference reference = AnyReference.of(entry);
        out.writeByte(Tag.ANY);
        out.writeUtf8(reference.entityName());
        identifier.write(reference.id(), out);
    }

    @Override
    public Object read(int tag, WireInput in) {
        expect(Tag.ANY, tag);
        String entityName = in.readUtf8();
        if (!isEntityName.test(entityName)) {
            throw new UndecodableEntryException("an association to an unknown entity");
        }
        return new AnyReference(entityName, identifier.read(in.readByte(), in)).toCacheEntry();
    }
}
