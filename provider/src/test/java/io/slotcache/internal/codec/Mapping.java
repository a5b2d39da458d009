// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.entry.StandardCacheEntryImpl;
import org.hibernate.cache.spi.entry.StructuredCacheEntry;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** A real session factory over an H2 database in memory, without a second-level cache: the codec only needs its persisters. */
final class Mapping implements AutoCloseable {
    private final SessionFactoryImplementor factory;
    private final Session session;

    private Mapping(SessionFactory factory) {
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
        this.session = factory.openSession();
    }

    static Mapping of(Class<?>... entities) {
        return of(Map.of(), entities);
    }

    static Mapping of(Map<String, ?> settings, Class<?>... entities) {
        Configuration configuration = new Configuration()
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.globally_quoted_identifiers", "true")
                .setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().putAll(settings);
        for (Class<?> entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        return new Mapping(configuration.buildSessionFactory());
    }

    SessionFactoryImplementor factory() {
        return factory;
    }

    Session session() {
        return session;
    }

    SharedSessionContractImplementor sessionImplementor() {
        return session.unwrap(SharedSessionContractImplementor.class);
    }

    EntityEntryCodec codec(Class<?> root) {
        return new EntityEntryCodec(root.getName(), factory);
    }

    EntityPersister persister(Class<?> entity) {
        return factory.getMappingMetamodel().getEntityDescriptor(entity);
    }

    /** As {@code EntityPersister.buildCacheEntry} does where caching is on. */
    StandardCacheEntryImpl entry(Class<?> entity, Object[] state, Object version, Object owner) {
        return new StandardCacheEntryImpl(state, persister(entity), version, sessionImplementor(), owner);
    }

    Object structured(StandardCacheEntryImpl entry) {
        EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(entry.getSubclass());
        return new StructuredCacheEntry(persister).structure(entry);
    }

    /** The entry of a managed entity, from the state that Hibernate loaded or flushed. */
    StandardCacheEntryImpl entryOf(Object managed) {
        var loaded = sessionImplementor().getPersistenceContext().getEntry(managed);
        return entry(managed.getClass(), loaded.getLoadedState(), loaded.getVersion(), managed);
    }

    @Override
    public void close() {
        session.close();
        factory.close();
    }
}
