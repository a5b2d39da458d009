// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.persister.entity.EntityPersister;

/** Changes without a persistence context: of rows that are in no inverse collection, which would not hear of them. */
final class StatelessWrites {

    private StatelessWrites() {}

    static String insert(Scene scene, Operation operation) {
        Species species = operation.species();
        EntityPersister persister = scene.persister(species);
        Object entity = species.create();
        Filler filler = new Filler(scene, operation);
        if (isOutside(filler, persister)) {
            return "left out";
        }
        if (!filler.fill(persister, entity, operation.row())) {
            return "what it must refer to is missing";
        }
        Object id = species.isGenerated() ? null : species.id(operation.row(), scene.session());
        // The primary key of a table for each class does not know of the other tables' rows.
        if (species.isHierarchy() && scene.find(species.root(), id) != null) {
            return "there already";
        }
        if (id != null) {
            persister.setIdentifier(entity, id, scene.session());
        }
        scene.stateless().insert(entity);
        return "inserted";
    }

    /** An element of somebody's collection, which would have to be changed with it. */
    private static boolean isOutside(Filler filler, EntityPersister persister) {
        return filler.sides().isElement(persister) || hasMirror(filler, persister);
    }

    private static boolean hasMirror(Filler filler, EntityPersister persister) {
        for (String attribute : persister.getPropertyNames()) {
            if (filler.sides().isMirrored(persister, attribute)) {
                return true;
            }
        }
        return false;
    }

    static String update(Scene scene, Operation operation) {
        Object entity = changed(scene, operation);
        if (entity == null) {
            return "nothing to update";
        }
        scene.stateless().update(entity);
        return Portrait.shallow(scene.session(), entity);
    }

    private static Object changed(Scene scene, Operation operation) {
        EntityPersister persister = scene.persister(operation.species());
        if (operation.species().isImmutable()) {
            return null;
        }
        Object entity = scene.find(operation.species(), operation.row());
        if (entity != null) {
            new Filler(scene, operation).changeColumns(persister, entity);
        }
        return entity;
    }

    static String delete(Scene scene, Operation operation) {
        Object entity = scene.find(operation.species(), operation.row());
        EntityPersister persister = scene.persister(operation.species());
        if (entity == null || isOutside(new Filler(scene, operation), persister)) {
            return "nothing to delete";
        }
        scene.stateless().delete(entity);
        return "deleted";
    }

    static String upsert(Scene scene, Operation operation) {
        Object entity = changed(scene, operation);
        if (entity == null) {
            return "nothing to upsert";
        }
        scene.stateless().upsert(entity);
        return Portrait.shallow(scene.session(), entity);
    }

    static String updateMany(Scene scene, Operation operation) {
        List<Object> entities = new ArrayList<>();
        for (int row = 1; row <= Species.ROWS; row++) {
            Object entity =
                    changed(scene, new Operation(operation.kind(), operation.species(), row, operation.dice() + row));
            if (entity != null) {
                entities.add(entity);
            }
        }
        if (!entities.isEmpty()) {
            scene.stateless().updateMultiple(entities);
        }
        return "updated " + entities.size();
    }
}
