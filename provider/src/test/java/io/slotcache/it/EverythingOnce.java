// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slotcache.SlotCacheSettings;
import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.it.Accounts.Strict;
import io.slotcache.it.Playlists.Playlist;
import io.slotcache.it.Things.Plain;
import io.slotcache.it.Things.Versioned;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hibernate.Session;

/** A little of all that the cache does, and that the cache did it: of entities, collections, natural ids, queries, statements, evictions, locks, leases. */
final class EverythingOnce {

    static final Class<?>[] ENTITIES = Stream.of(Things.ALL, Playlists.ALL, new Class<?>[] {Strict.class})
            .flatMap(Stream::of)
            .toArray(Class<?>[]::new);

    static final Map<String, Object> SETTINGS = Map.of(
            "hibernate.cache.use_query_cache",
            "true",
            SlotCacheSettings.forRegion(Versioned.class.getName(), SlotCacheSettings.MAX_IDLE),
            "PT1M",
            SlotCacheSettings.LOCK_TIMEOUT,
            "PT15S");

    private final TestNode node;
    private final BiFunction<EntryLocation, String[], Object> server;

    /** @param server sends a command to the master of an entry, as a user who may do everything */
    EverythingOnce(TestNode node, BiFunction<EntryLocation, String[], Object> server) {
        this.node = node;
        this.server = server;
    }

    void run() {
        node.awaitLeases();
        changeAnEntity();
        readACollection();
        resolveANaturalId();
        queryAndChangeTheTable();
        changeByAStatement();
        evict();
        touchAnIdleEntry();
        extendALock();
    }

    private void changeAnEntity() {
        Long id = persisted("old");
        assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("old");
        node.inTransaction(session -> session.find(Plain.class, id).setName("new"));
        assertThat(node.find(Plain.class, id).entity().getName()).isEqualTo("new");
        assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("new");
        TwoNodes.rollBack(node, session -> session.find(Plain.class, id).setName("never"));
        assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("new");
        node.inTransaction(session -> session.remove(session.find(Plain.class, id)));
        assertThat(node.find(Plain.class, id).entity()).isNull();
    }

    private Long persisted(String name) {
        Long id = TwoNodes.newId();
        node.inTransaction(session -> session.persist(Things.create(Plain.class, id, name)));
        node.awaitQuiet();
        return id;
    }

    private void readACollection() {
        Long id = TwoNodes.newId();
        Playlist playlist = new Playlist(id);
        playlist.tags.add("tag");
        node.inTransaction(session -> session.persist(playlist));
        node.awaitQuiet();
        long hits = node.cache().region(Playlists.role("tags")).hits();
        await("a hit of a collection").atMost(Duration.ofSeconds(20)).until(() -> {
            node.inTransaction(
                    session -> assertThat(session.find(Playlist.class, id).tags).containsExactly("tag"));
            node.awaitQuiet();
            return node.cache().region(Playlists.role("tags")).hits() > hits;
        });
    }

    private void resolveANaturalId() {
        Long id = TwoNodes.newId();
        String code = NaturalIds.newCode();
        node.inTransaction(session -> session.persist(Accounts.create(Strict.class, id, code)));
        node.awaitQuiet();
        assertThat(NaturalIds.awaitHit(node, Strict.class, code).id).isEqualTo(id);
    }

    private void queryAndChangeTheTable() {
        Long id = persisted("old");
        CachedQuery query = CachedQuery.nameOf(Plain.class, id);
        assertThat(query.awaitHit(node)).containsExactly("old");
        node.inTransaction(session -> session.find(Plain.class, id).setName("new"));
        assertThat(query.find(node).results()).containsExactly("new");
        assertThat(query.awaitHit(node)).containsExactly("new");
    }

    private void changeByAStatement() {
        Long id = persisted("old");
        node.awaitHit(Plain.class, id);
        node.inTransaction(session -> session.createMutationQuery("update Plain set name = 'bulk' where id = :id")
                .setParameter("id", id)
                .executeUpdate());
        assertThat(node.find(Plain.class, id).entity().getName()).isEqualTo("bulk");
        assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("bulk");
    }

    private void evict() {
        Long id = persisted("old");
        node.awaitHit(Plain.class, id);
        node.factory().getCache().evict(Plain.class, id);
        assertThat(node.find(Plain.class, id).isHit()).isFalse();
        node.awaitHit(Plain.class, id);
        node.factory().getCache().evict(Plain.class);
        assertThat(node.find(Plain.class, id).isHit()).isFalse();
        node.awaitHit(Plain.class, id);
        node.factory().getCache().evictAllRegions();
        assertThat(node.find(Plain.class, id).isHit()).isFalse();
    }

    private void touchAnIdleEntry() {
        Long id = TwoNodes.newId();
        node.inTransaction(session -> session.persist(Things.create(Versioned.class, id, "thing")));
        node.awaitQuiet();
        EntryLocation place = node.cache().locate(Versioned.class, id);
        await("an entry").atMost(Duration.ofSeconds(20)).until(() -> {
            node.find(Versioned.class, id);
            return server.apply(place, new String[] {"PEXPIRE", place.key(), "10000"})
                    .equals(1L);
        });
        await("a touch").atMost(Duration.ofSeconds(20)).until(() -> {
            node.find(Versioned.class, id);
            return (Long) server.apply(place, new String[] {"PTTL", place.key()}) > 10_000;
        });
    }

    /** Of a transaction that runs long. */
    private void extendALock() {
        Long id = persisted("old");
        EntryLocation place = node.cache().locate(Plain.class, id);
        int name = place.key().indexOf("}:") + 2;
        String[] holders = {
            "HGET", place.key().substring(0, name) + "c", "l:" + place.key().substring(name)
        };
        try (Session session = node.factory().openSession()) {
            session.beginTransaction();
            session.find(Plain.class, id).setName("new");
            session.flush();
            await("the lock").atMost(Duration.ofSeconds(20)).until(() -> server.apply(place, holders) != null);
            Object first = server.apply(place, holders);
            await("a later deadline")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !first.equals(server.apply(place, holders)));
            session.getTransaction().commit();
        }
        node.awaitQuiet();
        assertThat(node.awaitHit(Plain.class, id).getName()).isEqualTo("new");
    }
}
