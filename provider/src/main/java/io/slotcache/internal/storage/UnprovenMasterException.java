// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import java.io.Serial;

/**
 * A master took a lock, but another may have readers that do not see it: this one hears no majority of the masters, or was promoted less than a lease
 * ago.
 */
final class UnprovenMasterException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UnprovenMasterException() {
        super(
                "the master that answered may not be the only one: it does not hear a majority of the masters, or was"
                        + " promoted a moment ago",
                null,
                false,
                false);
    }
}
