// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import org.jspecify.annotations.Nullable;

/**
 * The entry cannot be cached: its mapping has no wire form, or one of its values has no exact one, seen only now. Without a stack trace, as it may
 * come with every put.
 */
public final class UnencodableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnencodableValueException(String message) {
        this(message, null);
    }

    UnencodableValueException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
