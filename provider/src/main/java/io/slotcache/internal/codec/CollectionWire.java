// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import org.hibernate.collection.spi.CollectionSemantics;
import org.hibernate.metamodel.CollectionClassification;
import org.jspecify.annotations.Nullable;

/**
 * A collection of basic values in one column. It is rebuilt in the class that Hibernate copies it into: a set keeps the order of the column.
 */
record CollectionWire(CollectionSemantics<?, ?> semantics, WireType element) implements WireType {

    @Override
    public String description() {
        return semantics.getCollectionClassification() + " of " + element.description();
    }

    @Override
    public void write(Object value, ValueOutput out) {
        if (!(value instanceof Collection<?> elements)) {
            throw unencodable(value);
        }
        out.writeTag(Tag.COLLECTION);
        Iterator<?> each = elements.iterator();
        out.writeList(elements.size(), i -> element.writeNullable(each.next(), out));
    }

    @Override
    public Object read(int tag, ValueInput in) {
        expect(Tag.COLLECTION, tag);
        List<@Nullable Object> elements = in.readList(1, () -> element.readNullable(in));
        Collection<@Nullable Object> value = newCollection(elements.size());
        value.addAll(elements);
        if (value.size() != elements.size()) {
            throw new UndecodableEntryException("a set with equal elements");
        }
        return value;
    }

    @SuppressWarnings({"unchecked", "NullAway"
    }) // Hibernate's copy passes no collection persister either: there is none
    private Collection<@Nullable Object> newCollection(int count) {
        return semantics.getCollectionClassification() == CollectionClassification.SET
                ? new LinkedHashSet<>()
                : (Collection<@Nullable Object>) semantics.instantiateRaw(count, null);
    }
}
