// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.cluster;

/** A node answered a command with an error. The message is the error as sent, for example {@code MOVED 1 127.0.0.1:7001}. */
public final class RedisErrorException extends EmbeddedClusterException {

    private static final long serialVersionUID = 1L;

    RedisErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
