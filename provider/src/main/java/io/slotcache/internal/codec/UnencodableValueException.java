// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.jspecify.annotations.Nullable;

/** One value of a describable type has no exact wire form, seen only now: the entry is not cached. Without a stack trace, as it may come with every put. */
final class UnencodableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnencodableValueException(String message) {
        this(message, null);
    }

    UnencodableValueException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
