// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.awaitility.Awaitility.await;

import io.slotcache.it.Accounts.Account;
import io.slotcache.it.CallRow.Preparation;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.Playlists.Track;
import io.slotcache.it.Things.Thing;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.CacheLayout;
import org.hibernate.annotations.QueryCacheLayout;

/** The entities of {@link CallsIT}, and how its rows are prepared. */
final class CallEntities {

    /** Of every access type, with and without a version. */
    static final List<Class<? extends Thing>> THINGS = List.of(
            Things.Plain.class,
            Things.Versioned.class,
            Things.Nonstrict.class,
            Things.NonstrictVersioned.class,
            Things.ReadOnly.class);

    static final Class<?>[] ALL = Stream.of(THINGS.toArray(Class<?>[]::new), Playlists.ALL, new Class<?>[] {
                Accounts.Strict.class, Accounts.Loose.class, Accounts.Fixed.class, Generated.class, Shallow.class
            })
            .flatMap(Stream::of)
            .toArray(Class<?>[]::new);

    private CallEntities() {}

    /** Its identifier is Hibernate's. */
    @Entity(name = "Generated")
    @Cacheable
    public static class Generated {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        String name;
    }

    /** Cached queries hold its identifiers alone. */
    @Entity(name = "Shallow")
    @Cacheable
    @QueryCacheLayout(layout = CacheLayout.SHALLOW)
    public static class Shallow extends Thing {}

    /** A committed row that is not in the cache: nobody puts what a stateless session inserts. */
    static <T extends Thing> Long newThing(TestNode node, Class<T> type) {
        Long id = TwoNodes.newId();
        insert(node, Things.create(type, id, "old"));
        return id;
    }

    static <T extends Account> T newAccount(TestNode node, Class<T> type) {
        Long id = TwoNodes.newId();
        T account = Accounts.create(type, id, "code-" + id);
        insert(node, account);
        return account;
    }

    static void insert(TestNode node, Object... entities) {
        node.factory().inStatelessTransaction(session -> List.of(entities).forEach(session::insert));
        node.awaitQuiet();
    }

    /** Lets the node do this again and again until it needs no statement. */
    static void awaitCached(TestNode node, Consumer<Session> work) {
        await("all of it cached")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    node.awaitLeases();
                    long statements = node.statistics().getPrepareStatementCount();
                    node.inTransaction(work);
                    node.awaitQuiet();
                    return node.statistics().getPrepareStatementCount() == statements;
                });
    }

    /** Work in a transaction of a session. */
    static Preparation inTransaction(Consumer<Session> work) {
        return node -> () -> node.inTransaction(work);
    }

    /** Work in a transaction of a stateless session. */
    static Preparation stateless(Consumer<StatelessSession> work) {
        return node -> () -> node.factory().inStatelessTransaction(work);
    }

    /** Work in a transaction on rows that are not in the cache. */
    static <I> Preparation cold(Function<TestNode, I> rows, BiConsumer<Session, I> work) {
        return node -> {
            I given = rows.apply(node);
            return () -> node.inTransaction(session -> work.accept(session, given));
        };
    }

    /** As {@link #cold}, once all that this finds is in the cache. */
    static <I> Preparation warm(Function<TestNode, I> rows, BiConsumer<Session, I> find, BiConsumer<Session, I> work) {
        return node -> {
            I given = rows.apply(node);
            awaitCached(node, session -> find.accept(session, given));
            return () -> node.inTransaction(session -> work.accept(session, given));
        };
    }

    /** Work that finds all in the cache. */
    static <I> Preparation warm(Function<TestNode, I> rows, BiConsumer<Session, I> work) {
        return warm(rows, work, work);
    }

    static <T extends Thing> Function<TestNode, Long> rowOf(Class<T> type) {
        return node -> newThing(node, type);
    }

    static <T extends Thing> Function<TestNode, List<Long>> rowsOf(Class<T> type) {
        return node -> List.of(newThing(node, type), newThing(node, type), newThing(node, type));
    }

    static <T extends Account> Function<TestNode, T> accountOf(Class<T> type) {
        return node -> newAccount(node, type);
    }

    static Long comment(TestNode node) {
        return playlist(node, TwoNodes.newId());
    }

    /** With two tags, three tracks and three comments, nothing of it cached. */
    static Long playlist(TestNode node) {
        Playlist playlist = new Playlist(TwoNodes.newId());
        playlist.tags.addAll(List.of("one", "two"));
        for (int i = 0; i < 3; i++) {
            Track track = new Track(TwoNodes.newId(), "track");
            insert(node, track);
            playlist.tracks.add(track);
            playlist.comment(TwoNodes.newId(), "comment");
        }
        insert(node, playlist);
        insert(node, playlist.comments.toArray());
        return playlist.id;
    }

    static Long playlist(TestNode node, Long commentId) {
        Playlist playlist = new Playlist(TwoNodes.newId()).comment(commentId, "comment");
        insert(node, playlist);
        insert(node, playlist.comments.toArray());
        return commentId;
    }
}
