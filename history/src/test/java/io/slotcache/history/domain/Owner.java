// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history.domain;

import jakarta.persistence.Cacheable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** A collection of numbers, the largest of which is its {@code n}. The owning row itself never changes. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class Owner {

    @Id
    private Long id;

    @ElementCollection
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    private Set<Long> numbers = new HashSet<>();

    protected Owner() {}

    public Owner(long id, long n) {
        this.id = id;
        numbers.add(n);
    }

    public Long getId() {
        return id;
    }

    public Set<Long> getNumbers() {
        return numbers;
    }

    public long largest() {
        return numbers.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
