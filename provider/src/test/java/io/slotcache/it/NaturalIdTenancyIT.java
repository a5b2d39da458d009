// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Accounts.Fixed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.engine.jdbc.connections.spi.AbstractMultiTenantConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two tenants with a database each, on one cache. */
@ExtendWith(EmbeddedClusterExtension.class)
final class NaturalIdTenancyIT {

    private static final Map<String, TestDatabase> TENANTS =
            Map.of("acme", TestDatabase.create(), "Zoo:{1}", TestDatabase.create());

    private static NaturalIds naturalIds;

    @BeforeAll
    static void start(EmbeddedCluster cluster) throws SQLException {
        for (TestDatabase database : TENANTS.values()) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table Fixed (id bigint primary key, code varchar(255) unique, note varchar)");
            }
        }
        naturalIds = NaturalIds.start(
                cluster,
                Map.of(
                        "hibernate.multi_tenant_connection_provider",
                        new Databases(),
                        "hibernate.hbm2ddl.auto",
                        "none",
                        "hibernate.dialect",
                        "org.hibernate.dialect.H2Dialect"),
                Fixed.class);
    }

    @AfterAll
    static void stop() {
        naturalIds.close();
    }

    @Test
    void one_natural_id_of_two_tenants_is_two() {
        String code = NaturalIds.newCode();
        in("acme", session -> session.persist(Accounts.create(Fixed.class, 1L, code)));
        in("Zoo:{1}", session -> session.persist(Accounts.create(Fixed.class, 2L, code)));
        assertThat(hit("acme", code)).isEqualTo(1L);
        assertThat(hit("Zoo:{1}", code)).isEqualTo(2L);

        in(
                "acme",
                session -> session.remove(session.bySimpleNaturalId(Fixed.class).load(code)));
        Fixed none = from(
                naturalIds.second(),
                "acme",
                session -> session.bySimpleNaturalId(Fixed.class).getReference(code));
        assertThat(none).isNull();
        assertThat(hit("Zoo:{1}", code)).isEqualTo(2L);
    }

    private static void in(String tenant, Consumer<Session> work) {
        from(naturalIds.first(), tenant, session -> {
            session.beginTransaction();
            work.accept(session);
            session.getTransaction().commit();
            return null;
        });
        naturalIds.first().awaitQuiet();
    }

    private static Long hit(String tenant, String code) {
        TestNode node = naturalIds.second();
        node.awaitLeases();
        long hits = node.statistics().getNaturalIdCacheHitCount();
        Long id = from(
                node, tenant, session -> session.bySimpleNaturalId(Fixed.class).load(code).id);
        assertThat(node.statistics().getNaturalIdCacheHitCount()).isEqualTo(hits + 1);
        return id;
    }

    private static <T> T from(TestNode node, String tenant, Function<Session, T> work) {
        try (Session session =
                node.factory().withOptions().tenantIdentifier(tenant).openSession()) {
            return work.apply(session);
        }
    }

    private static final class Databases extends AbstractMultiTenantConnectionProvider<String> {

        @Override
        protected ConnectionProvider getAnyConnectionProvider() {
            return selectConnectionProvider("acme");
        }

        @Override
        protected ConnectionProvider selectConnectionProvider(String tenant) {
            return new Connections(TENANTS.get(tenant));
        }
    }

    private record Connections(TestDatabase database) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = database.connect();
            connection.setAutoCommit(false);
            return connection;
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return false;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }
    }
}
