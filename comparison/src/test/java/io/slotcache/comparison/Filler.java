// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.CompositeType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;

/** Gives attributes values, whatever their mapping is: the same for the same operation. */
final class Filler {

    /** What an association to any entity refers to. */
    private static final String[] ANY = {
        "io.slotcache.comparison.zoo.Grouped$Bench", "io.slotcache.comparison.zoo.Plain$Leaflet"
    };

    private final Scene scene;
    private final SharedSessionContractImplementor session;
    private final Species species;
    private final SplittableRandom random;
    private final Sides sides;

    Filler(Scene scene, Operation operation) {
        this.scene = scene;
        session = scene.session();
        species = operation.species();
        random = new SplittableRandom(operation.dice());
        sides = new Sides(session);
    }

    Sides sides() {
        return sides;
    }

    /** Fills all attributes of a new entity. Returns false if a row that it must refer to is not there. */
    boolean fill(EntityPersister persister, Object entity, int row) {
        if (species.inIdentifier().stream().anyMatch(part -> scene.find(part, row) == null)) {
            return false;
        }
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            boolean isVersion = persister.isVersioned() && i == persister.getVersionPropertyIndex();
            if (isVersion || !persister.getPropertyInsertability()[i] && !types[i].isAssociationType()) {
                continue;
            }
            if (types[i] instanceof CollectionType plural) {
                new Plural(this, persister, entity, plural, i).fill(random.nextInt(3));
            } else if (isUnique(persister, i)) {
                persister.setValue(entity, i, valueOfRow(types[i], row));
                if (persister.getValue(entity, i) == null) {
                    // Of rows without one there may be several.
                    return false;
                }
            } else {
                set(persister, entity, i);
            }
        }
        return true;
    }

    /** Natural ids, and associations that a row cannot be without: most rows get one of their own. */
    private static boolean isUnique(EntityPersister persister, int attribute) {
        boolean isReference = persister.getPropertyTypes()[attribute].isEntityType();
        return isNaturalId(persister, attribute) || isReference && !persister.getPropertyNullability()[attribute];
    }

    private Object valueOfRow(Type type, int row) {
        return type instanceof EntityType reference
                ? scene.target(reference.getAssociatedEntityName(), row - 1)
                : Values.of(type.getReturnedClass(), random.nextInt(8) == 0 ? random.nextInt(6) : row);
    }

    /** Attributes that a session may change, the name among them more than once: statements and queries are about names. */
    List<Integer> changeable(EntityPersister persister) {
        List<Integer> changeable = new ArrayList<>();
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            boolean isVersion = persister.isVersioned() && i == persister.getVersionPropertyIndex();
            boolean isWritten = persister.getPropertyUpdateability()[i] || types[i].isCollectionType();
            boolean isInverse = types[i] instanceof EntityType reference && reference.isOneToOne()
                    || types[i] instanceof CollectionType plural && !Plural.isChangeable(session, plural);
            boolean isFixed = !persister.getPropertyNullability()[i] && types[i].isEntityType()
                    || isNaturalId(persister, i)
                            && persister.getEntityMetamodel().hasImmutableNaturalId();
            if (isWritten && !isVersion && !isInverse && !isFixed) {
                changeable.add(i);
            }
        }
        changeable.add(persister.getPropertyIndex("name"));
        return changeable;
    }

    private static boolean isNaturalId(EntityPersister persister, int attribute) {
        if (persister.hasNaturalIdentifier()) {
            for (int part : persister.getNaturalIdentifierProperties()) {
                if (part == attribute) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Changes one attribute. Returns what was done. */
    String change(EntityPersister persister, Object entity) {
        List<Integer> changeable = changeable(persister);
        int attribute = changeable.get(random.nextInt(changeable.size()));
        String name = persister.getPropertyNames()[attribute];
        if (persister.getPropertyTypes()[attribute] instanceof CollectionType plural) {
            return name + " " + new Plural(this, persister, entity, plural, attribute).change();
        }
        set(persister, entity, attribute);
        return name;
    }

    /** Changes the row's own columns alone, and nothing that somebody else's collection mirrors. */
    void changeColumns(EntityPersister persister, Object entity) {
        for (int attribute : changeable(persister)) {
            Type type = persister.getPropertyTypes()[attribute];
            boolean isColumn = !type.isCollectionType()
                    && !sides.isMirrored(persister, persister.getPropertyNames()[attribute]);
            if (isColumn && random.nextInt(3) == 0) {
                set(persister, entity, attribute);
            }
        }
    }

    private void set(EntityPersister persister, Object entity, int attribute) {
        Type type = persister.getPropertyTypes()[attribute];
        Object value = value(type, persister.getPropertyNullability()[attribute] && !isNaturalId(persister, attribute));
        if (type instanceof EntityType) {
            sides.point(persister, entity, persister.getPropertyNames()[attribute], value);
        } else {
            persister.setValue(entity, attribute, value);
        }
    }

    /** A new value of the type; for an association a row that is there, else null. */
    Object value(Type type, boolean nullable) {
        if (nullable && random.nextInt(6) == 0) {
            return null;
        }
        int n = random.nextInt(6);
        if (type instanceof EntityType reference) {
            return scene.target(reference.getAssociatedEntityName(), n);
        }
        if (type instanceof AnyType) {
            return scene.target(ANY[n % ANY.length], n);
        }
        Object value = Values.of(type.getReturnedClass(), n);
        return type instanceof CompositeType composite && composite.isMutable()
                ? withReferences(composite, value)
                : value;
    }

    private Object withReferences(CompositeType type, Object value) {
        Object[] parts = type.getPropertyValues(value);
        boolean changed = false;
        for (int i = 0; i < parts.length; i++) {
            if (type.getSubtypes()[i] instanceof EntityType) {
                parts[i] = value(type.getSubtypes()[i], true);
                changed = true;
            }
        }
        if (changed) {
            type.setPropertyValues(value, parts);
        }
        return value;
    }

    int random(int bound) {
        return random.nextInt(bound);
    }

    SharedSessionContractImplementor session() {
        return session;
    }
}
