// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Hibernate;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/** The text of an entity as a session sees it: all attributes, and, if deep, what its associations and collections hold. What has no order is sorted. */
final class Portrait {

    private final SharedSessionContractImplementor session;
    private final boolean deep;

    private Portrait(SharedSessionContractImplementor session, boolean deep) {
        this.session = session;
        this.deep = deep;
    }

    /** The row's own columns; associations by identifier. Reads nothing. */
    static String shallow(SharedSessionContractImplementor session, Object entity) {
        return new Portrait(session, false).entity(entity);
    }

    /** Reads what is not loaded yet. */
    static String deep(SharedSessionContractImplementor session, Object entity) {
        return new Portrait(session, true).entity(entity);
    }

    /** Anything that a query returns. */
    static String result(SharedSessionContractImplementor session, Object result) {
        if (result instanceof Object[] row) {
            return java.util.Arrays.stream(row)
                    .map(part -> result(session, part))
                    .collect(Collectors.joining(", ", "(", ")"));
        }
        boolean isEntity = result != null
                && session.getFactory().getMappingMetamodel().isEntityClass(Hibernate.getClassLazy(result));
        return isEntity ? shallow(session, result) : Values.text(result);
    }

    /** An element or a key of a collection. */
    static String element(SharedSessionContractImplementor session, Type type, Object element) {
        return new Portrait(session, false).attribute(type, element);
    }

    private String entity(Object reference) {
        if (reference == null) {
            return "none";
        }
        Object entity = Hibernate.unproxy(reference);
        EntityPersister persister = session.getEntityPersister(null, entity);
        return name(persister, entity) + attributes(persister, entity, true);
    }

    private String name(EntityPersister persister, Object entity) {
        return persister.getMappedClass().getSimpleName() + "#" + persister.getIdentifier(entity, session);
    }

    private String attributes(EntityPersister persister, Object entity, boolean withPlurals) {
        List<String> texts = new ArrayList<>();
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            boolean isTime = persister.isVersioned()
                    && i == persister.getVersionPropertyIndex()
                    && types[i].getReturnedClass() == java.time.Instant.class;
            if (!isTime && (withPlurals || !types[i].isCollectionType())) {
                Object value = persister.getValue(entity, i);
                texts.add(persister.getPropertyNames()[i] + "=" + attribute(types[i], value));
            }
        }
        return texts.toString();
    }

    private String attribute(Type type, Object value) {
        if (value == null) {
            return "-";
        }
        if (type instanceof CollectionType collection) {
            return deep ? plural(collection, value) : "..";
        }
        if (type instanceof EntityType || type instanceof AnyType) {
            return reference(value, deep);
        }
        return type instanceof CompositeType composite ? parts(composite, value) : Values.text(value);
    }

    private String parts(CompositeType type, Object value) {
        Object[] parts = type.getPropertyValues(value);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            texts.add(attribute(type.getSubtypes()[i], parts[i]));
        }
        return texts.toString();
    }

    private String reference(Object value, boolean withAttributes) {
        try {
            if (withAttributes) {
                Object entity = Hibernate.unproxy(value);
                EntityPersister persister = session.getEntityPersister(null, entity);
                return name(persister, entity) + new Portrait(session, false).attributes(persister, entity, false);
            }
            var initializer = HibernateProxy.extractLazyInitializer(value);
            return initializer == null
                    ? "#" + session.getEntityPersister(null, value).getIdentifier(value, session)
                    : "#" + initializer.getInternalIdentifier();
        } catch (ObjectNotFoundException e) {
            return "missing";
        }
    }

    private String plural(CollectionType type, Object value) {
        CollectionPersister persister =
                session.getFactory().getMappingMetamodel().getCollectionDescriptor(type.getRole());
        Hibernate.initialize(value);
        Function<Object, String> element = e -> attribute(persister.getElementType(), e);
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry ->
                            attribute(persister.getIndexType(), entry.getKey()) + ":" + element.apply(entry.getValue()))
                    .sorted()
                    .toList()
                    .toString();
        }
        if (value.getClass().isArray()) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                texts.add(element.apply(Array.get(value, i)));
            }
            return texts.toString();
        }
        var texts = ((Collection<?>) value).stream().map(element);
        boolean hasOrder = persister.hasIndex() || value instanceof java.util.SortedSet;
        return (hasOrder ? texts : texts.sorted()).toList().toString();
    }
}
