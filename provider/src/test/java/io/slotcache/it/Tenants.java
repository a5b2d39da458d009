// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.annotations.TenantId;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;

/** Entities of tenants who share tables, and whose a thread's sessions are. */
final class Tenants {

    static final Class<?>[] SHARED_TABLES = {Account.class, Seat.class, Currency.class, Country.class};

    /** Sees the rows of all. */
    static final Object ROOT = "root";

    /** Inherited by the threads that wait for something on behalf of a tenant. */
    private static final ThreadLocal<Object> CURRENT = new InheritableThreadLocal<>();

    private static final Object NOBODY = "nobody";

    private Tenants() {}

    static void as(Object tenant, Runnable work) {
        from(tenant, () -> {
            work.run();
            return null;
        });
    }

    /** Does the work with sessions of a tenant. */
    static <T> T from(Object tenant, Supplier<T> work) {
        Object before = CURRENT.get();
        CURRENT.set(tenant);
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }

    /** A row is of one tenant; its identifier is of no other. */
    @Entity(name = "Account")
    @Cacheable
    public static class Account {

        @Id
        Long id;

        @TenantId
        String tenant;

        String name;

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> tags = new ArrayList<>(List.of("tag"));

        protected Account() {}

        Account(Long id, String name) {
            this.id = id;
            this.name = name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    public static class SeatId implements Serializable {
        Long number;
        String tenant;

        @Override
        public boolean equals(Object other) {
            return other instanceof SeatId id && id.number.equals(number) && id.tenant.equals(tenant);
        }

        @Override
        public int hashCode() {
            return number.hashCode();
        }
    }

    /** The tenant is part of the identifier: two tenants may have equal numbers. */
    @Entity(name = "Seat")
    @IdClass(SeatId.class)
    @Cacheable
    public static class Seat {

        @Id
        Long number;

        @Id
        @TenantId
        String tenant;

        String name;

        protected Seat() {}

        Seat(Long number, String name) {
            this.number = number;
            this.name = name;
        }
    }

    /** A row is everybody's. */
    @Entity(name = "Currency")
    @Cacheable
    public static class Currency {

        @Id
        Long id;

        String name;

        @ElementCollection
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> tags = new ArrayList<>(List.of("tag"));

        protected Currency() {}

        Currency(Long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** A row is everybody's, and so is its natural id. */
    @Entity(name = "Country")
    @Cacheable
    @NaturalIdCache
    public static class Country {

        @Id
        Long id;

        @Version
        int version;

        @NaturalId(mutable = true)
        String code;

        protected Country() {}

        Country(Long id, String code) {
            this.id = id;
            this.code = code;
        }

        public void setCode(String code) {
            this.code = code;
        }
    }

    /** The thread's tenant, of whatever type. */
    static final class Resolver implements CurrentTenantIdentifierResolver<Object> {

        @Override
        public Object resolveCurrentTenantIdentifier() {
            Object current = CURRENT.get();
            return current == null ? NOBODY : current;
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }

        @Override
        public boolean isRoot(Object tenant) {
            return ROOT.equals(tenant);
        }
    }

    /** A database for each tenant. */
    static final class Databases implements MultiTenantConnectionProvider<Object> {

        private final transient Map<Object, TestDatabase> databases;

        Databases(Map<Object, TestDatabase> databases) {
            this.databases = databases;
        }

        @Override
        public Connection getAnyConnection() {
            return databases.values().iterator().next().connect();
        }

        @Override
        public void releaseAnyConnection(Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public Connection getConnection(Object tenant) {
            return databases.get(tenant).connect();
        }

        @Override
        public void releaseConnection(Object tenant, Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
