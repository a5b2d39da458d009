// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.connection;

import java.io.Serial;
import org.hibernate.cache.CacheException;

/** A server refuses what the cache needs. It can be mended there, so there is use in trying again. */
final class RefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final CacheException reason;

    RefusedException(CacheException reason) {
        super(reason.getMessage(), null, false, false);
        this.reason = reason;
    }

    /** What the start fails with. */
    CacheException reason() {
        return reason;
    }
}
