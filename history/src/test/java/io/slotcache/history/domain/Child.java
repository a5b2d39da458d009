// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history.domain;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** An element of {@link Parent}'s collection; its identifier is its write's tag. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class Child extends Row {

    @ManyToOne(fetch = FetchType.LAZY)
    private Parent parent;

    protected Child() {}

    public Child(Parent parent, long n, long tag) {
        super(tag, n, tag);
        this.parent = parent;
    }

    /** Leaves the collection, which must forget it too; the row stays, so that who has read the collection before still finds it. */
    public void leave() {
        parent = null;
    }
}
