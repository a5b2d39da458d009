// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.sample.show;

import io.slotcache.SlotCacheStatistics;
import io.slotcache.SlotCacheStatistics.EntryCounts;
import io.slotcache.sample.app.Stage;
import io.slotcache.sample.redis.KeyScan;
import io.slotcache.sample.redis.NodeLine;
import io.slotcache.sample.redis.RedisNode;
import io.slotcache.sample.screen.Format;
import io.slotcache.sample.screen.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many entries each master really holds. */
final class EntryCount {

    private static final int BAR_WIDTH = 40;

    private final Map<NodeLine, Long> perMaster = new LinkedHashMap<>();
    private final Map<NodeLine, List<String>> keys = new LinkedHashMap<>();

    /** Counts the entries of a region with SCAN on every master. */
    EntryCount(Stage stage, String region) {
        for (NodeLine master : stage.redis().masters()) {
            try (RedisNode node = stage.redis().connect(master)) {
                List<String> found = KeyScan.keys(node, stage.namespace() + ":{*}:" + region + ":*");
                keys.put(master, found);
                perMaster.put(master, (long) found.size());
            }
        }
    }

    EntryCount(Map<NodeLine, Long> counts) {
        perMaster.putAll(counts);
    }

    /** The keys found, by master. */
    Map<NodeLine, List<String>> keys() {
        return keys;
    }

    long total() {
        return perMaster.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether the cache's own count of all its entries is exact and the same, master by master. */
    boolean agrees(EntryCounts own) {
        return perMaster.entrySet().stream()
                .allMatch(master -> new SlotCacheStatistics.EntryCount(master.getValue(), 0)
                        .equals(own.masters().get(master.getKey().address())));
    }

    /** The fullest master's entries over the mean of all; 0 without entries. */
    double maxToMean() {
        long max = perMaster.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return total() == 0 ? 0 : (double) max * perMaster.size() / total();
    }

    Table table(String what) {
        Table table = new Table("master", ">" + what, ">share", "");
        perMaster.forEach((master, entries) -> {
            double share = total() == 0 ? 0 : (double) entries / total();
            table.row(master.address(), entries, Format.percent(share), Format.bar(share, BAR_WIDTH));
        });
        return table;
    }
}
