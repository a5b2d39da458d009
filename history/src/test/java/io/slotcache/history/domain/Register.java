// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history.domain;

/**
 * A row that shows when it was written: {@code n} grows with each write of its register, in the order of the commits, and {@code tag} names the write
 * among all that were ever tried.
 */
public interface Register {

    Long getId();

    long getN();

    long getTag();

    void set(long n, long tag);
}
