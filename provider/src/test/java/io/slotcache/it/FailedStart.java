// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import java.util.function.Supplier;

/** What a start fails with. One that does not reach the servers in time, on a busy machine, does not fail, and is tried again. */
final class FailedStart {

    private static final int TRIES = 5;

    private FailedStart() {}

    static Throwable of(Supplier<TestNode> start) {
        for (int i = 0; i < TRIES; i++) {
            try (TestNode node = start.get()) {
                node.cache();
            } catch (RuntimeException e) {
                return e;
            }
        }
        throw new AssertionError("No start failed");
    }
}
