// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.redis;

import java.io.Serial;

/** A node answered with an error; the message is the server's. */
public final class RedisErrorException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    RedisErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
