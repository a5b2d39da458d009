// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.Cache;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;

/** Evictions by the application, which change no answer. */
final class Evictions {

    private Evictions() {}

    private static Cache cache(Scene scene) {
        return scene.session().getFactory().getCache();
    }

    static String entity(Scene scene, Operation operation) {
        Species species = operation.species();
        cache(scene).evictEntityData(species.type(), species.id(operation.row(), scene.session()));
        return "";
    }

    static String collections(Scene scene, Operation operation) {
        for (String role : roles(scene.persister(operation.species()))) {
            if (operation.choose(1, 3) == 0) {
                cache(scene).evictCollectionData(role);
            } else {
                cache(scene).evictCollectionData(role, operation.species().id(operation.row(), scene.session()));
            }
        }
        return "";
    }

    private static List<String> roles(EntityPersister persister) {
        List<String> roles = new ArrayList<>();
        for (Type type : persister.getPropertyTypes()) {
            if (type instanceof CollectionType plural) {
                roles.add(plural.getRole());
            }
        }
        return roles;
    }

    static String naturalIds(Scene scene, Operation operation) {
        if (scene.persister(operation.species()).hasNaturalIdentifier()) {
            cache(scene).evictNaturalIdData(operation.species().type());
        }
        return "";
    }

    static String region(Scene scene, Operation operation) {
        cache(scene).evictEntityData(operation.species().type());
        return "";
    }

    static String queries(Scene scene, Operation operation) {
        cache(scene).evictQueryRegions();
        return "";
    }

    static String all(Scene scene, Operation operation) {
        cache(scene).evictAllRegions();
        return "";
    }
}
