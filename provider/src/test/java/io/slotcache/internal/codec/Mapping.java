// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.entry.CollectionCacheEntry;
import org.hibernate.cache.spi.entry.StandardCacheEntryImpl;
import org.hibernate.cache.spi.entry.StructuredCacheEntry;
import org.hibernate.cache.spi.entry.StructuredCollectionCacheEntry;
import org.hibernate.cfg.Configuration;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionKey;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;

/** A real session factory over an H2 database in memory, without a second-level cache: the codecs only need its persisters. */
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
        return of(new Configuration(), settings, entities);
    }

    static Mapping of(Configuration configuration, Map<String, ?> settings, Class<?>... entities) {
        configuration
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.globally_quoted_identifiers", "true")
                .setProperty("hibernate.globally_quoted_identifiers_skip_column_definitions", "true")
                .setProperty("hibernate.hbm2ddl.auto", "create");
        // Otherwise Hibernate finds the provider itself, which would look for Redis.
        configuration.getProperties().put("hibernate.cache.region.factory_class", new RegionlessFactory());
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
        return codec(root, BodyFormat.BINARY);
    }

    EntityEntryCodec codec(Class<?> root, BodyFormat format) {
        return new EntityEntryCodec(root.getName(), factory, format, AllowedClasses.of(List.of()));
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

    CollectionEntryCodec collectionCodec(String role) {
        return collectionCodec(role, BodyFormat.BINARY);
    }

    CollectionEntryCodec collectionCodec(String role, BodyFormat format) {
        return new CollectionEntryCodec(role, factory, format, AllowedClasses.of(List.of()));
    }

    NaturalIdEntryCodec naturalIdCodec(Class<?> root, BodyFormat format) {
        return new NaturalIdEntryCodec(root.getName(), factory, format, AllowedClasses.of(List.of()));
    }

    CollectionPersister collection(String role) {
        return factory.getMappingMetamodel().getCollectionDescriptor(role);
    }

    /** The roles of an entity's collections, sorted. */
    List<String> roles(Class<?> owner) {
        return Arrays.stream(persister(owner).getPropertyTypes())
                .filter(CollectionType.class::isInstance)
                .map(type -> ((CollectionType) type).getRole())
                .sorted()
                .toList();
    }

    /** The collection of a managed owner, which Hibernate loads if it has not yet. */
    PersistentCollection<?> loaded(String role, Object ownerId) {
        var collection = sessionImplementor()
                .getPersistenceContext()
                .getCollection(new CollectionKey(collection(role), ownerId));
        collection.forceInitialization();
        return collection;
    }

    /** As Hibernate passes it to {@code CollectionDataAccess.putFromLoad}. */
    Object entryOf(PersistentCollection<?> collection, String role) {
        CollectionPersister persister = collection(role);
        return persister.getCacheEntryStructure().structure(new CollectionCacheEntry(collection, persister));
    }

    /** An entry of any state; the cast of an array to its elements' class is Hibernate's. */
    Object entryOf(String role, List<?> state) {
        Object entry = StructuredCollectionCacheEntry.INSTANCE.destructure(state, factory);
        return collection(role).getCacheEntryStructure().structure(entry);
    }

    /** A fresh collection out of what the cache gave, as Hibernate does with a hit. */
    PersistentCollection<?> assemble(Object entry, String role, Object owner, Object ownerId) {
        CollectionPersister persister = collection(role);
        PersistentCollection<?> fresh =
                persister.getCollectionSemantics().instantiateWrapper(ownerId, persister, sessionImplementor());
        var hit = (CollectionCacheEntry) persister.getCacheEntryStructure().destructure(entry, factory);
        hit.assemble(fresh, persister, owner);
        return fresh;
    }

    @Override
    public void close() {
        session.close();
        factory.close();
    }
}
