// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import static io.slotcache.it.CallEntities.warm;
import static io.slotcache.it.CallRow.row;

import io.slotcache.it.CallRow.Preparation;
import io.slotcache.it.Playlists.Playlist;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/** Rows of {@link CallsIT}: sessions that change collections, all of which are in the cache. */
final class CollectionCalls {

    private CollectionCalls() {}

    static List<CallRow> rows() {
        return List.of(
                row("`find`, element added to a collection of values")
                        .sends(
                                "MGET entity",
                                "MGET collection",
                                "LOCK collection",
                                "UNLOCK collection",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(3)
                        .statements(1)
                        .of(playlist(playlist -> playlist.tags.add("three"))),
                row("`find`, element removed from a collection of 3 entities")
                        .sends(
                                "MGET entity × 4",
                                "MGET collection",
                                "LOCK collection",
                                "UNLOCK collection",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(6)
                        .statements(1)
                        .of(playlist(playlist -> playlist.tracks.remove(
                                playlist.tracks.iterator().next()))),
                // The owner has changed, says Hibernate, though no column of its own has.
                row("`find`, collection replaced by another")
                        .sends(
                                "MGET entity",
                                "LOCK entity",
                                "UNLOCK entity",
                                "LOCK collection",
                                "UNLOCK collection",
                                "LOCK_TABLE × 2",
                                "UNLOCK_TABLE × 2")
                        .waits(2)
                        .statements(2)
                        .of(playlist(playlist -> playlist.tags = new ArrayList<>(List.of("other")))),
                // A list without order needs not be read for that.
                row("`find`, row added to an inverse collection, both sides")
                        .sends(
                                "MGET entity × 2",
                                "PUT entity",
                                "LOCK collection",
                                "UNLOCK collection",
                                "LOCK_TABLE",
                                "UNLOCK_TABLE")
                        .waits(3)
                        .statements(1)
                        .of(playlist(playlist -> playlist.comment(TwoNodes.newId(), "new"))),
                row("`find`, `remove` with 3 collections of its own and an inverse one of 3 entities")
                        .sends(
                                "MGET entity × 4",
                                "MGET collection",
                                "LOCK entity × 4",
                                "UNLOCK entity × 4",
                                "LOCK collection × 4",
                                "UNLOCK collection × 4",
                                "LOCK_TABLE × 5",
                                "UNLOCK_TABLE × 5")
                        .waits(6)
                        .statements(7)
                        .of(warm(
                                CallEntities::playlist,
                                CollectionCalls::findAll,
                                (session, id) -> session.remove(session.find(Playlist.class, id)))));
    }

    private static void findAll(Session session, Long playlistId) {
        Playlist playlist = session.find(Playlist.class, playlistId);
        Stream.of(playlist.tags, playlist.titles, playlist.tracks, playlist.comments)
                .forEach(Hibernate::initialize);
    }

    private static Preparation playlist(Consumer<Playlist> change) {
        return warm(
                CallEntities::playlist,
                CollectionCalls::findAll,
                (session, id) -> change.accept(session.find(Playlist.class, id)));
    }
}
