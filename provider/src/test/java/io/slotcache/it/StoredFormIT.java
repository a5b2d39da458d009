// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.slotcache.SlotCacheSettings;
import io.slotcache.cluster.EmbeddedCluster;
import io.slotcache.cluster.EmbeddedClusterExtension;
import io.slotcache.it.TestNode.Found;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What is not stored, and what is stored but not read. The second node allows more classes and smaller entries than the first. */
@ExtendWith(EmbeddedClusterExtension.class)
final class StoredFormIT {

    private static final int LIMIT = 2_000;

    private static EmbeddedCluster cluster;
    private static TwoNodes nodes;
    private static TestNode second;

    /** Of the whole class: what repeats is held back for ten seconds, so the test that runs first may have taken the message. */
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    @BeforeAll
    static void start(EmbeddedCluster sharedCluster) {
        cluster = sharedCluster;
        LOG.start();
        ((Logger) LoggerFactory.getLogger("io.slotcache")).addAppender(LOG);
        nodes = TwoNodes.start(cluster, Map.of(), Parcel.class);
        second = nodes.add(
                Map.of(
                        SlotCacheSettings.ALLOWED_CLASSES,
                        Sticker.class.getName(),
                        SlotCacheSettings.forRegion(Parcel.class.getName(), SlotCacheSettings.ENTRY_SIZE_LIMIT),
                        LIMIT),
                Parcel.class);
        second.awaitLeases();
    }

    @AfterAll
    static void stop() {
        nodes.close();
        ((Logger) LoggerFactory.getLogger("io.slotcache")).detachAppender(LOG);
    }

    @Test
    void serialized_value_of_the_jdks_classes_is_cached() {
        Long id = persisted(new Parcel("text", new ArrayList<>(List.of("a", 1))));
        assertThat(nodes.first().awaitHit(Parcel.class, id).content).isEqualTo(List.of("a", 1));
    }

    @Test
    void class_off_the_list_is_not_stored_and_the_log_names_it_with_the_setting() {
        Long id = persisted(new Parcel("text", new Sticker("fragile")));
        for (int i = 0; i < 3; i++) {
            Found<Parcel> found = nodes.first().find(Parcel.class, id);
            assertThat(found.isHit()).isFalse();
            assertThat(found.entity().content).isEqualTo(new Sticker("fragile"));
        }
        assertThat(messages("SLOTCACHE0010"))
                .anySatisfy(message -> assertThat(message)
                        .contains(Parcel.class.getName())
                        .contains(Sticker.class.getName())
                        .contains("hibernate.cache.slotcache.allowed_classes"));
    }

    @Test
    void class_on_the_list_is_cached_and_a_miss_where_it_is_not_listed() {
        Long id = persisted(new Parcel("text", new Sticker("fragile")));
        assertThat(second.awaitHit(Parcel.class, id).content).isEqualTo(new Sticker("fragile"));

        Found<Parcel> elsewhere = nodes.first().find(Parcel.class, id);
        assertThat(elsewhere.isHit()).isFalse();
        assertThat(elsewhere.entity().content).isEqualTo(new Sticker("fragile"));
        assertThat(second.find(Parcel.class, id).isHit()).as("still there").isTrue();
    }

    @Test
    void entry_above_the_limit_is_not_stored_but_counted_and_told() {
        Long id = persisted(new Parcel("x".repeat(LIMIT), null));
        nodes.first().factory().getCache().evict(Parcel.class, id);
        long refused = second.region(Parcel.class).refusedPuts();
        for (int i = 0; i < 3; i++) {
            assertThat(second.find(Parcel.class, id).isHit()).isFalse();
        }
        assertThat(second.region(Parcel.class).refusedPuts()).isEqualTo(refused + 3);
        assertThat(messages("SLOTCACHE0036"))
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message)
                        .contains(Parcel.class.getName() + ":")
                        .contains("entry_size_limit is " + LIMIT + " bytes"));
        assertThat(nodes.first().awaitHit(Parcel.class, id).text).hasSize(LIMIT);
    }

    @Test
    void entry_above_this_nodes_limit_is_not_read() {
        Long id = persisted(new Parcel("x".repeat(LIMIT), null));
        nodes.first().awaitHit(Parcel.class, id);
        Found<Parcel> found = second.find(Parcel.class, id);
        assertThat(found.isHit()).isFalse();
        assertThat(found.entity().text).hasSize(LIMIT);
        assertThat(nodes.first().find(Parcel.class, id).isHit())
                .as("still there")
                .isTrue();
    }

    /** It has the header of a current entry, so a put that only looked at that would leave it for an hour. */
    @Test
    void undecodable_entry_is_replaced_by_the_next_load() {
        Long id = persisted(new Parcel("text", null));
        nodes.first().awaitHit(Parcel.class, id);
        cluster.command(
                nodes.master(Parcel.class, id),
                "SETRANGE",
                nodes.first().cache().locate(Parcel.class, id).key(),
                "54",
                "zzzz");
        Found<Parcel> found = nodes.first().find(Parcel.class, id);
        assertThat(found.isHit()).isFalse();
        assertThat(found.entity().text).isEqualTo("text");
        assertThat(nodes.first().awaitHit(Parcel.class, id).text).isEqualTo("text");
    }

    /** Such an entry is the live object, which another JVM cannot be given. */
    @Test
    void reference_entries_are_refused_and_the_log_says_why() {
        TestNode referring = nodes.add(Map.of("hibernate.cache.use_reference_entries", "true"), Postmark.class);
        Postmark postmark = new Postmark();
        postmark.id = TwoNodes.newId();
        postmark.place = "here";
        referring.inTransaction(session -> session.persist(postmark));
        for (int i = 0; i < 3; i++) {
            Found<Postmark> found = referring.find(Postmark.class, postmark.id);
            assertThat(found.isHit()).isFalse();
            assertThat(found.entity().place).isEqualTo("here");
        }
        assertThat(messages("SLOTCACHE0010"))
                .anySatisfy(message -> assertThat(message)
                        .contains(Postmark.class.getName())
                        .contains("hibernate.cache.use_reference_entries"));
    }

    private Long persisted(Parcel parcel) {
        parcel.id = TwoNodes.newId();
        nodes.first().inTransaction(session -> session.persist(parcel));
        nodes.first().awaitQuiet();
        return parcel.id;
    }

    private static List<String> messages(String id) {
        return List.copyOf(LOG.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains(id))
                .toList();
    }

    record Sticker(String text) implements Serializable {}

    @Entity(name = "Postmark")
    @Immutable
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_ONLY)
    public static class Postmark {
        @Id
        Long id;

        String place;
    }

    @Entity(name = "Parcel")
    @Cacheable
    public static class Parcel {
        @Id
        Long id;

        @Column(length = 100_000)
        String text;

        @Column(length = 100_000)
        Serializable content;

        protected Parcel() {}

        Parcel(String text, Serializable content) {
            this.text = text;
            this.content = content;
        }
    }
}
