// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Plain;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The connection breaks at the commit: the database has committed, and the application is told of a failure. */
@ExtendWith(EmbeddedClusterExtension.class)
final class UnknownOutcomeIT {

    @Test
    void locks_are_left_to_their_deadlines(EmbeddedCluster cluster) {
        try (TwoNodes nodes = TwoNodes.start(cluster)) {
            TestNode broken =
                    nodes.add(Map.of("hibernate.connection.datasource", brokenAtCommit(nodes.database())), Things.ALL);
            broken.awaitLeases();
            Long id = nodes.cached(Plain.class, "old");
            try (Session session = broken.factory().openSession()) {
                session.beginTransaction();
                session.find(Plain.class, id).setName("new");
                assertThatThrownBy(() -> session.getTransaction().commit()).hasStackTraceContaining("broken");
            }
            broken.awaitQuiet();

            assertThat(nodes.isLocked(Plain.class, id)).isTrue();
            // The row may change yet, for all that anybody knows: it is not stored.
            for (int i = 0; i < 3; i++) {
                Found<Plain> found = nodes.second().find(Plain.class, id);
                assertThat(found.entity().getName()).isEqualTo("new");
                assertThat(found.isHit()).isFalse();
            }
        }
    }

    private static DataSource brokenAtCommit(TestDatabase database) {
        JdbcDataSource real = new JdbcDataSource();
        real.setURL(database.url());
        real.setUser("sa");
        return proxy(DataSource.class, real);
    }

    private static <T> T proxy(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("commit")) {
                            throw new SQLException("broken");
                        }
                        return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
