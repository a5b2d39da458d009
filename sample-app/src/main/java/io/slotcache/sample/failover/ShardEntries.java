// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.failover;

import io.slotcache.SlotCacheStatistics.EntryLocation;
import io.slotcache.sample.app.ApplicationNode;
import io.slotcache.sample.app.ApplicationNode.Reference;
import io.slotcache.sample.app.Stage;
import io.slotcache.sample.model.Product;
import io.slotcache.sample.redis.KeyScan;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.RedisNode;
import java.util.List;
import java.util.stream.LongStream;

/** Entries on the master that goes away which the load doesn't touch: what Redis keeps of them is its replication's doing alone. */
final class ShardEntries {

    private static final long FIRST_ID = 1_000;
    private static final long END_ID = 1_300;
    private static final String REPLICATION_LIMIT_MILLIS = "2000";

    private final Stage stage;
    private final List<String> keys;

    private ShardEntries(Stage stage, List<String> keys) {
        this.stage = stage;
        this.keys = keys;
    }

    /** Caches them and waits until a replica has them. */
    static ShardEntries load(Stage stage, ApplicationNode node, NodeLine master) throws InterruptedException {
        node.warmUp(LongStream.range(FIRST_ID, END_ID)
                .mapToObj(id -> new Reference(Product.class, id))
                .toList());
        List<String> keys = LongStream.range(FIRST_ID, END_ID)
                .mapToObj(id -> node.slotCache().locate(Product.class, id))
                .filter(place -> master.serves(place.slot()))
                .map(EntryLocation::key)
                .toList();
        try (RedisNode connection = stage.redis().connect(master)) {
            connection.command("WAIT", "1", REPLICATION_LIMIT_MILLIS);
            long held = KeyScan.existing(connection, keys);
            if (held != keys.size()) {
                throw new IllegalStateException(
                        held + " of " + keys.size() + " entries are cached; the failover can't be judged by them");
            }
        }
        return new ShardEntries(stage, keys);
    }

    /** Whether the new master has all of them. */
    Failover.Verdict verdict(NodeLine promoted) {
        try (RedisNode connection = stage.redis().connect(promoted)) {
            long kept = KeyScan.existing(connection, keys);
            return new Failover.Verdict(
                    kept == keys.size(),
                    "The new master has the data: " + kept + " of " + keys.size() + " entries that nobody changed");
        }
    }
}
