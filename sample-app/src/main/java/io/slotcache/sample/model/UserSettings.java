// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** What a user has chosen. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class UserSettings {

    @Id
    private Long userId;

    private String theme;
    private String language;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected UserSettings() {}

    public UserSettings(Long userId, String theme, String language) {
        this.userId = userId;
        this.theme = theme;
        this.language = language;
    }

    public Long userId() {
        return userId;
    }

    public String theme() {
        return theme;
    }

    public String language() {
        return language;
    }
}
