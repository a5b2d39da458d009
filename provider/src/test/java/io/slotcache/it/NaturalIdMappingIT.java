// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.NaturalIds.Resolved;
import io.slotcache.it.Reservations.Amount;
import io.slotcache.it.Reservations.Box;
import io.slotcache.it.Reservations.BoxId;
import io.slotcache.it.Reservations.Employee;
import io.slotcache.it.Reservations.Guide;
import io.slotcache.it.Reservations.Hall;
import io.slotcache.it.Reservations.Hire;
import io.slotcache.it.Reservations.Kind;
import io.slotcache.it.Reservations.Moment;
import io.slotcache.it.Reservations.Money;
import io.slotcache.it.Reservations.Person;
import io.slotcache.it.Reservations.Place;
import io.slotcache.it.Reservations.Reservation;
import io.slotcache.it.Reservations.Stall;
import io.slotcache.it.Reservations.StallId;
import io.slotcache.it.Reservations.Unkeyed;
import io.slotcache.it.Reservations.Voucher;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.NaturalIdLoadAccess;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kinds of natural ids and of identifiers: what one node commits the other resolves from the cache, and no longer once it is deleted. */
@ExtendWith(EmbeddedClusterExtension.class)
final class NaturalIdMappingIT {

    private static NaturalIds naturalIds;

    @BeforeAll
    static void start(EmbeddedCluster cluster) {
        naturalIds = NaturalIds.start(cluster, Map.of(), Reservations.ALL);
    }

    @AfterAll
    static void stop() {
        naturalIds.close();
    }

    @Test
    void compound_of_association_date_enum_embeddable_and_converted_value() {
        Hall hall = hall();
        Reservation reservation = reservation(hall, Kind.EVENING);
        Function<Session, NaturalIdLoadAccess<Reservation>> lookUp = lookUp(hall.id, Kind.EVENING);
        in(session -> session.persist(reservation));
        assertThat(hit(lookUp).note).isEqualTo("old");

        Reservation another = reservation(hall, Kind.MATINEE);
        in(session -> session.persist(another));
        assertThat(hit(lookUp(hall.id, Kind.MATINEE)).id).isEqualTo(another.id);
        assertThat(find(naturalIds.second(), lookUp(hall().id, Kind.EVENING)).entity())
                .isNull();

        Hall other = hall();
        in(session -> lookUp.apply(session).load().hall = session.getReference(Hall.class, other.id));
        assertThat(find(naturalIds.second(), lookUp).entity()).isNull();
        assertThat(hit(lookUp(other.id, Kind.EVENING)).id).isEqualTo(reservation.id);

        in(session ->
                session.remove(lookUp(other.id, Kind.EVENING).apply(session).load()));
        assertThat(find(naturalIds.second(), lookUp(other.id, Kind.EVENING)).entity())
                .isNull();
    }

    @Test
    void null_is_a_part_like_any() {
        Hall hall = hall();
        Reservation reservation = reservation(hall, null);
        in(session -> session.persist(reservation));
        assertThat(hit(lookUp(hall.id, null)).id).isEqualTo(reservation.id);
        assertThat(find(naturalIds.second(), lookUp(hall.id, Kind.MATINEE)).entity())
                .isNull();
        in(session -> lookUp(hall.id, null).apply(session).load().kind = Kind.MATINEE);
        assertThat(find(naturalIds.second(), lookUp(hall.id, null)).entity()).isNull();
        assertThat(hit(lookUp(hall.id, Kind.MATINEE)).id).isEqualTo(reservation.id);
    }

    @Test
    void association_alone() {
        Hire hire = new Hire();
        hire.id = TwoNodes.newId();
        hire.hall = hall();
        UUID hall = hire.hall.id;
        assertShared(
                hire,
                session -> session.byNaturalId(Hire.class).using("hall", session.getReference(Hall.class, hall)),
                found -> found.id);
    }

    @Test
    void embeddable_alone() {
        Voucher voucher = new Voucher();
        voucher.id = UUID.randomUUID();
        voucher.place = new Place(1, "a,b");
        assertShared(
                voucher,
                session -> session.byNaturalId(Voucher.class).using("place", new Place(1, "a,b")),
                found -> found.id);
    }

    @Test
    void embedded_identifier() {
        Box box = new Box();
        box.id = new BoxId("opera", 5);
        box.code = NaturalIds.newCode();
        assertShared(box, byCode(Box.class, box.code), found -> found.id);
    }

    @Test
    void identifier_class() {
        Stall stall = new Stall();
        stall.house = "opera";
        stall.number = 5L;
        stall.code = NaturalIds.newCode();
        assertShared(stall, byCode(Stall.class, stall.code), found -> new StallId(found.house, found.number));
    }

    @Test
    void identifier_that_refers_to_an_entity() {
        Guide guide = new Guide();
        guide.hall = hall();
        guide.number = 3;
        guide.code = NaturalIds.newCode();
        assertShared(guide, byCode(Guide.class, guide.code), found -> found.hall.id + "/" + found.number);
    }

    @Test
    void inheritance_has_one_natural_id() {
        Employee employee = new Employee();
        employee.id = TwoNodes.newId();
        employee.code = NaturalIds.newCode();
        employee.task = "usher";
        in(session -> session.persist(employee));
        assertThat(hit(byCode(Person.class, employee.code))).isInstanceOf(Employee.class);
        assertThat(hit(byCode(Employee.class, employee.code)).task).isEqualTo("usher");
        String code = NaturalIds.newCode();
        in(session -> session.find(Employee.class, employee.id).code = code);
        assertThat(find(naturalIds.second(), byCode(Person.class, employee.code))
                        .entity())
                .isNull();
        assertThat(hit(byCode(Person.class, code)).id).isEqualTo(employee.id);
    }

    /** Stored under what the inserting session was given, and looked for, and voided, by what the database gives. */
    @Test
    void date_is_one_whether_from_the_application_or_the_database() {
        Moment moment = new Moment();
        moment.id = TwoNodes.newId();
        moment.moment = new Date(1_700_000_000_123L);
        Long id = moment.id;
        Function<Session, NaturalIdLoadAccess<Moment>> lookUp =
                session -> session.byNaturalId(Moment.class).using("moment", new Date(1_700_000_000_123L));
        in(session -> session.persist(moment));
        assertThat(hit(lookUp).id).isEqualTo(id);
        naturalIds.second().factory().getCache().evictEntityData(Moment.class);
        inSecond(session -> session.remove(session.find(Moment.class, id)));
        assertThat(isResolved(naturalIds.first(), lookUp)).isFalse();
    }

    @Test
    void number_is_one_whatever_its_scale() {
        Amount amount = new Amount();
        amount.id = TwoNodes.newId();
        amount.amount = new BigDecimal("100");
        Long id = amount.id;
        Function<Session, NaturalIdLoadAccess<Amount>> lookUp =
                session -> session.byNaturalId(Amount.class).using("amount", new BigDecimal("100"));
        in(session -> session.persist(amount));
        assertThat(hit(lookUp).id).isEqualTo(id);
        naturalIds.second().factory().getCache().evictEntityData(Amount.class);
        inSecond(session -> {
            Amount loaded = session.find(Amount.class, id);
            assertThat(loaded.amount).isNotEqualTo(amount.amount);
            session.remove(loaded);
        });
        assertThat(isResolved(naturalIds.first(), lookUp)).isFalse();
    }

    @Test
    void natural_id_without_a_text_is_found_and_never_in_the_cache() {
        Unkeyed unkeyed = new Unkeyed();
        unkeyed.id = TwoNodes.newId();
        unkeyed.moment = new GregorianCalendar(2026, Calendar.AUGUST, 1);
        Long id = unkeyed.id;
        Function<Session, NaturalIdLoadAccess<Unkeyed>> lookUp = session ->
                session.byNaturalId(Unkeyed.class).using("moment", new GregorianCalendar(2026, Calendar.AUGUST, 1));
        in(session -> session.persist(unkeyed));
        for (int i = 0; i < 3; i++) {
            Resolved<Unkeyed> found = find(naturalIds.second(), lookUp);
            assertThat(found.entity().id).isEqualTo(id);
            assertThat(found.isHit()).isFalse();
        }
        in(session -> session.find(Unkeyed.class, id).moment = new GregorianCalendar(2027, Calendar.AUGUST, 1));
        assertThat(find(naturalIds.second(), lookUp).entity()).isNull();
    }

    private static Hall hall() {
        Hall hall = new Hall();
        hall.id = UUID.randomUUID();
        hall.name = "hall";
        in(session -> session.persist(hall));
        return hall;
    }

    private static Reservation reservation(Hall hall, Kind kind) {
        Reservation reservation = new Reservation();
        reservation.id = TwoNodes.newId();
        reservation.hall = hall;
        reservation.date = LocalDate.of(2026, 8, 1);
        reservation.kind = kind;
        reservation.place = new Place(12, "B");
        reservation.price = new Money(995);
        reservation.note = "old";
        return reservation;
    }

    private static Function<Session, NaturalIdLoadAccess<Reservation>> lookUp(UUID hall, Kind kind) {
        return session -> session.byNaturalId(Reservation.class)
                .using("hall", session.getReference(Hall.class, hall))
                .using("date", LocalDate.of(2026, 8, 1))
                .using("kind", kind)
                .using("place", new Place(12, "B"))
                .using("price", new Money(995));
    }

    private static <T> Function<Session, NaturalIdLoadAccess<T>> byCode(Class<T> type, String code) {
        return session -> session.byNaturalId(type).using("code", code);
    }

    /** Inserted by the first node, resolved from the cache by the second; deleted, gone. */
    private static <T> void assertShared(
            T entity, Function<Session, NaturalIdLoadAccess<T>> lookUp, Function<T, Object> identifier) {
        in(session -> session.persist(entity));
        Object id = identifier.apply(entity);
        assertThat(identifier.apply(hit(lookUp))).isEqualTo(id);
        naturalIds.first().factory().getCache().evictNaturalIdData();
        await("a hit after a load")
                .atMost(Duration.ofSeconds(10))
                .until(() -> find(naturalIds.second(), lookUp).isHit());
        assertThat(identifier.apply(hit(lookUp))).isEqualTo(id);
        in(session -> session.remove(lookUp.apply(session).load()));
        assertThat(isResolved(naturalIds.second(), lookUp)).isFalse();
    }

    private static <T> T hit(Function<Session, NaturalIdLoadAccess<T>> lookUp) {
        Resolved<T> found = find(naturalIds.second(), lookUp);
        assertThat(found.isHit()).as("hit").isTrue();
        return found.entity();
    }

    private static <T> Resolved<T> find(TestNode node, Function<Session, NaturalIdLoadAccess<T>> lookUp) {
        node.awaitLeases();
        long hits = node.statistics().getNaturalIdCacheHitCount();
        T entity = node.fromTransaction(session -> {
            T found = lookUp.apply(session).load();
            org.hibernate.Hibernate.initialize(found);
            return found;
        });
        node.awaitQuiet();
        return new Resolved<>(entity, node.statistics().getNaturalIdCacheHitCount() > hits);
    }

    private static <T> boolean isResolved(TestNode node, Function<Session, NaturalIdLoadAccess<T>> lookUp) {
        node.awaitLeases();
        return node.fromTransaction(session -> lookUp.apply(session).getReference()) != null;
    }

    private static void in(Consumer<Session> work) {
        naturalIds.first().inTransaction(work);
        naturalIds.first().awaitQuiet();
    }

    private static void inSecond(Consumer<Session> work) {
        naturalIds.second().inTransaction(work);
        naturalIds.second().awaitQuiet();
    }
}
