// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What is known to be committed, beside the database and the cache: the judge of every read. One thread writes a product, so its stock grows by one
 * with each commit. Thread-safe.
 */
final class Ledger {

    private final AtomicLongArray committed;

    Ledger(int products) {
        committed = new AtomicLongArray(products);
    }

    int products() {
        return committed.length();
    }

    /** The stock that the last commit which has returned left. Read before a session begins, it is the least that the session may see. */
    long committed(int product) {
        return committed.get(product);
    }

    /** Called when a commit has returned. */
    void commit(int product, long stock) {
        committed.set(product, stock);
    }
}
