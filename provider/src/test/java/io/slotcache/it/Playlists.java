// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Entities whose collections are cached: of values and of entities, ordered, keyed and inverse, of two access types. */
final class Playlists {

    static final Class<?>[] ALL = {Playlist.class, Track.class, Comment.class};

    private Playlists() {}

    static String role(String property) {
        return Playlist.class.getName() + "." + property;
    }

    @Entity(name = "Playlist")
    @Cacheable
    public static class Playlist {

        @Id
        Long id;

        @ElementCollection
        @OrderColumn
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<String> tags = new ArrayList<>();

        @ElementCollection
        @MapKeyColumn(name = "lang")
        @Cache(usage = CacheConcurrencyStrategy.NONSTRICT_READ_WRITE)
        Map<String, String> titles = new HashMap<>();

        @ManyToMany
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        Set<Track> tracks = new HashSet<>();

        @OneToMany(mappedBy = "playlist", cascade = CascadeType.ALL, orphanRemoval = true)
        @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
        List<Comment> comments = new ArrayList<>();

        protected Playlist() {}

        Playlist(Long id) {
            this.id = id;
        }

        Playlist comment(Long commentId, String text) {
            Comment comment = new Comment();
            comment.id = commentId;
            comment.text = text;
            comment.playlist = this;
            comments.add(comment);
            return this;
        }
    }

    @Entity(name = "Track")
    @Cacheable
    public static class Track {

        @Id
        Long id;

        String name;

        protected Track() {}

        Track(Long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Comment")
    @Cacheable
    public static class Comment {

        @Id
        Long id;

        String text;

        @ManyToOne
        Playlist playlist;

        protected Comment() {}
    }
}
