// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import io.slotcache.comparison.OperationKind.In;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.CacheMode;
import org.jspecify.annotations.Nullable;

/**
 * What one session does. An interruption is another session's unit, run as a whole while this one is open and has only read.
 *
 * @param node which of a subject's nodes it runs on, if there are several
 * @param transactional false only for units that read
 * @param interruptedBefore the operation that the interruption comes before
 */
record UnitOfWork(
        int node,
        In in,
        CacheMode cacheMode,
        boolean flushesAtQueries,
        boolean transactional,
        boolean commits,
        List<Operation> operations,
        int interruptedBefore,
        @Nullable UnitOfWork interruption) {

    UnitOfWork withOperations(List<Operation> fewer) {
        return new UnitOfWork(
                node,
                in,
                cacheMode,
                flushesAtQueries,
                transactional,
                commits,
                fewer,
                Math.min(interruptedBefore, fewer.size()),
                interruption);
    }

    UnitOfWork onNode(int other) {
        return new UnitOfWork(
                other,
                in,
                cacheMode,
                flushesAtQueries,
                transactional,
                commits,
                operations,
                interruptedBefore,
                interruption);
    }

    UnitOfWork withoutInterruption() {
        return new UnitOfWork(node, in, cacheMode, flushesAtQueries, transactional, commits, operations, -1, null);
    }

    /** Its own operations and those of its interruption. */
    List<Operation> allOperations() {
        List<Operation> all = new ArrayList<>(operations);
        if (interruption != null) {
            all.addAll(interruption.allOperations());
        }
        return all;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(in + " on node " + node + ", " + cacheMode
                + (flushesAtQueries ? "" : ", flushed at commit")
                + (transactional ? commits ? ", commit" : ", rollback" : ", no transaction"));
        for (int i = 0; i <= operations.size(); i++) {
            if (i == interruptedBefore) {
                text.append(("\n{ " + interruption + " }").replace("\n", "\n  "));
            }
            if (i < operations.size()) {
                text.append("\n  ").append(operations.get(i));
            }
        }
        return text.toString();
    }
}
