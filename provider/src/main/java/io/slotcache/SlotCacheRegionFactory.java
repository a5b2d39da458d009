// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache;

import io.slotcache.internal.access.CacheNode;
import io.slotcache.internal.access.SessionContext;
import io.slotcache.internal.config.Migration;
import io.slotcache.internal.config.SettingsParser;
import io.slotcache.internal.config.SlotCacheConfiguration;
import io.slotcache.internal.connection.ClusterConnection;
import io.slotcache.internal.connection.LiveCluster;
import io.slotcache.internal.lease.DirtyPartitions;
import io.slotcache.internal.lease.HeldLocks;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.region.EntryCounter;
import io.slotcache.internal.region.ForeignTransactions;
import io.slotcache.internal.region.RegionParts;
import io.slotcache.internal.region.SlotCacheDomainDataRegion;
import io.slotcache.internal.region.SlotCacheQueryResultsRegion;
import io.slotcache.internal.region.StatisticsView;
import io.slotcache.internal.region.TableAccessFactory;
import io.slotcache.internal.region.TablesRegion;
import io.slotcache.internal.stats.Counters;
import java.time.Duration;
import java.util.Map;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.CacheException;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.TimestampsCacheFactory;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.support.RegionNameQualifier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The door: set {@code hibernate.cache.region.factory_class=slotcache}. Reads the settings ({@link SlotCacheSettings}), connects, and gives Hibernate
 * its regions. One instance belongs to one session factory. Thread-safe once started.
 *
 * <p>A wrong setting fails the start. Redis that cannot be reached does not: the application runs without the cache until it can.
 */
public final class SlotCacheRegionFactory implements RegionFactory {

    /** The name by which {@code hibernate.cache.region.factory_class} finds this class. */
    public static final String SHORT_NAME = "slotcache";

    private @Nullable Running running;

    @Override
    public void start(SessionFactoryOptions options, Map<String, Object> settings) {
        if (running != null) {
            throw new CacheException("One region factory serves one session factory, and this one has been started");
        }
        try {
            requireOwnTimestampsCache(options);
            SlotCacheConfiguration configuration = SettingsParser.parse(settings);
            logMigration(configuration.migration());
            running = Running.start(this, options, configuration);
        } catch (RuntimeException e) {
            SlotCacheLogger.LOG.startFailed(e);
            throw e;
        }
    }

    private static void logMigration(Migration migration) {
        if (!migration.taken().isEmpty()) {
            SlotCacheLogger.LOG.migrated(String.join("; ", migration.taken()));
        }
        if (!migration.lost().isEmpty()) {
            SlotCacheLogger.LOG.notMigrated(String.join("; ", migration.lost()));
        }
    }

    /** Another one would compare timestamps that this region factory does not keep. */
    private static void requireOwnTimestampsCache(SessionFactoryOptions options) {
        TimestampsCacheFactory factory = options.getTimestampsCacheFactory();
        if (options.isQueryCacheEnabled() && !(factory instanceof TableAccessFactory)) {
            throw SlotCacheLogger.LOG.timestampsCacheRefused(factory.getClass().getName());
        }
    }

    @Override
    public void stop() {
        Running stopped = running;
        running = null;
        if (stopped != null) {
            stopped.connection.close();
        }
    }

    /** What this session factory's cache has done. */
    public SlotCacheStatistics getStatistics() {
        return running().statistics;
    }

    /**
     * Waits until everything that was sent to Redis and that nobody waits for has been answered: from then on statistics are exact. For tests.
     *
     * @return false if that takes longer than the limit
     */
    boolean awaitQuiet(Duration limit) throws InterruptedException {
        LiveCluster live = running().connection.live();
        return live == null || live.storage().awaitQuiet(limit);
    }

    /** False: a script decides whether a value is stored, and with {@code true} Hibernate would not store some again after a change. */
    @Override
    public boolean isMinimalPutsEnabledByDefault() {
        return false;
    }

    @Override
    public AccessType getDefaultAccessType() {
        return AccessType.READ_WRITE;
    }

    @Override
    public String qualify(String regionName) {
        return RegionNameQualifier.INSTANCE.qualify(regionName, running().options);
    }

    /** A number that grows. It decides nothing: the protocol compares sequences of the server. */
    @Override
    public long nextTimestamp() {
        return running().clock.next();
    }

    @Override
    public CacheTransactionSynchronization createTransactionContext(SharedSessionContractImplementor session) {
        Running now = running();
        now.warnOfUnknownRegions();
        return new SessionContext(now.node, session, now.foreignTransactions.isOneActive(), now.clock.next());
    }

    @Override
    public DomainDataRegion buildDomainDataRegion(
            DomainDataRegionConfig config, DomainDataRegionBuildingContext context) {
        Running now = running();
        now.sessionFactory = context.getSessionFactory();
        return new SlotCacheDomainDataRegion(config, this, context, now.parts);
    }

    @Override
    public QueryResultsRegion buildQueryResultsRegion(String regionName, SessionFactoryImplementor sessionFactory) {
        return new SlotCacheQueryResultsRegion(regionName, this, sessionFactory, running().parts);
    }

    @Override
    public TimestampsRegion buildTimestampsRegion(String regionName, SessionFactoryImplementor sessionFactory) {
        return new TablesRegion(regionName, this, running().parts);
    }

    private Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("SlotCache is not started, or its session factory is closed");
        }
        return now;
    }

    /** What there is between start and stop. */
    private static final class Running {

        private final SessionFactoryOptions options;
        private final SlotCacheConfiguration configuration;
        private final ClusterConnection connection;
        private final CacheNode node;
        private final RegionParts parts;
        private final SlotCacheStatistics statistics;
        private final ForeignTransactions foreignTransactions;
        private final LocalClock clock = new LocalClock();
        private volatile @Nullable SessionFactoryImplementor sessionFactory;
        private volatile boolean regionsChecked;

        private Running(RegionFactory factory, SessionFactoryOptions options, SlotCacheConfiguration configuration) {
            this.options = options;
            this.configuration = configuration;
            KeySpace keys = new KeySpace(configuration.namespace(), configuration.partitions());
            Counters counters = new Counters(keys.partitions());
            HeldLocks heldLocks = new HeldLocks();
            DirtyPartitions dirtyPartitions = new DirtyPartitions(keys.partitions());
            connection = new ClusterConnection(
                    configuration, options.getServiceRegistry(), keys, counters, heldLocks, dirtyPartitions);
            node = new CacheNode(
                    connection.storage(),
                    heldLocks,
                    dirtyPartitions,
                    configuration.commandTimeout(),
                    configuration.lease());
            parts = new RegionParts(
                    configuration, keys, counters, node, new EntryCounter(connection), factory::qualify);
            statistics = new StatisticsView(counters, keys, connection, parts, this::sessionFactory);
            foreignTransactions = ForeignTransactions.of(options);
        }

        private static Running start(
                RegionFactory factory, SessionFactoryOptions options, SlotCacheConfiguration configuration) {
            Running running = new Running(factory, options, configuration);
            try {
                running.connection.open();
            } catch (RuntimeException e) {
                running.connection.close();
                throw e;
            }
            return running;
        }

        /** Once, when the first session opens: then all regions are there. */
        private void warnOfUnknownRegions() {
            if (!regionsChecked) {
                regionsChecked = true;
                for (String region : configuration.regionNames()) {
                    if (!parts.hasRegion(region)) {
                        SlotCacheLogger.LOG.unknownRegion(region);
                    }
                }
            }
        }

        private SessionFactoryImplementor sessionFactory() {
            SessionFactoryImplementor factory = sessionFactory;
            if (factory == null) {
                throw new IllegalStateException("No entity of this session factory is cached");
            }
            return factory;
        }
    }
}
