// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.Tenants.ROOT;
import static io.slotcache.it.Tenants.as;
import static io.slotcache.it.Tenants.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Tenants.Account;
import io.slotcache.it.Tenants.Country;
import io.slotcache.it.Tenants.Currency;
import io.slotcache.it.Tenants.Seat;
import io.slotcache.it.Tenants.SeatId;
import io.slotcache.it.TestNode.Found;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.Cache;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tenants whose rows are in the same tables: nobody is served another's, and everybody what all share as it is. */
@ExtendWith(EmbeddedClusterExtension.class)
final class SharedTablesIT {

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(
                cluster, Map.of("hibernate.tenant_identifier_resolver", new Tenants.Resolver()), Tenants.SHARED_TABLES);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void another_tenants_entity_is_not_found() {
        Long id = cachedAccount("anna");
        for (TestNode node : List.of(nodes.first(), nodes.second())) {
            Found<Account> found = from("bert", () -> node.find(Account.class, id));
            assertThat(found.entity()).isNull();
            assertThat(found.isHit()).isFalse();
        }
        assertThat(from("anna", () -> nodes.second().find(Account.class, id)).isHit())
                .isTrue();
        assertThat(nodes.keysBeside(Account.class, id)).contains(Account.class.getName() + "@anna:" + id);
    }

    @Test
    void equal_numbers_of_two_tenants_are_two_entries() {
        Long number = TwoNodes.newId();
        for (String tenant : List.of("anna", "bert")) {
            as(tenant, () -> nodes.first().inTransaction(session -> session.persist(new Seat(number, tenant))));
        }
        nodes.first().awaitQuiet();
        for (String tenant : List.of("anna", "bert")) {
            Seat seat = from(tenant, () -> nodes.second().awaitHit(Seat.class, seatId(number, tenant)));
            assertThat(seat.name).isEqualTo(tenant);
        }
        as(
                "anna",
                () -> change(
                        nodes.first(), session -> session.find(Seat.class, seatId(number, "anna")).name = "changed"));
        assertThat(from("anna", () -> nodes.second().find(Seat.class, seatId(number, "anna")))
                        .entity()
                        .name)
                .isEqualTo("changed");
        Found<Seat> other = from("bert", () -> nodes.second().find(Seat.class, seatId(number, "bert")));
        assertThat(other.entity().name).isEqualTo("bert");
        assertThat(other.isHit()).isTrue();
    }

    private static SeatId seatId(Long number, String tenant) {
        SeatId id = new SeatId();
        id.number = number;
        id.tenant = tenant;
        return id;
    }

    @Test
    void another_tenants_collection_is_not_found() {
        Long id = cachedAccount("anna");
        assertThat(from("anna", () -> tags(nodes.second(), id))).containsExactly("tag");
        as(
                "bert",
                () -> nodes.second()
                        .inTransaction(session ->
                                assertThat(session.find(Account.class, id)).isNull()));
        as(
                "anna",
                () -> change(
                        nodes.first(),
                        session -> session.find(Account.class, id).tags.add("new")));
        assertThat(from("anna", () -> tags(nodes.second(), id))).containsExactly("tag", "new");
    }

    private static List<String> tags(TestNode node, Long id) {
        return node.fromTransaction(session -> List.copyOf(session.find(Account.class, id).tags));
    }

    /** Ways to see the rows of all tenants. */
    private enum Allseeing {
        ROOT_TENANT,
        DISABLED_FILTER;

        void inTransaction(TestNode node, Consumer<Session> work) {
            as(
                    this == ROOT_TENANT ? ROOT : "bert",
                    () -> node.inTransaction(session -> {
                        if (this == DISABLED_FILTER) {
                            session.disableFilter("_tenantId");
                        }
                        work.accept(session);
                    }));
            node.awaitQuiet();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_a_session_loads_that_sees_all_rows_is_not_stored(Allseeing allseeing) {
        Long id = cachedAccount("anna");
        for (int i = 0; i < 2; i++) {
            allseeing.inTransaction(
                    nodes.first(),
                    session -> assertThat(session.find(Account.class, id).tags).hasSize(1));
        }
        assertThat(nodes.keysBeside(Account.class, id))
                .noneMatch(key -> key.contains("@bert:" + id) || key.contains("@root:" + id));
        as(
                "bert",
                () -> assertThat(nodes.first().find(Account.class, id).entity()).isNull());
    }

    @ParameterizedTest
    @EnumSource
    void such_a_session_is_not_served_what_the_tenant_has_replaced(Allseeing allseeing) {
        Long id = cachedAccount("anna");
        allseeing.inTransaction(nodes.second(), session -> session.find(Account.class, id));
        as(
                "anna",
                () -> change(
                        nodes.first(),
                        session -> session.find(Account.class, id).setName("new")));
        allseeing.inTransaction(
                nodes.second(),
                session -> assertThat(session.find(Account.class, id).name).isEqualTo("new"));
    }

    @ParameterizedTest
    @EnumSource
    void what_such_a_session_changes_is_void_for_the_tenant(Allseeing allseeing) {
        Long id = cachedAccount("anna");
        allseeing.inTransaction(nodes.second(), session -> {
            Account account = session.find(Account.class, id);
            account.name = "new";
            account.tags.add("new");
        });
        Found<Account> found = from("anna", () -> nodes.first().find(Account.class, id));
        assertThat(found.entity().name).isEqualTo("new");
        assertThat(from("anna", () -> tags(nodes.first(), id))).containsExactly("tag", "new");
        assertThat(from("anna", () -> nodes.first().awaitHit(Account.class, id)).name)
                .isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void row_that_all_share_is_fresh_for_all_when_one_changes_it(boolean committed) {
        Long id = TwoNodes.newId();
        as("anna", () -> change(nodes.first(), session -> session.persist(new Currency(id, "old"))));
        for (String tenant : List.of("anna", "bert")) {
            assertThat(from(tenant, () -> nodes.second().awaitHit(Currency.class, id)).name)
                    .isEqualTo("old");
            as(tenant, () -> assertThat(currencyTags(nodes.second(), id)).hasSize(1));
        }
        BiConsumer<TestNode, Consumer<Session>> end =
                committed ? SharedTablesIT::change : (node, work) -> TwoNodes.rollBack(node, work);
        as(
                "anna",
                () -> end.accept(nodes.first(), session -> {
                    Currency currency = session.find(Currency.class, id);
                    currency.name = "new";
                    currency.tags.add("new");
                    session.flush();
                    as(
                            "bert",
                            () -> assertThat(nodes.second()
                                            .find(Currency.class, id)
                                            .entity()
                                            .name)
                                    .isEqualTo("old"));
                }));
        for (String tenant : List.of("anna", "bert", "new tenant")) {
            assertThat(from(tenant, () -> nodes.second().find(Currency.class, id))
                            .entity()
                            .name)
                    .isEqualTo(committed ? "new" : "old");
            as(tenant, () -> assertThat(currencyTags(nodes.second(), id)).hasSize(committed ? 2 : 1));
            assertThat(from(tenant, () -> nodes.second().awaitHit(Currency.class, id)).name)
                    .isEqualTo(committed ? "new" : "old");
        }
        assertThat(nodes.isRegionLocked(Currency.class, id)).isFalse();
    }

    private static List<String> currencyTags(TestNode node, Long id) {
        return node.fromTransaction(session -> List.copyOf(session.find(Currency.class, id).tags));
    }

    /** A change of a natural id locks the old and the new one; a delete only has Hibernate evict it. */
    @Test
    void natural_id_that_all_share_is_fresh_for_all_when_one_changes_or_deletes_it() {
        Long id = TwoNodes.newId();
        String old = "old" + id;
        String code = "new" + id;
        as("anna", () -> change(nodes.first(), session -> session.persist(new Country(id, old))));
        for (String tenant : List.of("anna", "bert")) {
            as(tenant, () -> awaitResolved(old, id));
        }
        as(
                "anna",
                () -> change(
                        nodes.first(),
                        session -> session.find(Country.class, id).setCode(code)));
        for (String tenant : List.of("anna", "bert")) {
            as(tenant, () -> {
                assertThat(resolve(old)).as(tenant).isNull();
                awaitResolved(code, id);
            });
        }
        as("anna", () -> change(nodes.first(), session -> session.remove(session.find(Country.class, id))));
        for (String tenant : List.of("anna", "bert")) {
            as(tenant, () -> assertThat(identifierOf(code)).as(tenant).isNull());
        }
    }

    private static Long resolve(String code) {
        return nodes.second()
                .fromTransaction(session -> session.bySimpleNaturalId(Country.class)
                        .loadOptional(code)
                        .map(country -> country.id)
                        .orElse(null));
    }

    /** By the natural id alone: what the entity's own entry says is not asked. */
    private static Object identifierOf(String code) {
        return nodes.second().fromTransaction(session -> {
            Country reference = session.bySimpleNaturalId(Country.class).getReference(code);
            return reference == null ? null : session.getIdentifier(reference);
        });
    }

    private static void awaitResolved(String code, Long id) {
        await("a hit of " + code).atMost(Duration.ofSeconds(20)).until(() -> {
            long hits = nodes.second().statistics().getNaturalIdCacheHitCount();
            assertThat(resolve(code)).isEqualTo(id);
            return nodes.second().statistics().getNaturalIdCacheHitCount() > hits;
        });
    }

    @Test
    void change_of_a_tenants_own_row_leaves_the_others_entries() {
        Long id = cachedAccount("anna");
        Long neighbour = id;
        while (neighbour.equals(id)
                || nodes.first().cache().locate(Account.class, neighbour).partition()
                        != nodes.first().cache().locate(Account.class, id).partition()) {
            neighbour = TwoNodes.newId();
        }
        Long other = neighbour;
        as("bert", () -> change(nodes.first(), session -> session.persist(new Account(other, "other"))));
        as("bert", () -> nodes.second().awaitHit(Account.class, other));
        as(
                "anna",
                () -> change(
                        nodes.first(),
                        session -> session.find(Account.class, id).setName("new")));
        assertThat(from("bert", () -> nodes.second().find(Account.class, other)).isHit())
                .isTrue();
        assertThat(from("anna", () -> nodes.second().find(Account.class, id)).isHit())
                .isTrue();
    }

    private enum Eviction {
        ENTITY((cache, id) -> cache.evict(Account.class, id)),
        ENTITY_DATA((cache, id) -> cache.evictEntityData(Account.class.getName(), id)),
        REGION((cache, id) -> cache.evictRegion(Account.class.getName()));

        private final BiConsumer<Cache, Long> call;

        Eviction(BiConsumer<Cache, Long> call) {
            this.call = call;
        }
    }

    /** Hibernate does not say of which tenant. */
    @ParameterizedTest
    @EnumSource
    void eviction_is_for_all_tenants(Eviction eviction) {
        Long id = cachedAccount("anna");
        Long elsewhere = cachedAccount("bert");
        eviction.call.accept(nodes.first().factory().getCache(), id);
        assertThat(from("anna", () -> nodes.second().find(Account.class, id)).isHit())
                .isFalse();
        assertThat(from("bert", () -> nodes.second().find(Account.class, elsewhere))
                        .isHit())
                .isEqualTo(eviction != Eviction.REGION);
    }

    @Test
    void eviction_of_a_collection_is_for_all_tenants() {
        Long id = cachedAccount("anna");
        String role = Account.class.getName() + ".tags";
        as("anna", () -> {
            long hits = nodes.second().cache().region(role).hits();
            org.awaitility.Awaitility.await().until(() -> {
                tags(nodes.second(), id);
                nodes.second().awaitQuiet();
                return nodes.second().cache().region(role).hits() > hits;
            });
            nodes.first().factory().getCache().evictCollectionData(role, id);
            long misses = nodes.second().cache().region(role).misses();
            tags(nodes.second(), id);
            assertThat(nodes.second().cache().region(role).misses()).isEqualTo(misses + 1);
        });
    }

    @Test
    void nobodys_entry_is_contained() {
        Long id = cachedAccount("anna");
        assertThat(nodes.first().factory().getCache().contains(Account.class, id))
                .isFalse();
    }

    /** A new row of the tenant's, in the cache. */
    private static Long cachedAccount(String tenant) {
        Long id = TwoNodes.newId();
        as(tenant, () -> {
            change(nodes.first(), session -> session.persist(new Account(id, "old")));
            nodes.first().awaitHit(Account.class, id);
            nodes.second().awaitHit(Account.class, id);
        });
        return id;
    }

    private static void change(TestNode node, Consumer<Session> work) {
        node.inTransaction(work);
        node.awaitQuiet();
    }
}
