// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/** The few species that one sequence of units is about, so that rows are met again while they are cached. */
final class Cast {

    private static final int SIZE = 10;

    private Cast() {}

    /** How many casts there are in which every species appears once at least. */
    static int count() {
        return (Species.ALL.size() + SIZE - 1) / SIZE;
    }

    /** The n-th of the casts that a seed makes of all species, with those that they refer to. */
    static List<Species> of(long seed, int n, SessionFactory factory) {
        List<Species> shuffled = new ArrayList<>(Species.ALL);
        Collections.shuffle(shuffled, new Random(seed));
        Set<Species> cast = new LinkedHashSet<>();
        int from = n % count() * SIZE;
        for (Species species : shuffled.subList(from, Math.min(from + SIZE, shuffled.size()))) {
            cast.add(species);
            addReferences(cast, species, factory.unwrap(SessionFactoryImplementor.class));
        }
        return List.copyOf(cast);
    }

    private static void addReferences(Set<Species> cast, Species species, SessionFactoryImplementor factory) {
        cast.addAll(species.inIdentifier());
        EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(species.type());
        for (Type type : persister.getPropertyTypes()) {
            Type target = type instanceof CollectionType plural ? plural.getElementType(factory) : type;
            if (target instanceof EntityType reference) {
                add(cast, reference.getAssociatedEntityName(factory), factory);
            }
        }
    }

    private static void add(Set<Species> cast, String entityName, SessionFactoryImplementor factory) {
        Class<?> type =
                factory.getMappingMetamodel().getEntityDescriptor(entityName).getMappedClass();
        if (cast.stream().noneMatch(species -> type.isAssignableFrom(species.type()))) {
            Species.ALL.stream()
                    .filter(species -> type.isAssignableFrom(species.type()))
                    .findFirst()
                    .ifPresent(cast::add);
        }
    }
}
