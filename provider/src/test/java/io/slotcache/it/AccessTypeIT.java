// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.TwoNodes.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Dynamic;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.NonstrictVersioned;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.ReadOnly;
import io.slotcache.it.Things.Thing;
import io.slotcache.it.Things.Versioned;
import java.util.Arrays;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each access type and each operation, committed and rolled back: what the other node finds then, and whether in the cache. */
@ExtendWith(EmbeddedClusterExtension.class)
final class AccessTypeIT {

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private enum Operation {
        FIND {
            @Override
            <T extends Thing> void run(Session session, Class<T> type, Long id) {
                session.find(type, id);
            }
        },
        PERSIST {
            @Override
            <T extends Thing> void run(Session session, Class<T> type, Long id) {
                session.persist(Things.create(type, id, "new"));
            }
        },
        UPDATE {
            @Override
            <T extends Thing> void run(Session session, Class<T> type, Long id) {
                session.find(type, id).setName("new");
            }
        },
        TWO_FLUSHES {
            @Override
            <T extends Thing> void run(Session session, Class<T> type, Long id) {
                T thing = session.find(type, id);
                thing.setName("never committed");
                session.flush();
                thing.setName("new");
            }
        },
        MERGE {
            @Override
            <T extends Thing> void run(Session session, Class<T> type, Long id) {
                T detached = session.find(type, id);
                session.detach(detached);
                detached.setName("new");
                session.merge(detached);
            }
        },
        REFRESH {
            @Override
            <T extends Thing> void run(Session session, Class<T> type, Long id) {
                session.refresh(session.find(type, id));
            }
        },
        DELETE {
            @Override
            <T extends Thing> void run(Session session, Class<T> type, Long id) {
                session.remove(session.find(type, id));
            }
        },
        REINSERT {
            @Override
            <T extends Thing> void run(Session session, Class<T> type, Long id) {
                session.remove(session.find(type, id));
                session.flush();
                session.clear();
                session.persist(Things.create(type, id, "new"));
            }
        },
        UPDATE_AND_DELETE {
            @Override
            <T extends Thing> void run(Session session, Class<T> type, Long id) {
                T thing = session.find(type, id);
                thing.setName("never committed");
                session.flush();
                session.remove(thing);
            }
        };

        abstract <T extends Thing> void run(Session session, Class<T> type, Long id);

        boolean changesName() {
            return this == UPDATE || this == TWO_FLUSHES || this == MERGE || this == UPDATE_AND_DELETE;
        }

        /** What the other node finds after the commit. */
        String committedName() {
            return switch (this) {
                case FIND, REFRESH -> "old";
                case DELETE, UPDATE_AND_DELETE -> null;
                default -> "new";
            };
        }

        /** Whether the commit leaves the value in the cache: only if the access type publishes what the transaction wrote last. */
        boolean publishes(Class<?> type) {
            // Of an entity without version that writes only what changed, Hibernate itself gives the cache no value.
            boolean keeps = type != Nonstrict.class && type != NonstrictVersioned.class && type != Dynamic.class;
            return switch (this) {
                case FIND -> true;
                case PERSIST, UPDATE, TWO_FLUSHES, MERGE -> keeps;
                case REFRESH, DELETE, REINSERT, UPDATE_AND_DELETE -> false;
            };
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                        Plain.class,
                        Versioned.class,
                        Dynamic.class,
                        Nonstrict.class,
                        NonstrictVersioned.class,
                        ReadOnly.class)
                .flatMap(type -> Arrays.stream(Operation.values())
                        .filter(operation -> type != ReadOnly.class || !operation.changesName())
                        .map(operation -> Arguments.of(type, operation)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T extends Thing> void committed(Class<T> type, Operation operation) {
        Long id = operation == Operation.PERSIST ? newId() : nodes.cached(type, "old");
        nodes.first().inTransaction(session -> operation.run(session, type, id));
        nodes.first().awaitQuiet();
        assertSeenBySecond(type, id, operation.committedName(), operation.publishes(type));
    }

    @ParameterizedTest
    @MethodSource("cases")
    <T extends Thing> void rolled_back(Class<T> type, Operation operation) {
        Long id = operation == Operation.PERSIST ? newId() : nodes.cached(type, "old");
        TwoNodes.rollBack(nodes.first(), session -> operation.run(session, type, id));
        String name = operation == Operation.PERSIST ? null : "old";
        assertSeenBySecond(type, id, name, operation == Operation.FIND);
    }

    private <T extends Thing> void assertSeenBySecond(Class<T> type, Long id, String name, boolean hit) {
        assertThat(nodes.database().name(type, id)).isEqualTo(name);
        Found<T> found = nodes.second().find(type, id);
        assertThat(found.entity() == null ? null : found.entity().getName()).isEqualTo(name);
        assertThat(found.isHit()).as("hit").isEqualTo(hit);
        if (name != null) {
            // No lock is left behind. The writer knows how far the partition has come, so it does not wait for a tick.
            assertThat(nodes.first().awaitHit(type, id).getName()).isEqualTo(name);
        }
    }
}
