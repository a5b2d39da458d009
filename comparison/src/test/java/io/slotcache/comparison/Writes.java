// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import jakarta.persistence.LockModeType;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.TransientPropertyValueException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.persister.entity.EntityPersister;

/** Changes in a session with a persistence context. */
final class Writes {

    private static final LockModeType[] LOCKS = {
        LockModeType.PESSIMISTIC_WRITE, LockModeType.OPTIMISTIC, LockModeType.OPTIMISTIC_FORCE_INCREMENT
    };

    private Writes() {}

    /**
     * Only where no row is: Hibernate looks into the cache whether an instance with an assigned identifier is new, and refuses it or leaves that to the
     * database's primary key.
     */
    static String create(Scene scene, Operation operation) {
        Species species = operation.species();
        if (!species.isGenerated()
                && scene.find(species.root(), species.id(operation.row(), scene.session())) != null) {
            return "there already";
        }
        return persist(scene, operation);
    }

    private static String persist(Scene scene, Operation operation) {
        Species species = operation.species();
        EntityPersister persister = scene.persister(species);
        Object entity = species.create();
        if (!new Filler(scene, operation).fill(persister, entity, operation.row())) {
            return "what it must refer to is missing";
        }
        if (!species.isGenerated()) {
            persister.setIdentifier(entity, species.id(operation.row(), scene.session()), scene.session());
        }
        scene.stateful().persist(entity);
        return "persisted";
    }

    static String change(Scene scene, Operation operation) {
        Object entity = scene.find(operation.species(), operation.row());
        if (entity == null || operation.species().isImmutable()) {
            return "nothing to change";
        }
        return new Filler(scene, operation).change(scene.persister(operation.species()), entity);
    }

    /** With a flush between the changes. */
    static String changeTwice(Scene scene, Operation operation) {
        String first = change(scene, operation);
        scene.stateful().flush();
        int other = operation.dice() + 1;
        return first + ", "
                + change(scene, new Operation(operation.kind(), operation.species(), operation.row(), other));
    }

    static String remove(Scene scene, Operation operation) {
        Object entity = scene.find(operation.species(), operation.row());
        if (entity == null) {
            return "nothing to remove";
        }
        Sides sides = new Sides(scene.session());
        if (sides.isTaken(entity, null, null)) {
            return "not removed: an element of a collection";
        }
        sides.withdraw(scene.persister(operation.species()), entity);
        scene.stateful().remove(entity);
        try {
            scene.stateful().flush();
        } catch (RuntimeException e) {
            throw isOfReferenceToRemoved(e) ? new StillReferredToException(e) : e;
        }
        return "removed";
    }

    /**
     * Hibernate itself refuses to leave a reference to a removed instance, but overlooks one by a proxy, which only the database's foreign key refuses. Which
     * of them a session has depends on what it loaded first; and an instance whose identifier contains an association loads the target with itself if it
     * comes from an entry of the cache, whatever the cache, but not if it comes from a row.
     */
    private static boolean isOfReferenceToRemoved(RuntimeException failure) {
        return failure.getCause() instanceof TransientPropertyValueException
                || failure instanceof ConstraintViolationException violation
                        && violation.getKind() == ConstraintViolationException.ConstraintKind.FOREIGN_KEY;
    }

    /** A row that another refers to cannot be removed. */
    private static final class StillReferredToException extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** Without the cause: answers name all causes. */
        StillReferredToException(RuntimeException failure) {
            super(failure.toString());
        }
    }

    /** Another row with the same identifier, in the same transaction. */
    static String replace(Scene scene, Operation operation) {
        String removed = remove(scene, operation);
        return removed.equals("removed") ? "removed, " + persist(scene, operation) : removed;
    }

    /** What an earlier session has seen, with another name. */
    static String merge(Scene scene, Operation operation) {
        Object detached = scene.subject().detached(operation.at());
        if (detached == null || operation.species().isImmutable() || isOfAnotherClass(scene, operation)) {
            return "nothing to merge";
        }
        EntityPersister persister = scene.persister(operation.species());
        persister.setValue(
                detached, persister.getPropertyIndex("name"), Values.of(String.class, operation.choose(1, 6)));
        return Portrait.shallow(scene.session(), scene.stateful().merge(detached));
    }

    /** An instance that no session has seen, with the identifier of a row or not. */
    static String mergeNew(Scene scene, Operation operation) {
        Species species = operation.species();
        EntityPersister persister = scene.persister(species);
        boolean isSimple = !species.isGenerated() && !species.isImmutable() && !persister.hasCollections();
        if (!isSimple || new Sides(scene.session()).isElement(persister)) {
            return change(scene, operation);
        }
        Object id = species.id(operation.row(), scene.session());
        Object entity = species.create();
        if (isOfAnotherClass(scene, operation)) {
            return "of another class";
        }
        if (!new Filler(scene, operation).fill(persister, entity, operation.row())) {
            return "what it must refer to is missing";
        }
        persister.setIdentifier(entity, id, scene.session());
        return Portrait.shallow(scene.session(), scene.stateful().merge(entity));
    }

    /** Then Hibernate's exception depends on whether it has found that in the cache. */
    private static boolean isOfAnotherClass(Scene scene, Operation operation) {
        Species species = operation.species();
        Object there = scene.find(species.root(), species.id(operation.row(), scene.session()));
        return there != null && Hibernate.getClass(there) != species.type();
    }

    static String lock(Scene scene, Operation operation) {
        Object entity = scene.find(operation.species(), operation.row());
        if (entity == null) {
            return "nothing to lock";
        }
        int locks = scene.persister(operation.species()).isVersioned() ? LOCKS.length : 1;
        LockModeType lock = LOCKS[operation.choose(2, locks)];
        scene.stateful().lock(entity, lock);
        return lock.toString();
    }

    static String incrementVersion(Scene scene, Operation operation) {
        Object entity = scene.find(operation.species(), operation.row());
        if (entity == null || !scene.persister(operation.species()).isVersioned()) {
            return "no version";
        }
        scene.stateful().lock(entity, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        return Portrait.shallow(scene.session(), entity);
    }

    static String refresh(Scene scene, Operation operation) {
        Object entity = scene.find(operation.species(), operation.row());
        if (entity == null) {
            return "none";
        }
        scene.stateful().refresh(entity);
        return Portrait.deep(scene.session(), entity);
    }

    static String flush(Scene scene, Operation operation) {
        scene.stateful().flush();
        return "";
    }

    static String detach(Scene scene, Operation operation) {
        Object entity = scene.find(operation.species(), operation.row());
        if (entity != null) {
            scene.stateful().flush();
            scene.stateful().detach(entity);
        }
        return "";
    }

    static String clear(Scene scene, Operation operation) {
        if (operation.choose(1, 2) == 0) {
            scene.stateful().flush();
        }
        scene.stateful().clear();
        return "";
    }

    /** A change by a session that shares this one's connection. */
    static String inChild(Scene scene, Operation operation) {
        scene.stateful().flush();
        try (Session child = scene.stateful().sessionWithOptions().connection().openSession()) {
            Scene inner = new Scene(scene.subject(), (SharedSessionContractImplementor) child);
            String done = change(inner, operation);
            child.flush();
            return done;
        }
    }
}
