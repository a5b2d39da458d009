// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Something for sale. The version makes the database refuse an update that was made from an old copy. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class Product {

    @Id
    private Long id;

    @Version
    private long version;

    private String name;
    private String category;
    private BigDecimal price;
    private long stock;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Product() {}

    public Product(Long id, String name, String category, BigDecimal price) {
        this.id = id;
        this.name = name;
        this.category = category;
        this.price = price;
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String category() {
        return category;
    }

    public BigDecimal price() {
        return price;
    }

    public void price(BigDecimal newPrice) {
        this.price = newPrice;
    }

    /** Pieces in stock. Under load it only ever grows, by one a transaction, so that an old value is known by being smaller. */
    public long stock() {
        return stock;
    }

    public void addToStock() {
        stock++;
    }
}
