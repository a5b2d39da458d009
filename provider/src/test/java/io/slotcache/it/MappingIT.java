// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.Catalogue.Address;
import io.slotcache.it.Catalogue.Booking;
import io.slotcache.it.Catalogue.BookingId;
import io.slotcache.it.Catalogue.Car;
import io.slotcache.it.Catalogue.Counter;
import io.slotcache.it.Catalogue.Country;
import io.slotcache.it.Catalogue.Document;
import io.slotcache.it.Catalogue.Invoice;
import io.slotcache.it.Catalogue.Letter;
import io.slotcache.it.Catalogue.Novel;
import io.slotcache.it.Catalogue.Publisher;
import io.slotcache.it.Catalogue.Seat;
import io.slotcache.it.Catalogue.SeatId;
import io.slotcache.it.Catalogue.Size;
import io.slotcache.it.Catalogue.Token;
import io.slotcache.it.Catalogue.Truck;
import io.slotcache.it.Catalogue.Vehicle;
import io.slotcache.it.TestNode.Found;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kinds of identifiers, inheritance and attributes: what one node commits the other finds in the cache, whole. */
@ExtendWith(EmbeddedClusterExtension.class)
final class MappingIT {

    private static TwoNodes nodes;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        nodes = TwoNodes.start(cluster, Map.of(), Catalogue.ALL);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void string_identifier() {
        Country country = new Country();
        country.id = "a b:{c}%é";
        country.name = "old";
        assertShared(Country.class, country.id, country, c -> c.name, c -> c.name = "new");
    }

    @Test
    void uuid_identifier() {
        Token token = new Token();
        token.id = UUID.randomUUID();
        token.name = "old";
        assertShared(Token.class, token.id, token, t -> t.name, t -> t.name = "new");
    }

    @Test
    void integer_identifier() {
        Counter counter = new Counter();
        counter.id = -7;
        counter.name = "old";
        assertShared(Counter.class, counter.id, counter, c -> c.name, c -> c.name = "new");
    }

    @Test
    void embedded_identifier() {
        Seat seat = new Seat();
        seat.id = new SeatId("hall", 12);
        seat.name = "old";
        assertShared(Seat.class, new SeatId("hall", 12), seat, s -> s.name, s -> s.name = "new");
        assertThat(nodes.second().find(Seat.class, new SeatId("hall", 1)).entity())
                .isNull();
    }

    @Test
    void identifier_class() {
        Booking booking = new Booking();
        booking.guest = "Ada";
        booking.night = 3L;
        booking.name = "old";
        assertShared(Booking.class, new BookingId("Ada", 3L), booking, b -> b.name, b -> b.name = "new");
    }

    @Test
    void polymorphic_find_in_one_table() {
        Car car = new Car();
        car.id = 1L;
        car.doors = 5;
        Truck truck = new Truck();
        truck.id = 2L;
        truck.tons = 40;
        persist(session -> {
            session.persist(car);
            session.persist(truck);
        });
        assertThat(hit(Vehicle.class, 1L))
                .isInstanceOfSatisfying(
                        Car.class, found -> assertThat(found.doors).isEqualTo(5));
        assertThat(hit(Vehicle.class, 2L))
                .isInstanceOfSatisfying(
                        Truck.class, found -> assertThat(found.tons).isEqualTo(40));
        assertThat(hit(Car.class, 1L).doors).isEqualTo(5);
        assertThat(nodes.second().find(Car.class, 2L).entity()).isNull();
    }

    @Test
    void polymorphic_find_in_joined_tables_after_a_change_of_the_subclass() {
        Letter letter = new Letter();
        letter.id = 1L;
        letter.greeting = "old";
        Invoice invoice = new Invoice();
        invoice.id = 2L;
        invoice.total = 9;
        persist(session -> {
            session.persist(letter);
            session.persist(invoice);
        });
        assertThat(hit(Document.class, 2L)).isInstanceOf(Invoice.class);
        persist(session -> ((Letter) session.find(Document.class, 1L)).greeting = "new");
        assertThat(nodes.second().awaitHit(Document.class, 1L))
                .isInstanceOfSatisfying(
                        Letter.class, found -> assertThat(found.greeting).isEqualTo("new"));
    }

    @Test
    void subclasses_bulk_statement_voids_the_hierarchy() {
        Truck truck = new Truck();
        truck.id = 3L;
        truck.tons = 1;
        persist(session -> session.persist(truck));
        persist(session -> session.createMutationQuery("update Truck set tons = 2 where id = 3")
                .executeUpdate());
        Found<Vehicle> found = nodes.second().find(Vehicle.class, 3L);
        assertThat(found.isHit()).isFalse();
        assertThat(((Truck) found.entity()).tons).isEqualTo(2);
    }

    @Test
    void embeddables_and_enums() {
        Publisher publisher = publisher(1L);
        persist(session -> session.persist(publisher));
        Publisher found = hit(Publisher.class, 1L);
        assertThat(found).usingRecursiveComparison().isEqualTo(publisher);
        persist(session -> {
            Publisher changed = session.find(Publisher.class, 1L);
            changed.address = null;
            changed.size = Size.LARGE;
        });
        Publisher after = hit(Publisher.class, 1L);
        assertThat(after.address).isNull();
        assertThat(after.size).isEqualTo(Size.LARGE);
    }

    @Test
    void lazy_association_is_followed_in_the_cache() {
        Novel novel = new Novel();
        novel.id = 1L;
        novel.publisher = publisher(2L);
        Novel orphan = new Novel();
        orphan.id = 2L;
        persist(session -> {
            session.persist(novel.publisher);
            session.persist(novel);
            session.persist(orphan);
        });
        TestNode second = nodes.second();
        second.awaitLeases();
        long statements = second.statistics().getPrepareStatementCount();
        second.inTransaction(session -> {
            Novel found = session.find(Novel.class, 1L);
            assertThat(Hibernate.isInitialized(found.publisher)).isFalse();
            assertThat(found.publisher.getName()).isEqualTo("old");
            assertThat(session.find(Novel.class, 2L).publisher).isNull();
        });
        assertThat(second.statistics().getPrepareStatementCount()).isEqualTo(statements);
        // The novel's own row does not change with its publisher's.
        persist(session -> session.find(Publisher.class, 2L).name = "new");
        second.inTransaction(session ->
                assertThat(session.find(Novel.class, 1L).publisher.getName()).isEqualTo("new"));
    }

    private static Publisher publisher(Long id) {
        Publisher publisher = new Publisher();
        publisher.id = id;
        publisher.name = "old";
        publisher.size = Size.SMALL;
        publisher.address = new Address();
        publisher.address.street = "Main";
        publisher.address.frontage = Size.LARGE;
        return publisher;
    }

    private static <T> void assertShared(
            Class<T> type, Object id, T entity, Function<T, String> name, Consumer<T> change) {
        persist(session -> session.persist(entity));
        assertThat(name.apply(hit(type, id))).isEqualTo("old");
        persist(session -> change.accept(session.find(type, id)));
        assertThat(name.apply(hit(type, id))).isEqualTo("new");
        persist(session -> session.remove(session.find(type, id)));
        assertThat(nodes.second().find(type, id).entity()).isNull();
    }

    private static void persist(Consumer<Session> work) {
        nodes.first().inTransaction(work);
        nodes.first().awaitQuiet();
    }

    private static <T> T hit(Class<T> type, Object id) {
        Found<T> found = nodes.second().find(type, id);
        assertThat(found.isHit()).as("hit").isTrue();
        return found.entity();
    }
}
