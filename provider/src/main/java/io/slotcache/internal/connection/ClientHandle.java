// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import io.slotcache.internal.config.Topology;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RedissonClient;

/**
 * A Redisson client, and whose it is.
 *
 * @param topology how its servers belong together
 * @param isOwn whether we made it, so that we shut it down
 */
record ClientHandle(RedissonClient client, Topology topology, boolean isOwn) {

    /** Whether its owner has shut it down while we use it. */
    boolean isEndedByOwner() {
        return !isOwn && client.isShuttingDown();
    }

    /** To be called last. Waits half a second at most. */
    void release() {
        if (isOwn) {
            client.shutdown(0, 500, TimeUnit.MILLISECONDS);
        }
    }
}
