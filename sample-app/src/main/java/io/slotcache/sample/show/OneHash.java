// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.sample.app.Stage;
import io.slotcache.sample.redis.KeyScan;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.RedisNode;
import io.slotcache.sample.redis.Slots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The entries once more, as fields of one hash: what a provider with a map a region does. */
final class OneHash {

    private final Stage stage;
    private final String key;

    private OneHash(Stage stage, String key) {
        this.stage = stage;
        this.key = key;
    }

    /** Copies the entries, key by key and byte by byte. */
    static OneHash write(Stage stage, Map<NodeLine, List<String>> entries) {
        OneHash hash = new OneHash(stage, stage.namespace() + ":one-hash");
        List<String[]> fields = new ArrayList<>();
        entries.forEach((master, keys) -> {
            try (RedisNode node = stage.redis().connect(master)) {
                List<Object> values = KeyScan.send(node, keys.stream().map(entry -> new String[] {"GET", entry}));
                IntStream.range(0, keys.size())
                        .filter(i -> values.get(i) instanceof String)
                        .forEach(i -> fields.add(new String[] {"HSET", hash.key, keys.get(i), (String) values.get(i)}));
            }
        });
        try (RedisNode owner = hash.owner()) {
            KeyScan.send(owner, fields.stream());
        }
        return hash;
    }

    /** How many of its fields each master holds: 0 where the key is not. */
    EntryCount count() {
        Map<NodeLine, Long> counts = new LinkedHashMap<>();
        for (NodeLine master : stage.redis().masters()) {
            try (RedisNode node = stage.redis().connect(master)) {
                boolean here = !KeyScan.keys(node, key).isEmpty();
                counts.put(master, here ? node.number("HLEN", key) : 0L);
            }
        }
        return new EntryCount(counts);
    }

    void remove() {
        try (RedisNode owner = owner()) {
            KeyScan.unlink(owner, List.of(key));
        }
    }

    private RedisNode owner() {
        return stage.redis().connect(stage.redis().masterOf(Slots.of(key)));
    }
}
