// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many entries there were at one moment. Immutable. */
public final class Census {

    private final List<MasterTally> masters;

    Census(List<MasterTally> masters) {
        this.masters = List.copyOf(masters);
    }

    /** Entries of a region, as {@link StorageRegion#keyText} gives it, on all masters. */
    public EntryEstimate region(String keyText) {
        return total(List.of(keyText));
    }

    /** Entries of these regions on all masters. */
    public EntryEstimate total(Collection<String> keyTexts) {
        EntryEstimate sum = EntryEstimate.NONE;
        for (MasterTally master : masters) {
            sum = sum.plus(master.entries(keyTexts));
        }
        return sum;
    }

    /** Entries of these regions by master. */
    public SortedMap<String, EntryEstimate> byMaster(Collection<String> keyTexts) {
        SortedMap<String, EntryEstimate> byMaster = new TreeMap<>();
        masters.forEach(master -> byMaster.put(master.address(), master.entries(keyTexts)));
        return byMaster;
    }
}
