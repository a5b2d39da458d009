// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history.domain;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.DynamicUpdate;

/** Two registers, of which an update changes one: what its session holds of the other may be older than the row. */
@Entity
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@DynamicUpdate
public class PairRow {

    @Id
    private Long id;

    private long evenN;
    private long evenTag;
    private long oddN;
    private long oddTag;

    protected PairRow() {}

    public PairRow(long id) {
        this.id = id;
    }

    /** The row that holds a register. */
    public static long rowOf(long register) {
        return register / 2;
    }

    private static boolean isEven(long register) {
        return register % 2 == 0;
    }

    public long getN(long register) {
        return isEven(register) ? evenN : oddN;
    }

    public long getTag(long register) {
        return isEven(register) ? evenTag : oddTag;
    }

    public void set(long register, long n, long tag) {
        if (isEven(register)) {
            evenN = n;
            evenTag = tag;
        } else {
            oddN = n;
            oddTag = tag;
        }
    }
}
