// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.MutationQuery;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/** Statements that change rows without loading them. */
final class Statements {

    private Statements() {}

    /** Immutable, or not cached: nobody tells any cache of a stateless session's statement about such an entity, and cached queries stay as they are. */
    private static boolean isLeftOut(Scene scene, Operation operation) {
        Species species = operation.species();
        return species.isImmutable() || scene.isStateless() && !species.isCached();
    }

    private static String name(Operation operation) {
        return operation.species().name();
    }

    private static String run(Operation operation, MutationQuery statement) {
        return statement
                        .setParameter("name", Values.of(String.class, operation.choose(11, 6)))
                        .executeUpdate()
                + " rows";
    }

    private static String newName(Operation operation) {
        return "'" + Values.of(String.class, operation.choose(12, 6)) + "'";
    }

    private static String run(Scene scene, Operation operation, String hql) {
        return run(operation, scene.session().createMutationQuery(hql));
    }

    static String update(Scene scene, Operation operation) {
        if (isLeftOut(scene, operation)) {
            return "left out";
        }
        boolean versioned = scene.persister(operation.species()).isVersioned() && operation.choose(13, 2) == 0;
        return run(
                scene,
                operation,
                "update " + (versioned ? "versioned " : "") + name(operation) + " set name = " + newName(operation)
                        + " where name = :name");
    }

    static String updateByCriteria(Scene scene, Operation operation) {
        if (isLeftOut(scene, operation)) {
            return "left out";
        }
        var builder = scene.session().getFactory().getCriteriaBuilder();
        var update = update(builder, operation.species().type());
        var root = update.getRoot();
        update.set("name", Values.of(String.class, operation.choose(12, 6)))
                .where(builder.equal(root.get("name"), Values.of(String.class, operation.choose(11, 6))));
        return scene.session().createMutationQuery(update).executeUpdate() + " rows";
    }

    private static <T> jakarta.persistence.criteria.CriteriaUpdate<T> update(
            jakarta.persistence.criteria.CriteriaBuilder builder, Class<T> type) {
        var update = builder.createCriteriaUpdate(type);
        update.from(type);
        return update;
    }

    /** Rows leave the inverse collections that they were in. */
    static String setNull(Scene scene, Operation operation) {
        EntityPersister persister = scene.persister(operation.species());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < persister.getPropertyTypes().length; i++) {
            if (persister.getPropertyTypes()[i] instanceof EntityType reference
                    && !reference.isOneToOne()
                    && persister.getPropertyNullability()[i]) {
                names.add(persister.getPropertyNames()[i]);
            }
        }
        if (names.isEmpty()) {
            return update(scene, operation);
        }
        return run(
                scene,
                operation,
                "update " + name(operation) + " set " + names.get(operation.choose(14, names.size()))
                        + " = null where name = :name");
    }

    /** Not of an entity that is not cached: nobody tells the cache of its collection. */
    static String delete(Scene scene, Operation operation) {
        if (!operation.species().isCached()) {
            return update(scene, operation);
        }
        return run(scene, operation, "delete from " + name(operation) + " where name = :name");
    }

    static String insert(Scene scene, Operation operation) {
        boolean isSimple = isSimple(scene, operation.species()) && !isLeftOut(scene, operation);
        if (!isSimple || scene.find(operation.species(), operation.row()) != null) {
            return update(scene, operation);
        }
        return run(
                scene,
                operation,
                "insert into " + name(operation) + " (id, name) values ("
                        + operation.species().id(operation.row(), scene.session()) + "L, :name)");
    }

    static String insertSelect(Scene scene, Operation operation) {
        boolean isSimple = isSimple(scene, operation.species()) && !isLeftOut(scene, operation);
        if (!isSimple || scene.find(operation.species(), operation.row()) != null) {
            return update(scene, operation);
        }
        return run(
                scene,
                operation,
                "insert into " + name(operation) + " (id, name) select "
                        + operation.species().id(operation.row(), scene.session())
                        + "L, max(l.name) from Leaflet l where l.name <> :name");
    }

    private static boolean isSimple(Scene scene, Species species) {
        EntityPersister persister = scene.persister(species);
        return persister.getIdentifierType().getReturnedClass() == Long.class
                && !species.isGenerated()
                && !species.isHierarchy()
                && !persister.hasNaturalIdentifier()
                && ((AbstractEntityPersister) persister).getTableSpan() == 1
                && persister.getPropertyIndex("name") >= 0;
    }

    static String nativeUpdate(Scene scene, Operation operation) {
        return isLeftOut(scene, operation)
                ? "left out"
                : run(
                        operation,
                        nativeUpdateOf(scene, operation)
                                .addSynchronizedEntityClass(operation.species().type()));
    }

    /** Hibernate then takes every table for changed. */
    static String nativeUpdateOfUnknownSpaces(Scene scene, Operation operation) {
        return isLeftOut(scene, operation) ? "left out" : run(operation, nativeUpdateOf(scene, operation));
    }

    private static org.hibernate.query.NativeQuery<?> nativeUpdateOf(Scene scene, Operation operation) {
        AbstractEntityPersister persister = (AbstractEntityPersister) scene.persister(operation.species());
        return scene.session()
                .createNativeQuery("update " + persister.getTableNameForColumn("name") + " set name = "
                        + newName(operation) + " where name = :name");
    }

    static String nativeDelete(Scene scene, Operation operation) {
        if (!operation.species().isCached()) {
            return nativeUpdate(scene, operation);
        }
        AbstractEntityPersister persister = (AbstractEntityPersister) scene.persister(operation.species());
        return run(
                operation,
                scene.session()
                        .createNativeQuery("delete from " + persister.getTableName() + " where name = :name")
                        .addSynchronizedEntityClass(operation.species().type()));
    }

    static String nativeDeleteOfElements(Scene scene, Operation operation) {
        List<CollectionPersister> collections = new ArrayList<>();
        for (Type type : scene.persister(operation.species()).getPropertyTypes()) {
            if (type instanceof CollectionType plural) {
                CollectionPersister collection =
                        scene.session().getFactory().getMappingMetamodel().getCollectionDescriptor(plural.getRole());
                if (!collection.isOneToMany() && !collection.isInverse()) {
                    collections.add(collection);
                }
            }
        }
        if (collections.isEmpty() || !operation.species().isCached()) {
            return nativeUpdateOfUnknownSpaces(scene, operation);
        }
        String table = collections.get(operation.choose(15, collections.size())).getCollectionSpaces()[0];
        return scene.session().createNativeMutationQuery("delete from " + table).executeUpdate() + " rows";
    }
}
