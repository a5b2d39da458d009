// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.partition.KeyText;
import io.slotcache.internal.partition.TableKey;
import java.time.Duration;

/** What the control hash of all tables says. */
final class TestTables {

    static final String REGION = "default-update-timestamps-region";

    private final EmbeddedCluster cluster;
    private final String namespace;
    private final KeySpace keys;

    TestTables(EmbeddedCluster cluster, TestDatabase database) {
        this.cluster = cluster;
        namespace = database.namespace();
        keys = new KeySpace(database.namespace(), 256);
    }

    private TableKey key(Class<?> entity) {
        return keys.tableKey(KeyText.region(REGION), entity.getSimpleName());
    }

    String namespace() {
        return namespace;
    }

    int slot() {
        return keys.slot(keys.tablePartition());
    }

    ClusterNode master() {
        return cluster.masterOf(slot());
    }

    String controlKey() {
        return new String(keys.controlKey(keys.tablePartition()), UTF_8);
    }

    /** A field of the control hash. */
    String control(String field) {
        return (String) cluster.command(master(), "HGET", controlKey(), field);
    }

    boolean isLocked(Class<?> entity) {
        return control("l:" + key(entity).name()) != null;
    }

    void awaitLocked(Class<?> entity) {
        await("the table's lock")
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> isLocked(entity));
    }

    /** How many transactions hold the table's lock. */
    int holders(Class<?> entity) {
        String holders = control("l:" + key(entity).name());
        return holders == null ? 0 : Integer.parseInt(holders);
    }

    /** Makes the table look as before its lock, when its sequence was this. */
    void forgetLock(Class<?> entity, String sequence) {
        cluster.command(master(), "HDEL", controlKey(), "l:" + key(entity).name());
        cluster.command(master(), "HSET", controlKey(), "o:" + key(entity).name(), sequence);
    }

    /** Sequence of the last lock or unlock of the table, 0 for none. */
    long sequence(Class<?> entity) {
        String sequence = control("o:" + key(entity).name());
        return sequence == null ? 0 : Long.parseLong(sequence);
    }
}
