// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.partition.TableKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of tables, of which there are as many as the mapping names. Thread-safe. */
public final class TableKeys {

    private final KeySpace keySpace;
    private final String region;
    private final Map<String, TableKey> known = new ConcurrentHashMap<>();

    /** @param region as it stands in keys */
    public TableKeys(KeySpace keySpace, String region) {
        this.keySpace = keySpace;
        this.region = region;
    }

    List<TableKey> of(Collection<String> tables) {
        List<TableKey> keys = new ArrayList<>(tables.size());
        for (String table : tables) {
            keys.add(known.computeIfAbsent(table, name -> keySpace.tableKey(region, name)));
        }
        return keys;
    }

    int partition() {
        return keySpace.tablePartition();
    }
}
