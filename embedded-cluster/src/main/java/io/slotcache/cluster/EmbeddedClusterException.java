// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

/**
 * The embedded cluster could not do what it was asked: no server was found, a process ended, a node did not answer, or
 * a state was not reached in time. The message says what was missing.
 */
public class EmbeddedClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedClusterException(String message) {
        super(message);
    }

    EmbeddedClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
