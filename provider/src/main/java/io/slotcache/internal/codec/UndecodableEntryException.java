// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.jspecify.annotations.Nullable;

/** The stored bytes are no entry of this mapping: treat the read as a miss; the next put overwrites them. */
public final class UndecodableEntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecodableEntryException(String message) {
        super(message);
    }

    UndecodableEntryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
