// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import io.slotcache.SlotCacheSettings;
import io.slotcache.it.Things.Plain;
import java.util.Map;

/** One node in a JVM of its own, which {@link CodecIT} starts without Jackson. Arguments: the cluster's nodes, the codec. */
final class WithoutJackson {

    public static void main(String[] arguments) {
        Map<String, Object> settings =
                Map.of(SlotCacheSettings.CODEC, arguments[1], SlotCacheSettings.PARTITIONS, "16");
        try (TestNode node = TestNode.startWithoutLeases(arguments[0], TestDatabase.create(), settings, Things.ALL)) {
            node.inTransaction(session -> session.persist(Things.create(Plain.class, 1L, "thing")));
            node.awaitHit(Plain.class, 1L);
            System.out.println("found in the cache");
        }
    }

    private WithoutJackson() {}
}
