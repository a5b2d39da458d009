// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.storage.Deadline;

/** A lock that a transaction holds until its completion. Used by one thread at a time. */
interface TransactionLock {

    /** Waits for its acknowledgement. Throws in strict mode if there is none. */
    void await(Deadline deadline);

    /** Its acknowledgement may be from before a promotion that this transaction does not know of. */
    boolean isOld();

    /** Whether it is to be asked for again before the commit, however new its answer is. */
    default boolean isGuard() {
        return false;
    }

    void askAgain();

    /** The transaction's outcome is known. */
    void release(boolean committed);

    /** The outcome is not known: the lock is left to its deadline. */
    void abandon();
}
