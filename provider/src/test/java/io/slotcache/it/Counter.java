// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row whose value only grows. Unversioned: nothing but the protocol tells an old state from a new one. */
@Entity
@Cacheable
public class Counter {

    @Id
    private Long id;

    private long count;

    protected Counter() {}

    public Counter(Long id) {
        this.id = id;
    }

    public long getCount() {
        return count;
    }

    public void increment() {
        count++;
    }
}
