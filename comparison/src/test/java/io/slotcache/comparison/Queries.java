// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.CacheMode;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.SelectionQuery;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/** Cached queries, of every form whose result the cache has a layout for. */
final class Queries {

    static final String REGION = "zoo queries";

    private static final CacheMode[] MODES = {CacheMode.REFRESH, CacheMode.GET, CacheMode.PUT, CacheMode.IGNORE};

    private Queries() {}

    /** Cached three times of four in the default region, else in one of its own; now and then not in the usual way. */
    private static String run(Scene scene, Operation operation, SelectionQuery<?> query, boolean filtered) {
        query.setCacheable(!scene.isStateless() || isForStatelessSessions(scene, operation));
        if (filtered) {
            query.setParameter("name", Values.of(String.class, operation.choose(11, 4)));
        }
        if (operation.choose(12, 4) == 0) {
            query.setCacheRegion(REGION);
        }
        if (operation.choose(13, 12) == 0 && scene.session().getCacheMode() == CacheMode.NORMAL) {
            query.setCacheMode(MODES[operation.choose(14, MODES.length)]);
        }
        List<String> texts = new ArrayList<>();
        for (Object result : query.getResultList()) {
            texts.add(Portrait.result(scene.session(), result));
        }
        // Whether Hibernate leaves an entity's repetitions out depends on whether it has read the result from a cache.
        return texts.stream().sorted().distinct().toList().toString();
    }

    /**
     * What a stateless session makes of a cached result is Hibernate's affair: proxies that it cannot initialize where an entity refers to its own kind, and
     * null at the inverse side of a one-to-one.
     */
    private static boolean isForStatelessSessions(Scene scene, Operation operation) {
        Species species = operation.species();
        String root = scene.persister(species).getRootEntityName();
        return species.isForStatelessSessions()
                && Arrays.stream(scene.persister(species).getPropertyTypes())
                        .filter(EntityType.class::isInstance)
                        .map(type -> ((EntityType) type).getAssociatedEntityName())
                        .noneMatch(target -> target.equals(root) || !isForStatelessSessions(target));
    }

    private static boolean isForStatelessSessions(String entityName) {
        return Species.ALL.stream()
                .filter(species -> species.type().getName().equals(entityName))
                .allMatch(Species::isForStatelessSessions);
    }

    private static String run(Scene scene, Operation operation, String select) {
        boolean filtered = operation.choose(10, 2) == 0;
        String hql = select.contains(" where ") || !filtered ? select : select + " where e.name <> :name";
        return run(scene, operation, scene.session().createSelectionQuery(hql, Object.class), hql.contains(":name"));
    }

    /** The entity itself or the top of its hierarchy. */
    private static String from(Operation operation) {
        Class<?> type = operation.choose(15, 2) == 0
                ? operation.species().root()
                : operation.species().type();
        return " from " + type.getSimpleName() + " e";
    }

    static String entities(Scene scene, Operation operation) {
        return run(scene, operation, "select e" + from(operation));
    }

    static String names(Scene scene, Operation operation) {
        return run(scene, operation, "select e.name" + from(operation));
    }

    static String count(Scene scene, Operation operation) {
        return run(scene, operation, "select count(*)" + from(operation));
    }

    static String groups(Scene scene, Operation operation) {
        return run(
                scene,
                operation,
                "select e.name, count(*)" + from(operation) + " where e.name is not null group by e.name");
    }

    static String attribute(Scene scene, Operation operation) {
        String attribute =
                attributeOf(scene, operation, type -> !type.isCollectionType() && !(type instanceof AnyType));
        return run(
                scene,
                operation,
                "select e." + attribute + " from " + operation.species().name() + " e");
    }

    static String join(Scene scene, Operation operation) {
        String attribute = attributeOf(scene, operation, type -> type instanceof EntityType);
        return attribute == null
                ? entities(scene, operation)
                : run(scene, operation, "select e, t from " + name(operation) + " e join e." + attribute + " t");
    }

    static String fetch(Scene scene, Operation operation) {
        String attribute = attributeOf(scene, operation, type -> type instanceof CollectionType);
        return attribute == null
                ? entities(scene, operation)
                : run(scene, operation, "select e from " + name(operation) + " e left join fetch e." + attribute);
    }

    static String elements(Scene scene, Operation operation) {
        String attribute = attributeOf(scene, operation, type -> type instanceof CollectionType);
        return attribute == null
                ? names(scene, operation)
                : run(scene, operation, "select c from " + name(operation) + " e join e." + attribute + " c");
    }

    private static String name(Operation operation) {
        return operation.species().name();
    }

    private static String attributeOf(Scene scene, Operation operation, java.util.function.Predicate<Type> condition) {
        EntityPersister persister = scene.persister(operation.species());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < persister.getPropertyTypes().length; i++) {
            boolean isVersion = persister.isVersioned() && i == persister.getVersionPropertyIndex();
            if (!isVersion && condition.test(persister.getPropertyTypes()[i])) {
                names.add(persister.getPropertyNames()[i]);
            }
        }
        return names.isEmpty() ? null : names.get(operation.choose(16, names.size()));
    }

    static String page(Scene scene, Operation operation) {
        SelectionQuery<Object> query = scene.session()
                .createSelectionQuery("select e from " + name(operation) + " e order by e.id", Object.class)
                .setFirstResult(operation.choose(17, 2))
                .setMaxResults(1 + operation.choose(18, 2));
        return run(scene, operation, query, false);
    }

    static String criteria(Scene scene, Operation operation) {
        var builder = scene.session().getFactory().getCriteriaBuilder();
        var query = builder.createQuery(Object.class);
        var root = query.from(operation.species().type());
        query.select(root).where(builder.notEqual(root.get("name"), Values.of(String.class, operation.choose(11, 4))));
        return run(scene, operation, scene.session().createSelectionQuery(query), false);
    }

    static String nativeEntities(Scene scene, Operation operation) {
        Species species = operation.species();
        AbstractEntityPersister persister = (AbstractEntityPersister) scene.persister(species);
        // SQL would find the deleted rows of one that is softly deleted.
        if (species.isHierarchy() || species.isSoftDeleted() || persister.getTableSpan() > 1) {
            return entities(scene, operation);
        }
        var query = scene.session()
                .createNativeQuery("select * from " + persister.getTableName() + " where name <> :name", species.type())
                .addSynchronizedEntityClass(species.type());
        return run(scene, operation, query, true);
    }

    static String nativeNames(Scene scene, Operation operation) {
        Species species = operation.species();
        AbstractEntityPersister persister = (AbstractEntityPersister) scene.persister(species);
        var query = scene.session()
                .createNativeQuery(
                        "select name from " + persister.getTableNameForColumn("name") + " where name <> :name",
                        String.class)
                .addSynchronizedEntityClass(species.type());
        return run(scene, operation, query, true);
    }
}
