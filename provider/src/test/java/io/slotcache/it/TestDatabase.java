// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import java.util.UUID;

/**
 * An H2 database in memory, of its own name, and a namespace of the cache to go with it. Lives as long as the JVM: H2 must not close the connection
 * that made the tables.
 */
record TestDatabase(String url, String namespace) {

    static TestDatabase create() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return new TestDatabase("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=5000", name);
    }
}
