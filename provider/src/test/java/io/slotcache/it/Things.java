// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLock;

/** Entities that differ in nothing but how they are cached. */
final class Things {

    static final Class<?>[] ALL = {
        Plain.class,
        Versioned.class,
        Nonstrict.class,
        NonstrictVersioned.class,
        ReadOnly.class,
        Dynamic.class,
        Annotated.class
    };

    private static final ThreadLocal<Runnable> ON_NEXT_LOAD = new ThreadLocal<>();

    private Things() {}

    /** Runs the action the next time that this thread loads a thing: after its row was read and before it is put into the cache. */
    static void onNextLoad(Runnable action) {
        ON_NEXT_LOAD.set(action);
    }

    /** A thing of this class, not yet persistent. */
    static <T extends Thing> T create(Class<T> type, Long id, String name) {
        try {
            T thing = type.getDeclaredConstructor().newInstance();
            thing.id = id;
            thing.name = name;
            thing.note = "note";
            return thing;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @MappedSuperclass
    public abstract static class Thing {

        @Id
        Long id;

        String name;

        @Transient
        String note;

        public Long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        @Access(AccessType.PROPERTY)
        public String getNote() {
            return note;
        }

        public void setNote(String note) {
            this.note = note;
            Runnable action = ON_NEXT_LOAD.get();
            ON_NEXT_LOAD.remove();
            if (action != null) {
                action.run();
            }
        }
    }

    @MappedSuperclass
    public abstract static class VersionedThing extends Thing {

        @Version
        Integer version;

        public Integer getVersion() {
            return version;
        }
    }

    /** READ_WRITE by default. */
    @Entity(name = "Plain")
    @Cacheable
    public static class Plain extends Thing {}

    @Entity(name = "Versioned")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    public static class Versioned extends VersionedThing {}

    @Entity(name = "Nonstrict")
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    public static class Nonstrict extends Thing {}

    @Entity(name = "NonstrictVersioned")
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    public static class NonstrictVersioned extends VersionedThing {}

    @Entity(name = "ReadOnly")
    @Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
    public static class ReadOnly extends Thing {}

    /** Writes only the columns that changed. */
    @Entity(name = "Dynamic")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @DynamicUpdate
    public static class Dynamic extends Thing {}

    /**
     * Its note may change without a new version, and only what changed is written: a session can commit a change of the name while its note is older
     * than the row's.
     */
    @Entity(name = "Annotated")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @DynamicUpdate
    public static class Annotated {

        @Id
        Long id;

        @Version
        Integer version;

        String name;

        @OptimisticLock(excluded = true)
        String note;

        protected Annotated() {}

        Annotated(Long id, String name, String note) {
            this.id = id;
            this.name = name;
            this.note = note;
        }

        public String getName() {
            return name;
        }

        public String getNote() {
            return note;
        }
    }
}
