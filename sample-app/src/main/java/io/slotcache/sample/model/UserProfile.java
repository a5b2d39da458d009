// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** What a user tells about himself. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class UserProfile {

    @Id
    private Long userId;

    private String city;
    private String biography;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected UserProfile() {}

    public UserProfile(Long userId, String city, String biography) {
        this.userId = userId;
        this.city = city;
        this.biography = biography;
    }

    public Long userId() {
        return userId;
    }

    public String city() {
        return city;
    }

    public String biography() {
        return biography;
    }
}
