// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import io.slotcache.comparison.zoo.Zoo;
import jakarta.persistence.Cacheable;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.Any;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** An entity of the zoo that has instances. Its rows are numbered from 1; the number makes the identifier. */
record Species(Class<?> type) {

    /** How many rows of one species there are at most: few, so that operations meet. */
    static final int ROWS = 4;

    static final List<Species> ALL = Zoo.ENTITIES.stream()
            .filter(type -> !Modifier.isAbstract(type.getModifiers()))
            .map(Species::new)
            .toList();

    String name() {
        return type.getSimpleName();
    }

    /** The top of its hierarchy, with which rows are found as well. */
    Class<?> root() {
        Class<?> root = type;
        while (Zoo.ENTITIES.contains(root.getSuperclass())) {
            root = root.getSuperclass();
        }
        return root;
    }

    boolean isHierarchy() {
        return root() != type || Zoo.ENTITIES.stream().anyMatch(other -> other.getSuperclass() == type);
    }

    boolean isImmutable() {
        return type.isAnnotationPresent(Immutable.class);
    }

    boolean isCached() {
        Cacheable cacheable = type.getAnnotation(Cacheable.class);
        return cacheable == null || cacheable.value();
    }

    /**
     * Whatever the cache, a stateless session cannot make the entry of an entity with a lazy {@code @Any} (it takes the proxy for the target), finds null at
     * the inverse side of a one-to-one in an instance that comes from an entry, and cannot write such an instance again if a column of it refers to another
     * than the target's identifier.
     */
    boolean isForStatelessSessions() {
        return Arrays.stream(type.getDeclaredFields()).noneMatch(Species::isBeyondStatelessSessions);
    }

    private static boolean isBeyondStatelessSessions(Field field) {
        JoinColumn column = field.getAnnotation(JoinColumn.class);
        if (column != null && !column.referencedColumnName().isEmpty()) {
            return true;
        }
        OneToOne oneToOne = field.getAnnotation(OneToOne.class);
        return field.isAnnotationPresent(Any.class)
                || oneToOne != null && !oneToOne.mappedBy().isEmpty();
    }

    boolean hasNaturalId() {
        return Arrays.stream(root().getDeclaredFields()).anyMatch(field -> field.isAnnotationPresent(NaturalId.class));
    }

    boolean isSoftDeleted() {
        return type.isAnnotationPresent(SoftDelete.class);
    }

    boolean isGenerated() {
        return Arrays.stream(type.getDeclaredFields())
                .anyMatch(field -> field.isAnnotationPresent(GeneratedValue.class));
    }

    EntityPersister persister(SharedSessionContractImplementor session) {
        return session.getFactory().getMappingMetamodel().getEntityDescriptor(type);
    }

    /** Of generated ones the newest: row 1 is the last that was inserted, row 2 the one before. */
    Object id(int row, SharedSessionContractImplementor session) {
        if (isGenerated()) {
            Long newest = session.createSelectionQuery("select max(id) from " + name(), Long.class)
                    .getSingleResult();
            return (newest == null ? 0 : newest) - (row - 1);
        }
        Class<?> idType = idType();
        return idType == String.class ? "ä:{" + row + "}%" : Values.of(idType, row);
    }

    private Class<?> idType() {
        IdClass idClass = type.getAnnotation(IdClass.class);
        return idClass == null ? idField(type).getType() : idClass.value();
    }

    private static Field idField(Class<?> type) {
        for (Class<?> t = type; t != Object.class; t = t.getSuperclass()) {
            for (Field field : t.getDeclaredFields()) {
                if (field.isAnnotationPresent(jakarta.persistence.Id.class)
                        || field.isAnnotationPresent(jakarta.persistence.EmbeddedId.class)) {
                    return field;
                }
            }
        }
        throw new IllegalStateException("No identifier in " + type);
    }

    /** Entities that its identifier refers to; their rows have the same numbers. */
    List<Species> inIdentifier() {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(jakarta.persistence.Id.class))
                .filter(field -> field.isAnnotationPresent(ManyToOne.class))
                .map(field -> new Species(field.getType()))
                .toList();
    }

    /** A transient instance, empty. */
    Object create() {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
