// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache;

import java.time.Duration;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.RegionFactory;

/** The comparison's way to wait until a node's calls have been answered. */
public final class Quiet {

    private Quiet() {}

    public static boolean await(SessionFactory factory, Duration limit) {
        try {
            return ((SlotCacheRegionFactory) factory.getCache().unwrap(RegionFactory.class)).awaitQuiet(limit);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
