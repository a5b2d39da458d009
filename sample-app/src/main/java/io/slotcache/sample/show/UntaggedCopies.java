// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.sample.app.Stage;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.RedisNode;
import io.slotcache.sample.redis.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of entries under keys without a hash tag, each in the slot that its whole key gives. Removed when closed. */
final class UntaggedCopies implements AutoCloseable {

    private final Stage stage;
    private final List<String> keys;

    private UntaggedCopies(Stage stage, List<String> keys) {
        this.stage = stage;
        this.keys = keys;
    }

    static UntaggedCopies write(Stage stage, List<String> tagged, List<?> values) {
        UntaggedCopies copies = new UntaggedCopies(
                stage,
                tagged.stream().map(key -> key.replaceFirst("\\{[^}]*}:", "")).toList());
        for (int i = 0; i < values.size(); i++) {
            try (RedisNode node = copies.owner(copies.keys.get(i))) {
                node.command("SET", copies.keys.get(i), String.valueOf(values.get(i)));
            }
        }
        return copies;
    }

    List<String> keys() {
        return keys;
    }

    /** What the server says to one MGET of all of them. */
    String errorOfOneRead() {
        try (RedisNode node = owner(keys.get(0))) {
            return HashTagDemonstration.messageOf(node, HashTagDemonstration.mget(keys));
        }
    }

    /** The read that works: the GETs of each master in one pipeline. */
    Pipelined readPipelined() {
        Map<NodeLine, List<Integer>> byMaster = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            byMaster.computeIfAbsent(stage.redis().masterOf(Slots.of(keys.get(i))), master -> new ArrayList<>())
                    .add(i);
        }
        @Nullable Object[] values = new Object[keys.size()];
        byMaster.forEach((master, indexes) -> {
            try (RedisNode node = stage.redis().connect(master)) {
                List<@Nullable Object> replies = node.pipeline(indexes.stream()
                        .map(i -> new String[] {"GET", keys.get(i)})
                        .toList());
                for (int j = 0; j < replies.size(); j++) {
                    values[indexes.get(j)] = replies.get(j);
                }
            }
        });
        return new Pipelined(Arrays.asList(values), byMaster.size());
    }

    @Override
    public void close() {
        for (String key : keys) {
            try (RedisNode node = owner(key)) {
                node.command("UNLINK", key);
            }
        }
    }

    private RedisNode owner(String key) {
        return stage.redis().connect(stage.redis().masterOf(Slots.of(key)));
    }

    /** Values in the order of the keys, and how many pipelines they took. */
    record Pipelined(List<@Nullable Object> values, int roundTrips) {}
}
