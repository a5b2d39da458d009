// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import org.jspecify.annotations.Nullable;

/**
 * What an application sees of one step.
 *
 * @param operation null for how a unit ended
 */
record Answer(@Nullable Operation operation, String text) {

    static Answer ofEnd(String text) {
        return new Answer(null, text);
    }

    /** Whether the operation found something to do. */
    boolean isActive() {
        return operation != null
                && !text.matches(
                        "none|missing|\\[(none|, )*]|0 rows|(nothing|there already|no |left out|what it|not ).*");
    }

    @Override
    public String toString() {
        return operation == null ? text : operation + ": " + text;
    }
}
