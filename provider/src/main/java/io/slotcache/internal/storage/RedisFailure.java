// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.redis.Denial;
import io.slotcache.internal.redis.RedisLink;
import java.io.Serial;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Redis did not answer in time, or not with what was asked for. */
public final class RedisFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /** The last is Redisson's word for a redirection to a node that it does not know yet. */
    private static final List<String> PASSING =
            List.of("CLUSTERDOWN", "TRYAGAIN", "LOADING", "READONLY", "MOVED", "hasn't been discovered yet");

    RedisFailure(Throwable cause) {
        super(cause.toString(), cause, false, false);
    }

    /** In one line, for a message. */
    public String reason() {
        return isDenial()
                ? "the Redis user lacks a right, SLOTCACHE0044 says which: " + getMessage()
                : String.valueOf(getMessage());
    }

    /**
     * The servers answer, and in a moment may answer otherwise: a role or a slot is changing hands. A server that cannot be reached is no such case: what
     * is missed there is void at its successor.
     */
    public boolean isPassing() {
        return getCause() instanceof UnprovenMasterException || PASSING.stream().anyMatch(reason()::contains);
    }

    /** The user may not do what was asked for. */
    boolean isDenial() {
        return getCause() != null && Denial.is(getCause());
    }

    /** Redis has not answered in time. */
    boolean isLate() {
        return getCause() instanceof TimeoutException;
    }

    /** Redis has not answered at all. */
    boolean isSilence() {
        Throwable cause = getCause();
        return cause != null && RedisLink.isSilence(cause);
    }

    /** The cluster has lost a master and no master answers, which all nodes see at the same time. */
    boolean isClusterDown() {
        return reason().contains("CLUSTERDOWN");
    }
}
