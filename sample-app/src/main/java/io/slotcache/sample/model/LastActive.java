// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** When a user was last seen: an entity of its own, because it changes at every visit and the rest of the user doesn't. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class LastActive {

    @Id
    private Long userId;

    private Instant seenAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected LastActive() {}

    public LastActive(Long userId, Instant seenAt) {
        this.userId = userId;
        this.seenAt = seenAt;
    }

    public Long userId() {
        return userId;
    }

    public Instant seenAt() {
        return seenAt;
    }

    public void seenAt(Instant instant) {
        this.seenAt = instant;
    }
}
