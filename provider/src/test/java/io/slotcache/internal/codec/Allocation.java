// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How many bytes of heap an action of this thread asks for, whether or not they are still in use afterwards. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static long by(Runnable action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            action.run();
        } catch (UndecodableEntryException e) {
            // allocates too
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** Since the thread began. */
    static long ofThisThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    private Allocation() {}
}
