// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.it.Accounts.Account;
import java.time.Duration;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Two nodes of {@link Accounts}, and what of natural ids is in the cache. Each test has its own rows and codes. */
final class NaturalIds implements AutoCloseable {

    private final EmbeddedCluster cluster;
    private final TwoNodes nodes;

    private NaturalIds(EmbeddedCluster cluster, TwoNodes nodes) {
        this.cluster = cluster;
        this.nodes = nodes;
    }

    static NaturalIds start(EmbeddedCluster cluster) {
        return start(cluster, Map.of(), Accounts.ALL);
    }

    static NaturalIds start(EmbeddedCluster cluster, Map<String, Object> settings, Class<?>... entities) {
        return on(cluster, TwoNodes.start(cluster, settings, entities));
    }

    static NaturalIds on(EmbeddedCluster cluster, TwoNodes nodes) {
        return new NaturalIds(cluster, nodes);
    }

    TwoNodes nodes() {
        return nodes;
    }

    TestNode first() {
        return nodes.first();
    }

    TestNode second() {
        return nodes.second();
    }

    /** A code that no other test uses. */
    static String newCode() {
        return "code-" + TwoNodes.newId();
    }

    /** A new row, committed by the first node and perhaps in the cache. */
    <T extends Account> Long persisted(Class<T> type, String code) {
        Long id = TwoNodes.newId();
        first().inTransaction(session -> session.persist(Accounts.create(type, id, code)));
        first().awaitQuiet();
        return id;
    }

    /** A new row whose natural id both nodes find in the cache. */
    <T extends Account> Long cached(Class<T> type, String code) {
        Long id = persisted(type, code);
        awaitHit(first(), type, code);
        awaitHit(second(), type, code);
        return id;
    }

    /** What a new session finds by natural id; a hit if the cache resolved it. */
    static <T> Resolved<T> find(TestNode node, Class<T> type, Object naturalId) {
        node.awaitLeases();
        long hits = node.statistics().getNaturalIdCacheHitCount();
        T entity =
                node.fromTransaction(session -> session.bySimpleNaturalId(type).load(naturalId));
        node.awaitQuiet();
        return new Resolved<>(entity, node.statistics().getNaturalIdCacheHitCount() > hits);
    }

    /** Whether a row is there, says a resolution alone: nothing but it is asked for. */
    static boolean resolves(TestNode node, Class<?> type, Object naturalId) {
        node.awaitLeases();
        return node.fromTransaction(session -> session.bySimpleNaturalId(type).getReference(naturalId)) != null;
    }

    /** Finds again and again until that is a hit: after another node's commit this one stores nothing until it has looked at the leases. */
    static <T> T awaitHit(TestNode node, Class<T> type, Object naturalId) {
        return await("a hit")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(node, type, naturalId), Resolved::isHit)
                .entity();
    }

    /** Finds the row again and again for two ticks, in which a node learns how far the partition has come, and never in the cache. */
    static void assertStaysMiss(TestNode node, Class<?> type, Object naturalId) {
        await("misses")
                .during(Duration.ofMillis(800))
                .atMost(Duration.ofSeconds(5))
                .until(() -> {
                    Resolved<?> found = find(node, type, naturalId);
                    return found.entity() != null && !found.isHit();
                });
    }

    /** How many transactions hold the natural id's soft lock. */
    int holders(Class<?> type, Object naturalId) {
        KeySpace keys =
                new KeySpace(nodes.database().namespace(), first().cache().partitions());
        String name = name(type, naturalId);
        int colon = name.indexOf(':');
        EntryKey key = keys.entryKey(name.substring(0, colon), name.substring(colon + 1), name);
        Object holders = cluster.command(
                cluster.masterOf(keys.slot(key.partition())),
                "HGET",
                new String(keys.controlKey(key.partition()), java.nio.charset.StandardCharsets.UTF_8),
                "l:" + key.name());
        return holders == null ? 0 : ((String) holders).split(";").length;
    }

    void awaitLocked(Class<?> type, Object naturalId) {
        await("the lock")
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> holders(type, naturalId) > 0);
    }

    /** The entry's name within its partition. */
    String name(Class<?> type, Object naturalId) {
        EntityPersister persister = first().factory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(type);
        return first().fromTransaction(session -> persister
                .getNaturalIdCacheAccessStrategy()
                .generateCacheKey(naturalId, persister, session.unwrap(SharedSessionContractImplementor.class))
                .toString());
    }

    @Override
    public void close() {
        nodes.close();
    }

    /** @param isHit whether the natural id was resolved by the cache */
    record Resolved<T>(@Nullable T entity, boolean isHit) {}
}
