// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.NonstrictVersioned;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.ReadOnly;
import io.slotcache.it.Things.Thing;
import io.slotcache.it.Things.Versioned;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A load that read the row before another node's commit puts it into the cache after the lock, the commit or the unlock. */
@ExtendWith(EmbeddedClusterExtension.class)
final class LoadRaceIT {

    private static TwoNodes nodes;
    private static TestNode snapshotNode;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster);
        snapshotNode = nodes.add(
                Map.of(
                        "hibernate.connection.init_sql",
                        "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT"),
                Things.ALL);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private enum Isolation {
        READ_COMMITTED,
        SNAPSHOT;

        TestNode node() {
            return this == SNAPSHOT ? snapshotNode : nodes.second();
        }
    }

    /** When the put arrives, in the writer's transaction. */
    private enum Moment {
        LOCKED,
        COMMITTED,
        UNLOCKED
    }

    static Stream<Arguments> updates() {
        return Stream.of(Plain.class, Versioned.class, Nonstrict.class, NonstrictVersioned.class)
                .flatMap(type -> Arrays.stream(Isolation.values())
                        .flatMap(isolation ->
                                Arrays.stream(Moment.values()).map(moment -> Arguments.of(type, isolation, moment))));
    }

    @ParameterizedTest
    @MethodSource("updates")
    <T extends Thing> void old_state_is_refused(Class<T> type, Isolation isolation, Moment moment) throws Exception {
        Long id = nodes.persisted(type, "old");
        race(
                type,
                id,
                isolation.node(),
                moment,
                false,
                session -> session.find(type, id).setName("new"));
        assertThat(nodes.second().find(type, id).entity().getName()).isEqualTo("new");
        assertThat(nodes.second().awaitHit(type, id).getName()).isEqualTo("new");
    }

    static Stream<Arguments> deletes() {
        return Stream.of(Plain.class, Nonstrict.class, ReadOnly.class)
                .flatMap(type -> Arrays.stream(Moment.values()).map(moment -> Arguments.of(type, moment)));
    }

    @ParameterizedTest
    @MethodSource("deletes")
    <T extends Thing> void deleted_row_is_refused(Class<T> type, Moment moment) throws Exception {
        Long id = nodes.persisted(type, "old");
        race(type, id, nodes.second(), moment, false, session -> session.remove(session.find(type, id)));
        assertThat(nodes.second().find(type, id).entity()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void row_is_refused_that_a_bulk_statement_changes(Moment moment) throws Exception {
        Long id = nodes.persisted(Plain.class, "old");
        race(
                Plain.class,
                id,
                nodes.second(),
                moment,
                true,
                session -> session.createMutationQuery("update Plain set name = 'new' where id = :id")
                        .setParameter("id", id)
                        .executeUpdate());
        assertThat(nodes.second().find(Plain.class, id).entity().getName()).isEqualTo("new");
    }

    /** Nothing asks the cache when a query opens the snapshot, so a stamp taken at the miss would be too young. */
    @ParameterizedTest
    @ValueSource(classes = {Plain.class, Versioned.class, Nonstrict.class, NonstrictVersioned.class})
    <T extends Thing> void snapshot_opened_by_another_query_is_as_old_as_its_session(Class<T> type) {
        Long id = nodes.persisted(type, "old");
        try (Session session = snapshotNode.factory().openSession()) {
            session.beginTransaction();
            session.createNativeQuery("select count(*) from Dynamic", Long.class)
                    .getSingleResult();
            nodes.changeBySecond(type, id, thing -> thing.setName("new"));
            forgetAfterTick(snapshotNode, type, id);
            assertThat(session.find(type, id).getName()).isEqualTo("old");
            session.getTransaction().commit();
        }
        snapshotNode.awaitQuiet();
        assertThat(nodes.second().find(type, id).entity().getName()).isEqualTo("new");
        assertThat(nodes.first().find(type, id).entity().getName()).isEqualTo("new");
    }

    /**
     * Loads on one node in a thread of its own, which stops between reading the row and putting it until the writer has come to the moment.
     *
     * @param isBulk a bulk statement has its lock when it returns; other locks are on their way
     */
    private <T extends Thing> void race(
            Class<T> type, Long id, TestNode loader, Moment moment, boolean isBulk, Change change) throws Exception {
        // So that the loader's stamp is no older than what went before, which would be reason enough to refuse the put.
        loader.awaitHit(type, id);
        nodes.deleteEntry(type, id);
        CountDownLatch rowRead = new CountDownLatch(1);
        CountDownLatch mayPut = new CountDownLatch(1);
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> loader.inTransaction(session -> {
            Things.onNextLoad(() -> {
                rowRead.countDown();
                await(mayPut);
            });
            assertThat(session.find(type, id).getName()).isEqualTo("old");
        }));
        await(rowRead);
        Runnable awaitLocked = isBulk ? () -> {} : () -> nodes.awaitLocked(type, id);
        Runnable put = () -> {
            long refused = loader.region(type).refusedPuts();
            mayPut.countDown();
            load.orTimeout(10, SECONDS).join();
            loader.awaitQuiet();
            assertThat(loader.region(type).refusedPuts()).isEqualTo(refused + 1);
        };
        try (Session writer = nodes.first().factory().openSession()) {
            writer.beginTransaction();
            change.make(writer);
            writer.flush();
            if (moment == Moment.LOCKED) {
                awaitLocked.run();
                put.run();
            } else if (moment == Moment.COMMITTED) {
                ((SessionImplementor) writer)
                        .getTransactionCoordinator()
                        .getLocalSynchronizations()
                        .registerSynchronization(new AfterCommit(put));
            }
            writer.getTransaction().commit();
        }
        nodes.first().awaitQuiet();
        if (moment == Moment.UNLOCKED) {
            if (nodes.database().name(type, id) != null) {
                forgetAfterTick(loader, type, id);
            }
            put.run();
        }
    }

    /** The node knows by now how far the partition has come: a session that opened now could store the row. But the row is not in the cache. */
    private static <T extends Thing> void forgetAfterTick(TestNode node, Class<T> type, Long id) {
        nodes.deleteEntry(type, id);
        node.awaitHit(type, id);
        nodes.deleteEntry(type, id);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Change {
        void make(Session session);
    }

    /** Hibernate calls it after the JDBC commit and before it completes the session, which sends the unlocks. */
    private record AfterCommit(Runnable action) implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            assertThat(status).isEqualTo(Status.STATUS_COMMITTED);
            action.run();
        }
    }
}
