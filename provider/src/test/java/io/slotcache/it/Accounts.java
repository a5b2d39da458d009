// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.annotations.OptimisticLock;

/** Entities with a natural id, their code, that differ in nothing but how they are cached and whether they have a version. */
final class Accounts {

    static final Class<?>[] ALL = {
        Strict.class,
        Loose.class,
        Unwatched.class,
        Nonstrict.class,
        Fixed.class,
        Ledger.class,
        Uncached.class,
        Shared.class
    };

    private Accounts() {}

    /** An account of this class, not yet persistent. */
    static <T extends Account> T create(Class<T> type, Long id, String code) {
        try {
            T account = type.getDeclaredConstructor().newInstance();
            account.id = id;
            account.setCode(code);
            account.note = "old";
            return account;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @MappedSuperclass
    public abstract static class Account {

        @Id
        Long id;

        String note;

        public abstract String getCode();

        public abstract void setCode(String code);
    }

    @MappedSuperclass
    public abstract static class Renamed extends Account {

        @NaturalId(mutable = true)
        String code;

        @Override
        public String getCode() {
            return code;
        }

        @Override
        public void setCode(String code) {
            this.code = code;
        }
    }

    @MappedSuperclass
    public abstract static class Named extends Account {

        @NaturalId
        String code;

        @Override
        public String getCode() {
            return code;
        }

        @Override
        public void setCode(String code) {
            this.code = code;
        }
    }

    /** A writer that knows an old state of the row fails. */
    @Entity(name = "Strict")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    public static class Strict extends Renamed {
        @Version
        Integer version;
    }

    /** A writer that knows an old state of the row writes it back. */
    @Entity(name = "Loose")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    public static class Loose extends Renamed {}

    /** Its version does not tell of another code, so a writer that knows an old one writes it back. */
    @Entity(name = "Unwatched")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    @NaturalIdCache
    public static class Unwatched extends Account {
        @Version
        Integer version;

        @NaturalId(mutable = true)
        @OptimisticLock(excluded = true)
        String code;

        @Override
        public String getCode() {
            return code;
        }

        @Override
        public void setCode(String code) {
            this.code = code;
        }
    }

    @Entity(name = "NonstrictAccount")
    @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
    @NaturalIdCache
    public static class Nonstrict extends Renamed {
        @Version
        Integer version;
    }

    @Entity(name = "Fixed")
    @Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
    @NaturalIdCache
    public static class Fixed extends Named {}

    /** Its natural ids are in a region of their own name. */
    @Entity(name = "Ledger")
    @Cacheable
    @NaturalIdCache(region = "codes")
    public static class Ledger extends Named {}

    /** Only its natural ids are cached. */
    @Entity(name = "Uncached")
    @Cacheable(false)
    @NaturalIdCache
    public static class Uncached extends Renamed {
        @Version
        Integer version;
    }

    /** Identifiers and natural ids are of one type and in one region. */
    @Entity(name = "Shared")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "both")
    @NaturalIdCache(region = "both")
    public static class Shared {

        @Id
        String id;

        @NaturalId
        String code;

        protected Shared() {}

        Shared(String id, String code) {
            this.id = id;
            this.code = code;
        }
    }
}
