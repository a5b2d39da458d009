// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.region;

import io.slotcache.internal.access.AccessParts;
import io.slotcache.internal.access.CollectionAccess;
import io.slotcache.internal.access.DataKeys;
import io.slotcache.internal.access.EntityNonStrictReadWriteAccess;
import io.slotcache.internal.access.EntityReadOnlyAccess;
import io.slotcache.internal.access.EntityReadWriteAccess;
import io.slotcache.internal.access.NaturalIdNonStrictReadWriteAccess;
import io.slotcache.internal.access.NaturalIdReadOnlyAccess;
import io.slotcache.internal.access.NaturalIdReadWriteAccess;
import io.slotcache.internal.access.OwnedCollections;
import io.slotcache.internal.access.Tenancy;
import io.slotcache.internal.codec.BodyFormat;
import io.slotcache.internal.codec.CollectionEntryCodec;
import io.slotcache.internal.codec.EntityEntryCodec;
import io.slotcache.internal.codec.EntryCodec;
import io.slotcache.internal.codec.NaturalIdEntryCodec;
import io.slotcache.internal.config.RegionKind;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.storage.Census;
import io.slotcache.internal.storage.StorageRegion;
import java.util.function.Supplier;
import org.hibernate.cache.cfg.spi.CollectionDataCachingConfig;
import org.hibernate.cache.cfg.spi.DomainDataCachingConfig;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.cfg.spi.EntityDataCachingConfig;
import org.hibernate.cache.cfg.spi.NaturalIdDataCachingConfig;
import org.hibernate.cache.internal.DefaultCacheKeysFactory;
import org.hibernate.cache.spi.ExtendedStatisticsSupport;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.support.AbstractDomainDataRegion;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.stat.CacheRegionStatistics;

/** A region of entities, natural ids and collections, of which several may share one. */
public final class SlotCacheDomainDataRegion extends AbstractDomainDataRegion implements ExtendedStatisticsSupport {

    /** Hibernate appends it to an entity's name to name the region of its natural ids. */
    private static final String NATURAL_IDS = "##NaturalId";

    private final RegionParts parts;
    private final StorageRegion storageRegion;

    public SlotCacheDomainDataRegion(
            DomainDataRegionConfig config,
            RegionFactory factory,
            DomainDataRegionBuildingContext context,
            RegionParts parts) {
        super(config, factory, DefaultCacheKeysFactory.INSTANCE, context);
        this.parts = parts;
        storageRegion = parts.storageRegion(config.getRegionName(), kind(config));
        // The accesses are made from here, so the fields above must be set.
        completeInstantiation(config, context);
    }

    private static RegionKind kind(DomainDataRegionConfig config) {
        if (!config.getCollectionCaching().isEmpty()) {
            return RegionKind.COLLECTION;
        }
        return config.getEntityCaching().isEmpty() ? RegionKind.NATURAL_ID : RegionKind.ENTITY;
    }

    @Override
    protected EntityDataAccess generateEntityAccess(EntityDataCachingConfig config) {
        String entityName = config.getNavigableRole().getFullPath();
        AccessParts accessParts = accessParts(
                config,
                entityName,
                new EntityEntryCodec(entityName, getSessionFactory(), bodyFormat(), parts.allowedClasses()),
                persister(entityName));
        OwnedCollections collections = new OwnedCollections(entityName, getSessionFactory());
        return switch (config.getAccessType()) {
            case READ_WRITE -> new EntityReadWriteAccess(accessParts, collections);
            case NONSTRICT_READ_WRITE -> new EntityNonStrictReadWriteAccess(accessParts, collections);
            case READ_ONLY -> new EntityReadOnlyAccess(accessParts, collections);
            case TRANSACTIONAL -> throw SlotCacheLogger.LOG.transactionalRefused(getName());
        };
    }

    private Supplier<EntityPersister> persister(String entityName) {
        return () -> getSessionFactory().getMappingMetamodel().getEntityDescriptor(entityName);
    }

    private BodyFormat bodyFormat() {
        return storageRegion.settings().codec();
    }

    /** @param keyRole what the data's keys name if the region is not named so */
    private AccessParts accessParts(
            DomainDataCachingConfig config, String keyRole, EntryCodec codec, Supplier<EntityPersister> owner) {
        return new AccessParts(
                this,
                config.getNavigableRole().getFullPath(),
                config.getAccessType(),
                storageRegion,
                parts.node(),
                parts.counters(),
                new DataKeys(parts.keys(), parts.qualify(getName()), getName(), keyRole),
                new Tenancy(getSessionFactory(), owner),
                codec);
    }

    @Override
    protected CollectionDataAccess generateCollectionAccess(CollectionDataCachingConfig config) {
        if (config.getAccessType() == AccessType.TRANSACTIONAL) {
            throw SlotCacheLogger.LOG.transactionalRefused(getName());
        }
        String role = config.getNavigableRole().getFullPath();
        return new CollectionAccess(accessParts(
                config,
                role,
                new CollectionEntryCodec(role, getSessionFactory(), bodyFormat(), parts.allowedClasses()),
                () -> getSessionFactory()
                        .getMappingMetamodel()
                        .getCollectionDescriptor(role)
                        .getOwnerEntityPersister()));
    }

    @Override
    protected NaturalIdDataAccess generateNaturalIdAccess(NaturalIdDataCachingConfig config) {
        String entityName = config.getNavigableRole().getFullPath();
        NaturalIdEntryCodec codec =
                new NaturalIdEntryCodec(entityName, getSessionFactory(), bodyFormat(), parts.allowedClasses());
        AccessParts accessParts = accessParts(config, entityName + NATURAL_IDS, codec, persister(entityName));
        return switch (config.getAccessType()) {
            case READ_WRITE -> new NaturalIdReadWriteAccess(accessParts, codec);
            case NONSTRICT_READ_WRITE -> new NaturalIdNonStrictReadWriteAccess(accessParts, codec);
            case READ_ONLY -> new NaturalIdReadOnlyAccess(accessParts, codec);
            case TRANSACTIONAL -> throw SlotCacheLogger.LOG.transactionalRefused(getName());
        };
    }

    /** One eviction for the whole region, however many entities share it. */
    @Override
    public void clear() {
        parts.node().storage().evictRegion(storageRegion);
    }

    /** Counted or estimated, as {@link io.slotcache.SlotCacheStatistics#entries} tells. */
    @Override
    public long getElementCountInMemory() {
        Census census = parts.entryCounter().census();
        return census == null
                ? CacheRegionStatistics.NO_EXTENDED_STAT_SUPPORT_RETURN
                : census.region(storageRegion.keyText()).entries();
    }

    /** What Redis writes to disk is a copy. */
    @Override
    public long getElementCountOnDisk() {
        return 0;
    }

    /** Redis tells the size of single keys only. */
    @Override
    public long getSizeInMemory() {
        return CacheRegionStatistics.NO_EXTENDED_STAT_SUPPORT_RETURN;
    }

    /** The entries stay: they are for the other nodes, and for the next start. */
    @Override
    public void destroy() {}
}
