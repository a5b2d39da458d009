// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import jakarta.persistence.Tuple;
import java.lang.reflect.Field;
import java.sql.Clob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;

/** Makes of a query's results what can be compared across sessions: arrays, down to values that know when they are equal. Loads nothing. */
record ComparableForm(Session session) {

    Object of(Object result) {
        if (result instanceof List<?> list) {
            return list.stream().map(this::of).toArray();
        }
        if (result != null && result.getClass() == Object[].class) {
            return of(Arrays.asList((Object[]) result));
        }
        if (result instanceof Tuple tuple) {
            return of(tuple.toArray());
        }
        if (result instanceof Map<?, ?> map) {
            return of(List.of(new ArrayList<>(map.keySet()), new ArrayList<>(map.values())));
        }
        EntityPersister persister = persister(result);
        if (persister == null) {
            return part(result);
        }
        Object[] state = persister.getPropertyValues(Hibernate.unproxy(result));
        return new Object[] {
            reference(result), Arrays.stream(state).map(this::part).toArray()
        };
    }

    /** Of an entity inside another just its name and identifier. */
    private Object part(Object value) {
        if (!Hibernate.isInitialized(value)) {
            return value instanceof HibernateProxy ? reference(value) : "uninitialized";
        }
        if (persister(value) != null) {
            return reference(value);
        }
        if (value instanceof Collection<?> collection
                && !value.getClass().getName().startsWith("java.")) {
            return collection.stream().map(this::part).toArray();
        }
        if (value instanceof Clob) {
            return Clob.class;
        }
        boolean ours = value != null && value.getClass().getName().startsWith("io.slotcache");
        return ours && !(value instanceof Enum<?>) ? fields(value) : value;
    }

    /** An embeddable has no equality of its own. */
    private Object fields(Object value) {
        List<Object> fields = new ArrayList<>(List.of(value.getClass()));
        for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                try {
                    field.setAccessible(true);
                    fields.add(part(field.get(value)));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return fields.toArray();
    }

    private Object reference(Object entity) {
        SharedSessionContractImplementor own = session.unwrap(SharedSessionContractImplementor.class);
        return new Object[] {own.bestGuessEntityName(entity), own.getContextEntityIdentifier(entity)};
    }

    private EntityPersister persister(Object value) {
        SessionFactoryImplementor factory = session.getFactory().unwrap(SessionFactoryImplementor.class);
        return value == null ? null : factory.getMappingMetamodel().findEntityDescriptor(Hibernate.getClassLazy(value));
    }
}
