// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hibernate.Hibernate;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.SessionCheckMode;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/** Reads of single rows. */
final class Reads {

    private static final LockModeType[] LOCKS = {
        LockModeType.PESSIMISTIC_WRITE, LockModeType.PESSIMISTIC_READ, LockModeType.OPTIMISTIC
    };

    private Reads() {}

    static String find(Scene scene, Operation operation) {
        Object entity = scene.find(operation.species(), operation.row());
        scene.remember(operation, entity);
        return portrait(scene, operation, entity);
    }

    /** Associations and collections too, three times of four; a stateless session does not follow them. */
    private static String portrait(Scene scene, Operation operation, Object entity) {
        return scene.isStateless() || operation.choose(1, 4) == 0
                ? Portrait.shallow(scene.session(), entity)
                : Portrait.deep(scene.session(), entity);
    }

    static String findByRoot(Scene scene, Operation operation) {
        Species species = operation.species();
        Object entity = scene.find(species.root(), species.id(operation.row(), scene.session()));
        scene.remember(operation, entity);
        return portrait(scene, operation, entity);
    }

    static String findLocked(Scene scene, Operation operation) {
        Species species = operation.species();
        int locks = scene.persister(species).isVersioned() ? LOCKS.length : LOCKS.length - 1;
        LockModeType lock = LOCKS[operation.choose(2, locks)];
        Object entity = scene.find(species.type(), species.id(operation.row(), scene.session()), lock);
        return portrait(scene, operation, entity);
    }

    /**
     * Of the whole hierarchy: asked for a subclass, Hibernate also returns another's instance that the session knows. And with a look at the session first:
     * without one, a cache hit overwrites what the session has changed and not flushed, whatever the cache.
     */
    static String findMany(Scene scene, Operation operation) {
        Species species = operation.species();
        List<Object> ids = IntStream.rangeClosed(1, Species.ROWS)
                .mapToObj(row -> species.id(row, scene.session()))
                .toList();
        List<?> found = scene.isStateless()
                ? scene.stateless().getMultiple(species.root(), ids)
                : scene.stateful().findMultiple(species.root(), ids, SessionCheckMode.ENABLED);
        List<String> texts = new ArrayList<>();
        found.forEach(entity -> texts.add(portrait(scene, operation, entity)));
        return texts.toString();
    }

    static String reference(Scene scene, Operation operation) {
        Species species = operation.species();
        Object reference = scene.stateful().getReference(species.root(), species.id(operation.row(), scene.session()));
        try {
            return portrait(scene, operation, Hibernate.unproxy(reference));
        } catch (ObjectNotFoundException e) {
            return "missing";
        }
    }

    /** By the top of the hierarchy: asked for a joined subclass, Hibernate looks for the natural id in the wrong table. */
    static String naturalId(Scene scene, Operation operation) {
        EntityPersister persister = scene.persister(operation.species());
        if (!persister.hasNaturalIdentifier()) {
            return find(scene, operation);
        }
        Map<String, Object> naturalId = naturalId(scene, operation, persister);
        if (naturalId.containsValue(null)) {
            return "no natural id";
        }
        var lookup = scene.stateful().byNaturalId(operation.species().root());
        naturalId.forEach(lookup::using);
        return Portrait.shallow(scene.session(), lookup.load());
    }

    static String naturalIdReference(Scene scene, Operation operation) {
        EntityPersister persister = scene.persister(operation.species());
        if (!persister.hasNaturalIdentifier()) {
            return reference(scene, operation);
        }
        Map<String, Object> naturalId = naturalId(scene, operation, persister);
        if (naturalId.containsValue(null)) {
            return "no natural id";
        }
        var lookup = scene.stateful().byNaturalId(operation.species().root());
        naturalId.forEach(lookup::using);
        return Portrait.shallow(scene.session(), lookup.getReference());
    }

    private static Map<String, Object> naturalId(Scene scene, Operation operation, EntityPersister persister) {
        Map<String, Object> values = new TreeMap<>();
        for (int part : persister.getNaturalIdentifierProperties()) {
            Type type = persister.getPropertyTypes()[part];
            // Most often that which the row was created with.
            int n = operation.choose(part + 3, 4) == 0 ? operation.choose(part + 4, 6) : operation.row();
            Object value = type instanceof EntityType reference
                    ? scene.target(reference.getAssociatedEntityName(), n - 1)
                    : Values.of(type.getReturnedClass(), n);
            values.put(persister.getPropertyNames()[part], value);
        }
        return values;
    }

    /** A stateless session loads a collection when it is told to. */
    static String fetch(Scene scene, Operation operation) {
        Object entity = scene.find(operation.species(), operation.row());
        if (entity == null) {
            return "none";
        }
        EntityPersister persister = scene.session().getEntityPersister(null, entity);
        List<String> sizes = new ArrayList<>();
        for (int i = 0; i < persister.getPropertyTypes().length; i++) {
            if (persister.getPropertyTypes()[i] instanceof CollectionType type) {
                Object plural = persister.getValue(entity, i);
                scene.stateless().fetch(plural);
                sizes.add(Portrait.element(scene.session(), type, plural));
            }
        }
        return sizes.toString();
    }
}
