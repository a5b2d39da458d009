// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.CachedQuery.Found;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Thing;
import io.slotcache.it.Things.Versioned;
import jakarta.persistence.Entity;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cached query finds while a table is being changed and afterwards, for each way to change one. */
@ExtendWith(EmbeddedClusterExtension.class)
final class QueryIT {

    private static TwoNodes nodes;
    private static TestTables tables;

    /** Its connections commit each statement by themselves. */
    private static TestNode autoCommitting;

    /** A thing that only queries cache. */
    @Entity(name = "Uncached")
    public static class Uncached extends Thing {}

    private static final Class<?>[] ENTITIES =
            Stream.concat(Arrays.stream(Things.ALL), Stream.of(Uncached.class)).toArray(Class<?>[]::new);

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster, CachedQuery.SETTINGS, ENTITIES);
        tables = new TestTables(cluster, nodes.database());
        autoCommitting = nodes.add(
                Map.of("hibernate.cache.use_query_cache", "true", "hibernate.connection.autocommit", "true"), ENTITIES);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private enum Write {
        UPDATE,
        DELETE,
        INSERT,
        HQL_UPDATE,
        HQL_DELETE,
        HQL_INSERT,
        NATIVE_WITH_SPACE,
        NATIVE_WITHOUT_SPACE,
        STATELESS_UPDATE,
        STATELESS_UPSERT,
        STATELESS_DELETE,
        STATELESS_INSERT,
        STATELESS_HQL_UPDATE,
        STATELESS_NATIVE_WITHOUT_SPACE;

        boolean isStateless() {
            return name().startsWith("STATELESS");
        }

        boolean isInsert() {
            return name().endsWith("INSERT");
        }

        /** Hibernate tells the cache of a stateless session's statement only by the regions of cached entities. */
        boolean isSeen(Class<?> type) {
            return type != Uncached.class || this != STATELESS_HQL_UPDATE && this != STATELESS_NATIVE_WITHOUT_SPACE;
        }

        List<Object> before() {
            return isInsert() ? List.of() : List.of("old");
        }

        List<Object> after() {
            return name().endsWith("DELETE") ? List.of() : List.of("new");
        }

        void run(SharedSessionContract session, Class<? extends Thing> type, Long id) {
            String table = type.getSimpleName();
            switch (this) {
                case UPDATE -> ((Session) session).find(type, id).setName("new");
                case DELETE -> ((Session) session).remove(((Session) session).find(type, id));
                case INSERT -> ((Session) session).persist(Things.create(type, id, "new"));
                case HQL_UPDATE, STATELESS_HQL_UPDATE ->
                    execute(session, "update " + table + " set name = 'new' where id = " + id);
                case HQL_DELETE -> execute(session, "delete " + table + " where id = " + id);
                case HQL_INSERT -> {
                    execute(session, "insert into " + table + " (id, name) values (" + id + ", 'new')");
                }
                case NATIVE_WITH_SPACE ->
                    session.createNativeQuery("update " + table + " set name = 'new' where id = " + id)
                            .addSynchronizedQuerySpace(table)
                            .executeUpdate();
                case NATIVE_WITHOUT_SPACE, STATELESS_NATIVE_WITHOUT_SPACE ->
                    session.createNativeMutationQuery("update " + table + " set name = 'new' where id = " + id)
                            .executeUpdate();
                case STATELESS_UPDATE -> ((StatelessSession) session).update(Things.create(type, id, "new"));
                case STATELESS_UPSERT -> ((StatelessSession) session).upsert(Things.create(type, id, "new"));
                case STATELESS_DELETE -> ((StatelessSession) session).delete(Things.create(type, id, "old"));
                case STATELESS_INSERT -> ((StatelessSession) session).insert(Things.create(type, id, "new"));
            }
        }

        private static void execute(SharedSessionContract session, String hql) {
            assertThat(session.createMutationQuery(hql).executeUpdate()).isEqualTo(1);
        }
    }

    static Stream<Arguments> writes() {
        return Arrays.stream(Write.values())
                .flatMap(write -> Stream.of(Plain.class, Uncached.class)
                        .filter(write::isSeen)
                        .flatMap(
                                type -> Stream.of(true, false).map(committed -> Arguments.of(write, type, committed))));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void query_sees_what_is_committed(Write write, Class<? extends Thing> type, boolean committed) {
        Long id = write.isInsert() ? TwoNodes.newId() : nodes.persisted(type, "old");
        CachedQuery query = CachedQuery.nameOf(type, id);
        assertThat(query.awaitHit(nodes.second())).isEqualTo(write.before());
        try (SharedSessionContract session = write.isStateless()
                ? nodes.first().factory().openStatelessSession()
                : nodes.first().factory().openSession()) {
            session.beginTransaction();
            write.run(session, type, id);
            if (session instanceof Session stateful) {
                stateful.flush();
            }
            tables.awaitLocked(type);
            assertThat(query.list(session)).as("to itself").isEqualTo(write.after());
            // What the others see is read from the database, and what they store counts no more than what was there.
            for (int i = 0; i < 2; i++) {
                assertThat(query.find(nodes.second())).isEqualTo(new Found(write.before(), false));
            }
            if (committed) {
                session.getTransaction().commit();
            } else {
                session.getTransaction().rollback();
            }
        }
        nodes.first().awaitQuiet();
        assertThat(tables.isLocked(type)).isFalse();
        List<Object> expected = committed ? write.after() : write.before();
        assertThat(query.find(nodes.second())).isEqualTo(new Found(expected, false));
        assertThat(query.awaitHit(nodes.second())).isEqualTo(expected);
        assertThat(query.find(nodes.first()).results()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATELESS_UPDATE", "STATELESS_UPSERT", "STATELESS_DELETE", "STATELESS_INSERT"})
    void query_sees_what_a_stateless_session_wrote_outside_a_transaction(Write write) {
        Long id = write.isInsert() ? TwoNodes.newId() : nodes.persisted(Uncached.class, "old");
        CachedQuery query = CachedQuery.nameOf(Uncached.class, id);
        query.awaitHit(nodes.second());
        autoCommitting.factory().inStatelessSession(session -> write.run(session, Uncached.class, id));
        assertThat(query.find(nodes.second())).isEqualTo(new Found(write.after(), false));
        autoCommitting.awaitQuiet();
        assertThat(tables.isLocked(Uncached.class)).isFalse();
        assertThat(query.awaitHit(nodes.second())).isEqualTo(write.after());
    }

    /** Some connection pools commit what nobody committed, others roll it back. Of a table that no other test here uses: its lock stays. */
    @Test
    void change_outside_a_transaction_keeps_its_lock_if_nobody_says_whether_it_is_committed() {
        Long id = TwoNodes.newId();
        nodes.first()
                .factory()
                .inStatelessSession(session -> session.insert(Things.create(Things.Dynamic.class, id, "unknown")));
        nodes.first().awaitQuiet();
        assertThat(tables.isLocked(Things.Dynamic.class)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PESSIMISTIC_FORCE_INCREMENT, NORMAL",
        "PESSIMISTIC_FORCE_INCREMENT, GET",
        "OPTIMISTIC_FORCE_INCREMENT, NORMAL",
        "OPTIMISTIC_FORCE_INCREMENT, IGNORE"
    })
    void query_sees_a_version_that_a_lock_mode_increments(LockModeType lock, CacheMode mode) {
        Long id = nodes.cached(Versioned.class, "old");
        CachedQuery query =
                new CachedQuery("select t.version from Versioned t where t.id = :id", Map.of("id", id), null);
        assertThat(query.awaitHit(nodes.second())).containsExactly(0);
        nodes.first().inTransaction(session -> {
            session.setCacheMode(mode);
            session.lock(session.find(Versioned.class, id), lock);
        });
        assertThat(query.find(nodes.second())).isEqualTo(new Found(List.of(1), false));
    }

    @Test
    void change_of_another_table_leaves_the_results() {
        Long id = nodes.persisted(Plain.class, "old");
        Long other = nodes.persisted(Uncached.class, "old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        query.awaitHit(nodes.second());
        nodes.first().inTransaction(session -> {
            session.find(Uncached.class, other).setName("new");
            session.flush();
            tables.awaitLocked(Uncached.class);
            assertThat(query.find(nodes.second()).isHit()).isTrue();
        });
        nodes.first().awaitQuiet();
        assertThat(query.find(nodes.second()).isHit()).isTrue();
    }

    @Test
    void results_of_a_join_depend_on_both_tables() {
        Long id = nodes.persisted(Plain.class, "plain");
        Long other = nodes.persisted(Uncached.class, "old");
        CachedQuery query = new CachedQuery(
                "select u.name from Plain p join Uncached u on u.id = :other where p.id = :id",
                Map.of("id", id, "other", other),
                null);
        assertThat(query.awaitHit(nodes.second())).containsExactly("old");
        nodes.first()
                .inTransaction(session -> session.find(Uncached.class, other).setName("new"));
        assertThat(query.find(nodes.second()).results()).containsExactly("new");
        assertThat(query.awaitHit(nodes.second())).containsExactly("new");
        nodes.first().inTransaction(session -> session.remove(session.find(Plain.class, id)));
        assertThat(query.find(nodes.second()).results()).isEmpty();
    }

    /** Each query right after a commit, most within its millisecond, by the same and by the other node. */
    @Test
    void no_query_is_older_than_the_commit_before_it() {
        Long id = nodes.persisted(Plain.class, "0");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        for (int i = 1; i <= 200; i++) {
            String name = Integer.toString(i);
            nodes.first().inTransaction(session -> session.find(Plain.class, id).setName(name));
            for (TestNode node : List.of(nodes.second(), nodes.first())) {
                assertThat(node.fromTransaction(query::list)).containsExactly(name);
            }
        }
        assertThat(query.awaitHit(nodes.second())).containsExactly("200");
    }
}
