// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import java.io.Serial;

/** Redis did not answer in time, or not with what was asked for. */
public final class RedisFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    RedisFailure(Throwable cause) {
        super(cause.toString(), cause, false, false);
    }

    /** In one line, for a message. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The cluster has lost a master and no master answers, which all nodes see at the same time. */
    boolean isClusterDown() {
        return reason().contains("CLUSTERDOWN");
    }
}
