// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history.domain;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** An inverse collection: the children are written, and the parent's entry with them. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class Parent {

    @Id
    private Long id;

    @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL)
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    private List<Child> children = new ArrayList<>();

    protected Parent() {}

    public Parent(long id) {
        this.id = id;
    }

    public Long getId() {
        return id;
    }

    public List<Child> getChildren() {
        return children;
    }
}
