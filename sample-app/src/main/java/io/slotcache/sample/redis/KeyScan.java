// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The keys of one node that match a pattern. For a demonstration: SCAN goes through all keys there are. */
public final class KeyScan {

    private static final String STEP = "1000";
    private static final int PIPELINE = 500;

    private KeyScan() {}

    public static List<String> keys(RedisNode node, String pattern) {
        List<String> keys = new ArrayList<>();
        String cursor = "0";
        do {
            List<?> reply = (List<?>) node.command("SCAN", cursor, "MATCH", pattern, "COUNT", STEP);
            if (reply == null) {
                break;
            }
            cursor = String.valueOf(reply.get(0));
            ((List<?>) reply.get(1)).forEach(key -> keys.add(String.valueOf(key)));
        } while (!cursor.equals("0"));
        // SCAN may name a key twice while the key space grows.
        return keys.stream().distinct().toList();
    }

    /** How many of the keys the node holds. */
    public static long existing(RedisNode node, List<String> keys) {
        return send(node, keys.stream().map(key -> new String[] {"EXISTS", key})).stream()
                .filter(reply -> Long.valueOf(1).equals(reply))
                .count();
    }

    public static void unlink(RedisNode node, List<String> keys) {
        send(node, keys.stream().map(key -> new String[] {"UNLINK", key}));
    }

    /** Sends commands in pipelines of a bearable size. */
    public static List<Object> send(RedisNode node, Stream<String[]> commands) {
        List<String[]> all = commands.toList();
        List<Object> replies = new ArrayList<>(all.size());
        for (int from = 0; from < all.size(); from += PIPELINE) {
            replies.addAll(node.pipeline(all.subList(from, Math.min(from + PIPELINE, all.size()))));
        }
        return replies;
    }
}
