// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Keeps both sides of associations in step, as an application must whose inverse collections are cached: the database knows one side only, and so does
 * what tells the cache.
 */
final class Sides {

    private final SharedSessionContractImplementor session;
    private final MappingMetamodelImplementor metamodel;

    Sides(SharedSessionContractImplementor session) {
        this.session = session;
        metamodel = session.getFactory().getMappingMetamodel();
    }

    /** The collections that mirror an attribute of the entity. */
    private List<CollectionPersister> mirrors(EntityPersister persister, String attribute) {
        List<CollectionPersister> mirrors = new ArrayList<>();
        metamodel.forEachCollectionDescriptor(collection -> {
            if (collection.isInverse()
                    && attribute.equals(collection.getMappedByProperty())
                    && collection.getElementPersister().getMappedClass().isAssignableFrom(persister.getMappedClass())) {
                mirrors.add(collection);
            }
        });
        return mirrors;
    }

    boolean isMirrored(EntityPersister persister, String attribute) {
        return !mirrors(persister, attribute).isEmpty();
    }

    /** Whether rows of the entity are elements of somebody's one-to-many collection. */
    boolean isElement(EntityPersister persister) {
        boolean[] found = {false};
        metamodel.forEachCollectionDescriptor(collection -> found[0] |= collection.isOneToMany()
                && collection.getElementPersister().getMappedClass().isAssignableFrom(persister.getMappedClass()));
        return found[0];
    }

    /** Changes an association to one: the collections of the former and of the new target follow. */
    void point(EntityPersister persister, Object entity, String attribute, Object target) {
        Object former = Hibernate.unproxy(persister.getPropertyValue(entity, attribute));
        Object next = Hibernate.unproxy(target);
        for (CollectionPersister mirror : mirrors(persister, attribute)) {
            if (former != null && former != next) {
                drop(collection(mirror, former), entity);
            }
            if (next != null && former != next) {
                add(collection(mirror, next), persister.getIdentifier(entity, session), entity);
            }
        }
        persister.setValue(entity, persister.getPropertyIndex(attribute), target);
    }

    /** An element has come to, or left, a collection of this side. */
    void mirror(EntityPersister persister, Object entity, String attribute, Object element, boolean added) {
        Object other = Hibernate.unproxy(element);
        if (other != null && metamodel.isEntityClass(other.getClass())) {
            for (CollectionPersister mirror : mirrors(persister, attribute)) {
                if (added) {
                    add(collection(mirror, other), persister.getIdentifier(entity, session), entity);
                } else {
                    drop(collection(mirror, other), entity);
                }
            }
        }
    }

    /** Takes an entity out of every collection that it is in because of its own attributes. */
    void withdraw(EntityPersister persister, Object entity) {
        for (String attribute : persister.getPropertyNames()) {
            Object value = persister.getPropertyValue(entity, attribute);
            if (value instanceof Collection<?> elements) {
                elements.forEach(element -> mirror(persister, entity, attribute, element, false));
            } else if (isMirrored(persister, attribute)) {
                point(persister, entity, attribute, null);
            }
        }
    }

    /** Whether another owner's one-to-many collection has the element: taking it from there is that owner's business. */
    boolean isTaken(Object element, CollectionPersister except, Object exceptOwner) {
        boolean[] taken = {false};
        Class<?> type = Hibernate.getClass(element);
        metamodel.forEachCollectionDescriptor(collection -> {
            if (collection.isOneToMany()
                    && !collection.isInverse()
                    && collection.getElementPersister().getMappedClass().isAssignableFrom(type)) {
                String owner = collection.getOwnerEntityPersister().getEntityName();
                taken[0] |= session
                        .createSelectionQuery(
                                "select o from " + owner + " o join o." + attribute(collection)
                                        + " e where e = :element",
                                Object.class)
                        .setParameter("element", element)
                        .getResultList()
                        .stream()
                        .anyMatch(found -> collection != except || !isSame(found, exceptOwner));
            }
        });
        return taken[0];
    }

    static String attribute(CollectionPersister collection) {
        return collection
                .getRole()
                .substring(collection.getOwnerEntityPersister().getEntityName().length() + 1);
    }

    private static Object collection(CollectionPersister mirror, Object owner) {
        return Objects.requireNonNull(mirror.getOwnerEntityPersister().getPropertyValue(owner, attribute(mirror)));
    }

    @SuppressWarnings("unchecked")
    private static void add(Object collection, Object id, Object entity) {
        if (collection instanceof Map<?, ?> map) {
            ((Map<Object, Object>) map).put(id, entity);
        } else if (!contains((Collection<Object>) collection, entity)) {
            ((Collection<Object>) collection).add(entity);
        }
    }

    /** By what proxies stand for. */
    static boolean contains(Collection<?> collection, Object entity) {
        return collection.stream().anyMatch(element -> isSame(element, entity));
    }

    private static boolean isSame(Object a, Object b) {
        return Hibernate.unproxy(a) == Hibernate.unproxy(b);
    }

    private static void drop(Object collection, Object entity) {
        Collection<?> elements = collection instanceof Map<?, ?> map ? map.values() : (Collection<?>) collection;
        elements.removeIf(element -> isSame(element, entity));
    }
}
