// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.Tenants.as;
import static io.slotcache.it.Tenants.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.TestNode.Found;
import io.slotcache.it.Things.Nonstrict;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Thing;
import io.slotcache.it.Things.Versioned;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions have tenants, and neither the mapping nor the connections say what that means: the database itself may show each tenant other rows, or all the
 * same. Whichever it is, nobody is served what another tenant has loaded, nor what another has replaced.
 */
@ExtendWith(EmbeddedClusterExtension.class)
final class RowLevelTenantsIT {

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(
                cluster, Map.of("hibernate.tenant_identifier_resolver", new Tenants.Resolver()), Things.ALL);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @ParameterizedTest
    @ValueSource(classes = {Plain.class, Versioned.class, Nonstrict.class})
    void each_tenant_has_entries_of_its_own_and_each_is_void_when_one_changes_the_row(Class<? extends Thing> type) {
        Long id = TwoNodes.newId();
        as("anna", () -> {
            nodes.first().inTransaction(session -> session.persist(Things.create(type, id, "old")));
            nodes.first().awaitQuiet();
            nodes.first().awaitHit(type, id);
        });
        assertThat(from("bert", () -> nodes.first().find(type, id)).isHit()).isFalse();
        as("bert", () -> nodes.second().awaitHit(type, id));

        as(
                "anna",
                () -> nodes.first()
                        .inTransaction(session -> session.find(type, id).setName("new")));
        nodes.first().awaitQuiet();

        Found<? extends Thing> found = from("bert", () -> nodes.second().find(type, id));
        assertThat(found.entity().getName()).isEqualTo("new");
        assertThat(found.isHit()).isFalse();
        for (String tenant : new String[] {"anna", "bert"}) {
            assertThat(from(tenant, () -> nodes.second().awaitHit(type, id)).getName())
                    .isEqualTo("new");
        }
        assertThat(nodes.isRegionLocked(type, id)).isFalse();
    }

    @Test
    void row_that_a_stateless_session_changes_is_void_for_all() {
        Long id = TwoNodes.newId();
        as("anna", () -> {
            nodes.first().inTransaction(session -> session.persist(Things.create(Plain.class, id, "old")));
            nodes.first().awaitQuiet();
            nodes.second().awaitHit(Plain.class, id);
        });
        as("bert", () -> {
            try (StatelessSession session = nodes.first().factory().openStatelessSession()) {
                session.beginTransaction();
                Plain thing = session.get(Plain.class, id);
                thing.setName("new");
                session.update(thing);
                session.getTransaction().commit();
            }
            nodes.first().awaitQuiet();
        });
        assertThat(from("anna", () -> nodes.second().find(Plain.class, id))
                        .entity()
                        .getName())
                .isEqualTo("new");
        as("anna", () -> nodes.second().awaitHit(Plain.class, id));
    }

    @Test
    void deleted_row_is_gone_for_all() {
        Long id = TwoNodes.newId();
        as("anna", () -> {
            nodes.first().inTransaction(session -> session.persist(Things.create(Plain.class, id, "old")));
            nodes.first().awaitQuiet();
            nodes.second().awaitHit(Plain.class, id);
        });
        as("bert", () -> nodes.first().inTransaction(session -> session.remove(session.find(Plain.class, id))));
        nodes.first().awaitQuiet();
        assertThat(from("anna", () -> nodes.second().find(Plain.class, id)).entity())
                .isNull();
    }

    /** Two tenants change the row at once: each other's lock is not released. */
    @Test
    void wide_locks_of_two_tenants_hold_until_both_have_ended() {
        Long id = TwoNodes.newId();
        Long other = TwoNodes.newId();
        while (nodes.first().cache().locate(Plain.class, other).partition()
                != nodes.first().cache().locate(Plain.class, id).partition()) {
            other = TwoNodes.newId();
        }
        Long neighbour = other;
        as("anna", () -> {
            nodes.first().inTransaction(session -> {
                session.persist(Things.create(Plain.class, id, "old"));
                session.persist(Things.create(Plain.class, neighbour, "old"));
            });
            nodes.first().awaitQuiet();
            nodes.first().awaitHit(Plain.class, id);
            nodes.first().inTransaction(session -> {
                session.find(Plain.class, id).setName("new");
                session.flush();
                as(
                        "bert",
                        () -> nodes.second()
                                .inTransaction(inner ->
                                        inner.find(Plain.class, neighbour).setName("new")));
                nodes.second().awaitQuiet();
                assertThat(nodes.isRegionLocked(Plain.class, id)).isTrue();
                for (int i = 0; i < 2; i++) {
                    Found<Plain> found = from("bert", () -> nodes.second().find(Plain.class, id));
                    assertThat(found.entity().getName()).isEqualTo("old");
                    assertThat(found.isHit()).isFalse();
                }
            });
        });
        nodes.first().awaitQuiet();
        assertThat(nodes.isRegionLocked(Plain.class, id)).isFalse();
        assertThat(from("bert", () -> nodes.second().find(Plain.class, id))
                        .entity()
                        .getName())
                .isEqualTo("new");
    }
}
