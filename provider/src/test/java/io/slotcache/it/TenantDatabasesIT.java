// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.Tenants.as;
import static io.slotcache.it.Tenants.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.internal.partition.KeyText;
import io.slotcache.it.Things.Plain;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.context.spi.TenantSchemaMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A database or a schema for each tenant, who may be any object: equal identifiers are different rows. */
@ExtendWith(EmbeddedClusterExtension.class)
final class TenantDatabasesIT {

    private static final String TABLE = ".Plain (id bigint primary key, name varchar(255), note varchar(255))";

    /** An identifier of the application's own. */
    record Customer(String country, int number) {}

    static Stream<Arguments> tenants() {
        UUID uuid = UUID.fromString("4f1c0f0e-2a37-4b9e-9d43-0c2d7b2d8a11");
        return Stream.of(
                Arguments.of("anna", "bert"),
                Arguments.of("a:1@b/c", "a%3A1@b/c"),
                Arguments.of(1L, 2L),
                Arguments.of(uuid, UUID.randomUUID()),
                Arguments.of(new Customer("de", 1), new Customer("de", 2)));
    }

    @ParameterizedTest
    @MethodSource("tenants")
    void rows_of_two_tenants_with_equal_identifiers_are_two_entries(Object one, Object other, EmbeddedCluster cluster)
            throws SQLException {
        TestDatabase oneDatabase = database();
        TestDatabase otherDatabase = database();
        Map<String, Object> settings = new HashMap<>();
        settings.put("hibernate.hbm2ddl.auto", "none");
        settings.put("hibernate.tenant_identifier_resolver", new Tenants.Resolver());
        settings.put(
                "hibernate.multi_tenant_connection_provider",
                new Tenants.Databases(Map.of("nobody", oneDatabase, one, oneDatabase, other, otherDatabase)));
        try (TestNode node = TestNode.start(cluster, oneDatabase, settings, Plain.class)) {
            for (Object tenant : new Object[] {one, other}) {
                as(
                        tenant,
                        () -> node.inTransaction(
                                session -> session.persist(Things.create(Plain.class, 1L, tenant.toString()))));
            }
            node.awaitQuiet();
            for (Object tenant : new Object[] {one, other}) {
                Plain found = from(tenant, () -> node.awaitHit(Plain.class, 1L));
                assertThat(found.getName()).isEqualTo(tenant.toString());
            }
            EntryLocation untenanted = node.cache().locate(Plain.class, 1L);
            String region = Plain.class.getName();
            String key = untenanted.key().replace(region, KeyText.region(region, region, one.toString()));
            assertThat(cluster.command(cluster.masterOf(untenanted.slot()), "EXISTS", key))
                    .isEqualTo(1L);

            as(one, () -> node.factory().getCache().evict(Plain.class, 1L));
            assertThat(from(one, () -> node.find(Plain.class, 1L)).isHit()).isFalse();
            assertThat(from(other, () -> node.find(Plain.class, 1L)).isHit())
                    .as("the eviction of whoever it was")
                    .isFalse();
        }
    }

    @Test
    void rows_of_two_tenants_with_schemas_of_their_own_are_two_entries(EmbeddedCluster cluster) throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String schema : new String[] {"ANNA", "BERT", "NOBODY"}) {
                statement.execute("create schema " + schema);
                statement.execute("create table " + schema + TABLE);
            }
        }
        TenantSchemaMapper<Object> mapper = tenant -> tenant.toString().toUpperCase(Locale.ROOT);
        Map<String, Object> settings = Map.of(
                "hibernate.hbm2ddl.auto",
                "none",
                "hibernate.tenant_identifier_resolver",
                new Tenants.Resolver(),
                "hibernate.multi_tenant.schema_mapper",
                mapper);
        try (TestNode node = TestNode.start(cluster, database, settings, Plain.class)) {
            for (String tenant : new String[] {"anna", "bert"}) {
                as(
                        tenant,
                        () -> node.inTransaction(session -> session.persist(Things.create(Plain.class, 1L, tenant))));
                node.awaitQuiet();
                assertThat(from(tenant, () -> node.awaitHit(Plain.class, 1L)).getName())
                        .isEqualTo(tenant);
            }
            as(
                    "anna",
                    () -> node.inTransaction(
                            session -> session.find(Plain.class, 1L).setName("new")));
            node.awaitQuiet();
            assertThat(from("anna", () -> node.find(Plain.class, 1L)).isHit()).isTrue();
            TestNode.Found<Plain> unchanged = from("bert", () -> node.find(Plain.class, 1L));
            assertThat(unchanged.entity().getName()).isEqualTo("bert");
            assertThat(unchanged.isHit())
                    .as("a tenant's change is nobody else's")
                    .isTrue();
        }
    }

    private static TestDatabase database() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table PUBLIC" + TABLE);
        }
        return database;
    }
}
