// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history.domain;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** What the entities have in common. */
@MappedSuperclass
public abstract class Row implements Register {

    @Id
    private Long id;

    private long n;
    private long tag;

    Row() {}

    Row(long id, long n, long tag) {
        this.id = id;
        this.n = n;
        this.tag = tag;
    }

    @Override
    public Long getId() {
        return id;
    }

    @Override
    public long getN() {
        return n;
    }

    @Override
    public long getTag() {
        return tag;
    }

    @Override
    public void set(long n, long tag) {
        this.n = n;
        this.tag = tag;
    }
}
