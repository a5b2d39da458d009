// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.config;

/** A value that doesn't have the form of its setting. The message is the reason, or empty if the form says it all. */
final class RefusedValueException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedValueException() {
        this("");
    }

    /** @param reason printed as it is, so it holds nothing of the value that may be a secret */
    RefusedValueException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    static void unless(boolean acceptable) throws RefusedValueException {
        unless(acceptable, "");
    }

    static void unless(boolean acceptable, String reason) throws RefusedValueException {
        if (!acceptable) {
            throw new RefusedValueException(reason);
        }
    }
}
