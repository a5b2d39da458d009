// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import java.util.ArrayList;
import java.util.List;

/** Loaded values that wait for their transaction's commit, up to a limit: beyond it values are not stored. Used by one thread at a time. */
final class WaitingPuts {

    private static final int MAX_PUTS = 50_000;
    private static final long MAX_BYTES = 16 << 20;

    private List<PendingPut> puts = List.of();
    private long bytes;

    boolean add(PendingPut put) {
        bytes += put.value().body().length;
        if (puts.size() >= MAX_PUTS || bytes > MAX_BYTES) {
            return false;
        }
        if (puts.isEmpty()) {
            puts = new ArrayList<>();
        }
        return puts.add(put);
    }

    List<PendingPut> all() {
        return puts;
    }

    void clear() {
        puts = List.of();
        bytes = 0;
    }
}
