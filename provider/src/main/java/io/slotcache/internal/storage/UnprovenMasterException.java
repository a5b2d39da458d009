// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import java.io.Serial;

/**
 * A master took a lock, but has neither a live lease nor heard a majority of the masters lately: another may have been promoted, and its readers would
 * not see the lock.
 */
final class UnprovenMasterException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UnprovenMasterException() {
        super(
                "the master that answered may have been replaced: it does not hear a majority of the masters",
                null,
                false,
                false);
    }
}
