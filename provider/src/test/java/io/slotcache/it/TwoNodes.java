// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.it.Things.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hibernate.Session;

/** Two application nodes on one database and one namespace. Costs a hold of about three seconds, so a test class has one, and each test its own rows. */
final class TwoNodes implements AutoCloseable {

    private static final AtomicLong IDS = new AtomicLong();

    private final EmbeddedCluster cluster;
    private final TestDatabase database = TestDatabase.create();
    private final List<TestNode> nodes = new ArrayList<>();

    private TwoNodes(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    static TwoNodes start(EmbeddedCluster cluster, Map<String, Object> settings, Class<?>... entities) {
        TwoNodes nodes = new TwoNodes(cluster);
        try {
            nodes.add(settings, entities);
            nodes.add(settings, entities);
            nodes.nodes.forEach(TestNode::awaitLeases);
        } catch (RuntimeException | AssertionError e) {
            nodes.close();
            throw e;
        }
        return nodes;
    }

    /** Two nodes of {@link Things}. */
    static TwoNodes start(EmbeddedCluster cluster) {
        return start(cluster, Map.of(), Things.ALL);
    }

    /** One more node on the same database and namespace; closed with the others. */
    TestNode add(Map<String, Object> settings, Class<?>... entities) {
        TestNode node = TestNode.startWithoutLeases(String.join(",", cluster.nodeUris()), database, settings, entities);
        nodes.add(node);
        return node;
    }

    TestNode first() {
        return nodes.get(0);
    }

    TestNode second() {
        return nodes.get(1);
    }

    TestDatabase database() {
        return database;
    }

    /** An identifier that no other test uses. */
    static Long newId() {
        return IDS.incrementAndGet();
    }

    /** A new row, committed by the first node and perhaps in the cache. */
    <T extends Thing> Long persisted(Class<T> type, String name) {
        Long id = newId();
        first().inTransaction(session -> session.persist(Things.create(type, id, name)));
        first().awaitQuiet();
        return id;
    }

    /** As {@link #persisted}, in the partition of a given row. */
    <T extends Thing> Long persistedBeside(Class<T> type, Long neighbour, String name) {
        int partition = first().cache().locate(type, neighbour).partition();
        Long id = newId();
        while (first().cache().locate(type, id).partition() != partition) {
            id = newId();
        }
        T thing = Things.create(type, id, name);
        first().inTransaction(session -> session.persist(thing));
        first().awaitQuiet();
        return id;
    }

    /** A new row, committed by the first node and in the cache. */
    <T extends Thing> Long cached(Class<T> type, String name) {
        Long id = persisted(type, name);
        first().awaitHit(type, id);
        return id;
    }

    /** A committed change by the second node, and its unlock answered. */
    <T extends Thing> void changeBySecond(Class<T> type, Long id, Consumer<T> change) {
        second().inTransaction(session -> change.accept(session.find(type, id)));
        second().awaitQuiet();
    }

    /** Runs the work, sends its changes to the database, and rolls back. */
    static void rollBack(TestNode node, Consumer<Session> work) {
        try (Session session = node.factory().openSession()) {
            session.beginTransaction();
            work.accept(session);
            session.flush();
            session.getTransaction().rollback();
        }
        node.awaitQuiet();
    }

    boolean isLocked(Class<?> type, Object id) {
        return holders(type, id) > 0;
    }

    /** Whether a statement holds the lock on the row's region, in the row's partition. */
    boolean isRegionLocked(Class<?> type, Object id) {
        String key = first().cache().locate(type, id).key();
        String control = key.substring(0, key.indexOf("}:") + 2) + "c";
        return cluster.command(master(type, id), "HGET", control, "R:" + type.getName()) != null;
    }

    /** How many transactions hold the row's soft lock, as the control hash says. */
    int holders(Class<?> type, Object id) {
        String key = first().cache().locate(type, id).key();
        int name = key.indexOf("}:") + 2;
        Object holders =
                cluster.command(master(type, id), "HGET", key.substring(0, name) + "c", "l:" + key.substring(name));
        return holders == null ? 0 : ((String) holders).split(";").length;
    }

    void awaitLocked(Class<?> type, Object id) {
        await("the lock")
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> isLocked(type, id));
    }

    /** As Redis does it when it is short of memory. */
    void deleteEntry(Class<?> type, Object id) {
        cluster.command(
                master(type, id), "DEL", first().cache().locate(type, id).key());
    }

    /** Names of all keys of the cache in the slot of a row, without namespace and tag. */
    List<String> keysBeside(Class<?> type, Object id) {
        int slot = first().cache().locate(type, id).slot();
        List<?> keys = (List<?>)
                cluster.command(cluster.masterOf(slot), "CLUSTER", "GETKEYSINSLOT", Integer.toString(slot), "1000");
        return keys.stream()
                .map(String::valueOf)
                .filter(key -> key.startsWith(database.namespace() + ":"))
                .map(key -> key.substring(key.indexOf("}:") + 2))
                .toList();
    }

    ClusterNode master(Class<?> type, Object id) {
        return cluster.masterOf(first().cache().locate(type, id).slot());
    }

    @Override
    public void close() {
        nodes.forEach(TestNode::close);
    }
}
