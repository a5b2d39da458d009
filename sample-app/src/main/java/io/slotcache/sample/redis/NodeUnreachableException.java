// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.redis;

import java.io.Serial;

/** A node takes no connection or doesn't answer. */
public final class NodeUnreachableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NodeUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
