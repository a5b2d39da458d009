// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Accounts.Account;
import io.slotcache.it.Accounts.Fixed;
import io.slotcache.it.Accounts.Ledger;
import io.slotcache.it.Accounts.Loose;
import io.slotcache.it.Accounts.Nonstrict;
import io.slotcache.it.Accounts.Strict;
import io.slotcache.it.Accounts.Uncached;
import io.slotcache.it.NaturalIds.Resolved;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hibernate.Cache;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.query.QueryProducer;
import org.hibernate.stat.NaturalIdStatistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bulk statements, evictions, cache modes and statistics, as they concern natural ids. */
@ExtendWith(EmbeddedClusterExtension.class)
final class NaturalIdUseIT {

    private static NaturalIds naturalIds;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        naturalIds = NaturalIds.start(cluster);
    }

    @AfterAll
    static void stop() {
        naturalIds.close();
    }

    // ---- bulk statements

    private enum BulkStatement {
        HQL_UPDATE,
        HQL_DELETE,
        NATIVE,
        NATIVE_WITHOUT_SPACE;

        void run(QueryProducer session, Class<?> type, Long id, String code) {
            String table = type == Nonstrict.class ? "NonstrictAccount" : type.getSimpleName();
            String update = "update " + table + " set code = '" + code + "' where id = " + id;
            switch (this) {
                case HQL_UPDATE -> session.createMutationQuery(update).executeUpdate();
                case HQL_DELETE ->
                    session.createMutationQuery("delete " + table + " where id = " + id)
                            .executeUpdate();
                case NATIVE ->
                    session.createNativeQuery(update)
                            .addSynchronizedEntityClass(type)
                            .executeUpdate();
                case NATIVE_WITHOUT_SPACE ->
                    session.createNativeMutationQuery(update).executeUpdate();
            }
        }
    }

    static Stream<Arguments> bulkStatements() {
        return Stream.of(Strict.class, Nonstrict.class, Uncached.class)
                .flatMap(type -> Arrays.stream(BulkStatement.values()).map(statement -> Arguments.of(type, statement)));
    }

    @ParameterizedTest
    @MethodSource("bulkStatements")
    <T extends Account> void bulk_statement_locks_the_natural_ids_until_its_commit(
            Class<T> type, BulkStatement statement) {
        String old = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(type, old);
        try (Session session = naturalIds.first().factory().openSession()) {
            session.beginTransaction();
            statement.run(session, type, id, code);
            assertThat(session.bySimpleNaturalId(type).load(old)).isNull();
            NaturalIds.assertStaysMiss(naturalIds.second(), type, old);
            session.getTransaction().commit();
        }
        naturalIds.first().awaitQuiet();
        assertChanged(type, statement, id, old, code);
    }

    @ParameterizedTest
    @MethodSource("bulkStatements")
    <T extends Account> void stateless_bulk_statement_locks_the_natural_ids_until_its_commit(
            Class<T> type, BulkStatement statement) {
        String old = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(type, old);
        try (StatelessSession session = naturalIds.first().factory().openStatelessSession()) {
            session.beginTransaction();
            statement.run(session, type, id, code);
            NaturalIds.assertStaysMiss(naturalIds.second(), type, old);
            session.getTransaction().commit();
        }
        naturalIds.first().awaitQuiet();
        assertChanged(type, statement, id, old, code);
    }

    private static <T extends Account> void assertChanged(
            Class<T> type, BulkStatement statement, Long id, String old, String code) {
        assertThat(NaturalIds.resolves(naturalIds.second(), type, old)).isFalse();
        T found = NaturalIds.find(naturalIds.second(), type, code).entity();
        assertThat(found == null ? null : found.id).isEqualTo(statement == BulkStatement.HQL_DELETE ? null : id);
        if (found != null) {
            assertThat(NaturalIds.awaitHit(naturalIds.first(), type, code).id).isEqualTo(id);
        }
    }

    @Test
    void rolled_back_bulk_statement_leaves_the_natural_id() {
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(Strict.class, code);
        TwoNodes.rollBack(
                naturalIds.first(),
                session -> BulkStatement.HQL_UPDATE.run(session, Strict.class, id, NaturalIds.newCode()));
        assertThat(NaturalIds.find(naturalIds.second(), Strict.class, code).entity().id)
                .isEqualTo(id);
        assertThat(NaturalIds.awaitHit(naturalIds.second(), Strict.class, code).id)
                .isEqualTo(id);
    }

    // ---- evictions

    private enum Eviction {
        NATURAL_IDS((cache, type) -> cache.evictNaturalIdData(type)),
        ALL_NATURAL_IDS((cache, type) -> cache.evictNaturalIdData()),
        REGION((cache, type) -> cache.evictRegion(type == Ledger.class ? "codes" : type.getName() + "##NaturalId")),
        ALL_REGIONS((cache, type) -> cache.evictAllRegions());

        private final BiConsumer<Cache, Class<?>> call;

        Eviction(BiConsumer<Cache, Class<?>> call) {
            this.call = call;
        }
    }

    @ParameterizedTest
    @EnumSource
    void evicted_natural_id_is_a_miss_on_both_nodes_and_can_be_stored_again(Eviction eviction) {
        for (Class<? extends Account> type : java.util.List.of(Strict.class, Ledger.class)) {
            String code = NaturalIds.newCode();
            naturalIds.cached(type, code);
            eviction.call.accept(naturalIds.first().factory().getCache(), type);
            assertThat(NaturalIds.find(naturalIds.second(), type, code).isHit()).isFalse();
            assertThat(NaturalIds.awaitHit(naturalIds.second(), type, code)).isNotNull();
            assertThat(NaturalIds.awaitHit(naturalIds.first(), type, code)).isNotNull();
        }
    }

    @Test
    void eviction_of_natural_ids_leaves_the_entities() {
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(Strict.class, code);
        naturalIds.first().awaitHit(Strict.class, id);
        naturalIds.first().factory().getCache().evictNaturalIdData(Strict.class);
        assertThat(naturalIds.second().find(Strict.class, id).isHit()).isTrue();
    }

    @Test
    void natural_id_evicted_while_it_is_changed_is_not_published() {
        String old = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(Strict.class, old);
        naturalIds.first().inTransaction(session -> {
            session.find(Strict.class, id).setCode(code);
            session.flush();
            naturalIds.awaitLocked(Strict.class, code);
            naturalIds.second().factory().getCache().evictNaturalIdData(Strict.class);
        });
        naturalIds.first().awaitQuiet();
        Resolved<Strict> found = NaturalIds.find(naturalIds.second(), Strict.class, code);
        assertThat(found.entity().id).isEqualTo(id);
        assertThat(found.isHit()).isFalse();
    }

    // ---- modes

    @Test
    void get_reads_the_cache_and_does_not_store() {
        String code = NaturalIds.newCode();
        naturalIds.cached(Strict.class, code);
        assertThat(hitsIn(CacheMode.GET, code)).isEqualTo(1);
        naturalIds.first().factory().getCache().evictNaturalIdData(Strict.class);
        assertThat(hitsIn(CacheMode.GET, code)).isZero();
        assertThat(NaturalIds.find(naturalIds.first(), Strict.class, code).isHit())
                .isFalse();
    }

    @Test
    void put_stores_and_does_not_read_the_cache() {
        String code = NaturalIds.newCode();
        naturalIds.cached(Strict.class, code);
        assertThat(hitsIn(CacheMode.PUT, code)).isZero();
        naturalIds.first().factory().getCache().evictNaturalIdData(Strict.class);
        assertThat(hitsIn(CacheMode.PUT, code)).isZero();
        assertThat(NaturalIds.find(naturalIds.first(), Strict.class, code).isHit())
                .isTrue();
    }

    @Test
    void ignore_neither_reads_nor_stores_but_voids_what_it_changes() {
        String old = NaturalIds.newCode();
        String code = NaturalIds.newCode();
        naturalIds.cached(Strict.class, old);
        assertThat(hitsIn(CacheMode.IGNORE, old)).isZero();
        String inserted = NaturalIds.newCode();
        naturalIds.first().inTransaction(session -> {
            session.setCacheMode(CacheMode.IGNORE);
            session.bySimpleNaturalId(Strict.class).load(old).setCode(code);
            session.persist(Accounts.create(Strict.class, TwoNodes.newId(), inserted));
        });
        naturalIds.first().awaitQuiet();
        assertThat(NaturalIds.resolves(naturalIds.second(), Strict.class, old)).isFalse();
        assertThat(NaturalIds.find(naturalIds.second(), Strict.class, code).isHit())
                .isFalse();
        assertThat(NaturalIds.find(naturalIds.second(), Strict.class, inserted).isHit())
                .isFalse();
    }

    @Test
    void refresh_replaces_what_changed_behind_hibernates_back() throws SQLException {
        String code = NaturalIds.newCode();
        Long id = naturalIds.cached(Strict.class, code);
        Long heir = naturalIds.cached(Strict.class, NaturalIds.newCode());
        try (Connection connection = naturalIds.nodes().database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("update Strict set code = '" + NaturalIds.newCode() + "' where id = " + id);
            statement.execute("update Strict set code = '" + code + "' where id = " + heir);
        }
        assertThat(NaturalIds.find(naturalIds.second(), Strict.class, code).entity().id)
                .isEqualTo(id);
        assertThat(hitsIn(CacheMode.REFRESH, code)).isZero();
        Resolved<Strict> found = NaturalIds.find(naturalIds.second(), Strict.class, code);
        assertThat(found.entity().id).isEqualTo(heir);
        assertThat(found.isHit()).isTrue();
    }

    private static long hitsIn(CacheMode mode, String code) {
        TestNode node = naturalIds.first();
        node.awaitLeases();
        long before = node.statistics().getNaturalIdCacheHitCount();
        node.inTransaction(session -> {
            session.setCacheMode(mode);
            assertThat(session.bySimpleNaturalId(Strict.class).load(code)).isNotNull();
        });
        node.awaitQuiet();
        return node.statistics().getNaturalIdCacheHitCount() - before;
    }

    // ---- statistics

    @ParameterizedTest
    @ValueSource(classes = {Strict.class, Loose.class, Nonstrict.class, Fixed.class, Ledger.class, Uncached.class})
    <T extends Account> void hibernate_counts_hits_misses_and_puts(Class<T> type) {
        TestNode node = naturalIds.first();
        NaturalIdStatistics counts = node.statistics().getNaturalIdStatistics(type.getName());
        boolean stores = type != Nonstrict.class;
        String code = NaturalIds.newCode();
        assertCounts(counts, 0, 1, 0, () -> NaturalIds.find(node, type, code));
        assertCounts(counts, 0, 0, stores ? 1 : 0, () -> naturalIds.persisted(type, code));
        if (!stores) {
            assertCounts(counts, 0, 1, 1, () -> NaturalIds.find(node, type, code));
        }
        assertCounts(counts, 1, 0, 0, () -> NaturalIds.find(node, type, code));
        if (type != Fixed.class && type != Ledger.class) {
            String changed = NaturalIds.newCode();
            assertCounts(
                    counts,
                    1,
                    0,
                    stores ? 1 : 0,
                    () -> node.inTransaction(session ->
                            session.bySimpleNaturalId(type).load(code).setCode(changed)));
        }
        assertThat(node.cache()
                        .region(type == Ledger.class ? "codes" : type.getName() + "##NaturalId")
                        .hits())
                .isPositive();
    }

    private static void assertCounts(NaturalIdStatistics counts, long hits, long misses, long puts, Runnable work) {
        long hitsBefore = counts.getCacheHitCount();
        long missesBefore = counts.getCacheMissCount();
        long putsBefore = counts.getCachePutCount();
        work.run();
        naturalIds.first().awaitQuiet();
        assertThat(counts.getCacheHitCount() - hitsBefore).as("hits").isEqualTo(hits);
        assertThat(counts.getCacheMissCount() - missesBefore).as("misses").isEqualTo(misses);
        assertThat(counts.getCachePutCount() - putsBefore).as("puts").isEqualTo(puts);
    }
}
