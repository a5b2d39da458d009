// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

/** A node did not answer: it is dead, paused or not listening yet. */
public final class NodeUnreachableException extends EmbeddedClusterException {

    private static final long serialVersionUID = 1L;

    NodeUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
