// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.ClusterNode;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.it.Things.Plain;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A slot goes from master to master while it is used, key by key: no transaction fails, in mode {@code strict} too, and nothing is stale. */
final class MovingSlotIT {

    private static final Map<String, Object> SETTINGS = Map.of(
            SlotCacheSettings.ON_LOCK_FAILURE,
            "strict",
            SlotCacheSettings.LEASE,
            "PT0.3S",
            // No statement about speed: a machine that is busy with other things is not to fail a transaction.
            SlotCacheSettings.COMMAND_TIMEOUT,
            "PT2S");

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().nodeTimeout(Duration.ofSeconds(5)).start();
        nodes = TwoNodes.start(
                cluster,
                SETTINGS,
                Stream.concat(Stream.of(Things.ALL), Stream.of(Counter.class)).toArray(Class<?>[]::new));
    }

    @AfterAll
    static void stop() {
        nodes.close();
        cluster.close();
    }

    @AfterEach
    void repair() {
        cluster.repair();
    }

    static Stream<Arguments> changesWhileApart() {
        Map<String, List<String>> moved = Map.of(
                "nothing", List.of(),
                "the control hash", List.of("c"),
                "the lease", List.of("e"),
                "the entry", List.of("entry"),
                "all but the lease", List.of("c", "entry"),
                "all", List.of("c", "e", "entry"));
        Map<String, Consumer<Move>> changes = Map.of(
                "an update",
                move -> nodes.first()
                        .inTransaction(
                                session -> session.find(Plain.class, move.id).setName("new")),
                "a bulk statement",
                move -> nodes.first()
                        .inTransaction(session -> session.createMutationQuery("update Plain set name = 'new'")
                                .executeUpdate()),
                "an eviction",
                move -> {
                    move.renameBehindHibernatesBack("new");
                    nodes.first().factory().getCache().evictEntityData(Plain.class, move.id);
                });
        return moved.entrySet().stream()
                .flatMap(keys -> changes.entrySet().stream()
                        .map(change -> Arguments.of(
                                Named.of(keys.getKey() + " has moved", keys.getValue()),
                                Named.of(change.getKey(), change.getValue()))));
    }

    @ParameterizedTest
    @MethodSource("changesWhileApart")
    void change_succeeds_and_nothing_older_is_read(List<String> movedKeys, Consumer<Move> change) {
        Move move = new Move(nodes.cached(Plain.class, "old"));
        nodes.second().awaitHit(Plain.class, move.id);
        move.begin(movedKeys);

        change.accept(move);

        assertThat(move.nameReadBy(nodes.first())).isEqualTo("new");
        assertThat(move.nameReadBy(nodes.second())).isEqualTo("new");
        move.finish();
        assertThat(move.nameReadBy(nodes.second())).isEqualTo("new");
        nodes.second().awaitHit(Plain.class, move.id);
        assertThat(move.nameReadBy(nodes.second())).isEqualTo("new");
    }

    @Test
    void fourth_master_gets_its_share_while_rows_are_read_and_written() {
        try (CounterWorkload workload = new CounterWorkload(List.of(nodes.first(), nodes.second()), 60, 1)) {
            awaitProgress(workload);
            ClusterNode fourth = cluster.addMaster();
            for (int slot = 32; slot < 16_384; slot += 256) {
                cluster.moveSlots(slot, slot, fourth);
            }
            awaitProgress(workload);
            workload.close();

            assertThat(cluster.view(fourth).slotRanges()).isNotEmpty();
            assertThat(workload.failures()).isEmpty();
            assertThat(workload.staleReads()).isEmpty();
        }
    }

    private static void awaitProgress(CounterWorkload workload) {
        long enough = workload.reads() + 2_000;
        await("reads").atMost(Duration.ofSeconds(40)).until(() -> workload.reads() > enough);
    }

    /** The slot of one row goes to another master. */
    private static final class Move {

        private final Long id;
        private final ClusterNode source;
        private final ClusterNode target;
        private final int slot;

        Move(Long id) {
            this.id = id;
            source = nodes.master(Plain.class, id);
            target = cluster.masters().stream()
                    .filter(master -> !master.equals(source))
                    .findFirst()
                    .orElseThrow();
            slot = nodes.first().cache().locate(Plain.class, id).slot();
        }

        /** These keys are on the new master, the others on the old one. */
        void begin(List<String> keys) {
            cluster.beginMigration(slot, target);
            String entry = nodes.first().cache().locate(Plain.class, id).key();
            for (String key : keys) {
                String name = key.equals("entry") ? entry : entry.substring(0, entry.indexOf("}:") + 2) + key;
                cluster.command(
                        source, "MIGRATE", "127.0.0.1", Integer.toString(target.port()), name, "0", "5000", "REPLACE");
            }
        }

        void finish() {
            cluster.migrateKeys(slot, target);
            cluster.finishMigration(slot, target);
        }

        void renameBehindHibernatesBack(String name) {
            nodes.first()
                    .inTransaction(session -> session.doWork(connection -> {
                        try (PreparedStatement statement =
                                connection.prepareStatement("update Plain set name = ? where id = ?")) {
                            statement.setString(1, name);
                            statement.setLong(2, id);
                            statement.executeUpdate();
                        }
                    }));
        }

        String nameReadBy(TestNode node) {
            return node.fromTransaction(session -> session.find(Plain.class, id).getName());
        }
    }
}
