// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;

/** One collection of one entity, to be changed: whatever kind it is. */
final class Plural {

    private final Filler filler;
    private final EntityPersister owner;
    private final Object entity;
    private final int attribute;
    private final CollectionPersister persister;

    Plural(Filler filler, EntityPersister owner, Object entity, CollectionType type, int attribute) {
        this.filler = filler;
        this.owner = owner;
        this.entity = entity;
        this.attribute = attribute;
        persister = persister(filler.session(), type);
    }

    private static CollectionPersister persister(SharedSessionContractImplementor session, CollectionType type) {
        return session.getFactory().getMappingMetamodel().getCollectionDescriptor(type.getRole());
    }

    /** An inverse collection follows from its elements, unless it may delete them. */
    static boolean isChangeable(SharedSessionContractImplementor session, CollectionType type) {
        CollectionPersister persister = persister(session, type);
        return persister.isMutable() && (!persister.isInverse() || persister.hasOrphanDelete());
    }

    private Object value() {
        return owner.getValue(entity, attribute);
    }

    void fill(int size) {
        for (int i = 0; i < size && !persister.isInverse(); i++) {
            add();
        }
    }

    /** Returns what was done. */
    String change() {
        int dice = filler.random(10);
        if (dice < 2 || persister.isInverse()) {
            return removeOne();
        }
        if (dice == 2) {
            return clear();
        }
        return dice == 3 && !persister.hasOrphanDelete() ? replace() : add();
    }

    private String add() {
        Object element = filler.value(persister.getElementType(), false);
        if (element == null || persister.isOneToMany() && filler.sides().isTaken(element, persister, entity)) {
            return "nothing to add";
        }
        Object value = value();
        if (value instanceof Map<?, ?> map) {
            return put(map, element);
        }
        if (value.getClass().isArray()) {
            Object longer = Arrays.copyOf((Object[]) value, Array.getLength(value) + 1);
            Array.set(longer, Array.getLength(value), element);
            owner.setValue(entity, attribute, longer);
            return "longer";
        }
        return addTo(elements(value), element);
    }

    @SuppressWarnings("unchecked")
    private static Collection<Object> elements(Object value) {
        return (Collection<Object>) value;
    }

    @SuppressWarnings("unchecked")
    private String put(Map<?, ?> map, Object element) {
        Object key = filler.value(persister.getIndexType(), false);
        if (key == null) {
            return "no key";
        }
        ((Map<Object, Object>) map).put(key, element);
        return "put";
    }

    private String addTo(Collection<Object> elements, Object element) {
        if (persister.getElementType().isEntityType() && Sides.contains(elements, element)) {
            return "there already";
        }
        if (elements instanceof List<Object> list && persister.hasIndex()) {
            list.add(filler.random(list.size() + 1), element);
        } else {
            elements.add(element);
        }
        mirror(element, true);
        return "added";
    }

    private void mirror(Object element, boolean added) {
        filler.sides().mirror(owner, entity, owner.getPropertyNames()[attribute], element, added);
    }

    private String removeOne() {
        Object value = value();
        if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            owner.setValue(entity, attribute, Arrays.copyOf((Object[]) value, Math.max(0, length - 1)));
            return "shorter";
        }
        Collection<?> elements = value instanceof Map<?, ?> map ? map.keySet() : (Collection<?>) value;
        if (elements.isEmpty()) {
            return "empty already";
        }
        Type type = value instanceof Map<?, ?> ? persister.getIndexType() : persister.getElementType();
        // The one whose text comes first: sets have no order.
        Object first = elements.stream()
                .min(Comparator.comparing(element -> Portrait.element(filler.session(), type, element)))
                .orElseThrow();
        elements.remove(first);
        removed(first);
        return "removed";
    }

    private void removed(Object element) {
        if (persister.isInverse()) {
            EntityPersister elementPersister = persister.getElementPersister();
            int back = elementPersister.getPropertyIndex(persister.getMappedByProperty());
            elementPersister.setValue(org.hibernate.Hibernate.unproxy(element), back, null);
        } else {
            mirror(element, false);
        }
    }

    private String clear() {
        Object value = value();
        if (value instanceof Map<?, ?> map) {
            map.clear();
        } else if (value.getClass().isArray()) {
            owner.setValue(entity, attribute, Array.newInstance(value.getClass().getComponentType(), 0));
        } else {
            List<Object> former = new ArrayList<>((Collection<?>) value);
            ((Collection<?>) value).clear();
            former.forEach(this::removed);
        }
        return "cleared";
    }

    /** Another collection object: Hibernate deletes all rows of the former and inserts those of the new one. */
    private String replace() {
        Object value = value();
        Object copy = value instanceof java.util.SortedMap<?, ?> map
                ? new java.util.TreeMap<>(map)
                : value instanceof Map<?, ?> map
                        ? new java.util.HashMap<>(map)
                        : value instanceof java.util.SortedSet<?> set
                                ? new java.util.TreeSet<>(set)
                                : value instanceof java.util.Set<?> set
                                        ? new java.util.HashSet<>(set)
                                        : value instanceof List<?> list
                                                ? new ArrayList<>(list)
                                                : ((Object[]) value).clone();
        owner.setValue(entity, attribute, copy);
        return "replaced, " + add();
    }
}
