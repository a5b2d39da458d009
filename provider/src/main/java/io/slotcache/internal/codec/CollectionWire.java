// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Collection;
import java.util.LinkedHashSet;
import org.hibernate.collection.spi.CollectionSemantics;
import org.hibernate.metamodel.CollectionClassification;

/**
 * A collection of basic values in one column. It is rebuilt in the class that Hibernate copies it into: a set keeps the order of the column.
 */
record CollectionWire(CollectionSemantics<?, ?> semantics, WireType element) implements WireType {

    @Override
    public String description() {
        return semantics.getCollectionClassification() + " of " + element.description();
    }

    @Override
    public void write(Object value, WireOutput out) {
        if (!(value instanceof Collection<?> elements)) {
            throw unencodable(value);
        }
        out.writeByte(Tag.COLLECTION);
        out.writeVarint(elements.size());
        for (Object each : elements) {
            element.writeNullable(each, out);
        }
    }

    @Override
    public Object read(int tag, WireInput in) {
        expect(Tag.COLLECTION, tag);
        int count = in.readCount(1);
        Collection<Object> value = newCollection(count);
        for (int i = 0; i < count; i++) {
            value.add(element.readNullable(in));
        }
        if (value.size() != count) {
            throw new UndecodableEntryException("a set with equal elements");
        }
        return value;
    }

    @SuppressWarnings({"unchecked", "NullAway"
    }) // Hibernate's copy passes no collection persister either: there is none
    private Collection<Object> newCollection(int count) {
        return semantics.getCollectionClassification() == CollectionClassification.SET
                ? new LinkedHashSet<>()
                : (Collection<Object>) semantics.instantiateRaw(count, null);
    }
}
