// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history.domain;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** READ_WRITE with a version; in groups, over which cached queries run. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
public class VersionedRow extends Row {

    @Version
    private int version;

    private long grp;

    protected VersionedRow() {}

    public VersionedRow(long id, long group, long n, long tag) {
        super(id, n, tag);
        grp = group;
    }

    public long getGrp() {
        return grp;
    }
}
