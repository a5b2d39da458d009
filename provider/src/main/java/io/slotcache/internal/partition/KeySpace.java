// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.partition;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * The names of all keys of one cache.
 *
 * <ul>
 *   <li>{@code <namespace>:{tag}:<region>:<id>} an entry,
 *   <li>{@code <namespace>:{tag}:c} the partition's control hash,
 *   <li>{@code <namespace>:{tag}:e} its lease,
 *   <li>{@code <namespace>:layout} what all nodes must agree on.
 * </ul>
 *
 * A region and an id never hold a bare colon ({@link KeyText}), so no entry can have the name of another or of a control key. Immutable.
 */
public final class KeySpace {

    /** Stripes of a partition: an invalidation of one entry refuses late puts of the entries in the same stripe only. */
    static final int STRIPES = 1024;

    /** Where all tables are. */
    private static final int TABLE_PARTITION = 0;

    /** Version of names, scripts and frame. Nodes of different versions do not share a namespace. */
    private static final int FORMAT = 1;

    private final String namespace;
    private final String[] prefixes;
    private final byte[][] controlKeys;
    private final byte[][] leaseKeys;
    private final int[] slots;

    /** @param partitions 1 to 16384 */
    public KeySpace(String namespace, int partitions) {
        this.namespace = namespace;
        prefixes = new String[partitions];
        controlKeys = new byte[partitions][];
        leaseKeys = new byte[partitions][];
        slots = new int[partitions];
        String[] tags = PartitionTags.of(partitions);
        for (int p = 0; p < partitions; p++) {
            prefixes[p] = namespace + ":{" + tags[p] + "}:";
            controlKeys[p] = (prefixes[p] + "c").getBytes(UTF_8);
            leaseKeys[p] = (prefixes[p] + "e").getBytes(UTF_8);
            slots[p] = PartitionTags.slot(p, partitions);
        }
    }

    public int partitions() {
        return slots.length;
    }

    /** The slot that holds all keys of the partition. */
    public int slot(int partition) {
        return slots[partition];
    }

    public byte[] controlKey(int partition) {
        return controlKeys[partition];
    }

    public byte[] leaseKey(int partition) {
        return leaseKeys[partition];
    }

    public byte[] layoutKey() {
        return (namespace + ":layout").getBytes(UTF_8);
    }

    /** The rule of an ACL that covers all keys. */
    public String keyRule() {
        return "~" + namespace + ":*";
    }

    /** What the layout key must hold. */
    public String layout() {
        return "format=" + FORMAT + " partitions=" + partitions() + " tags=" + PartitionTags.ALGORITHM;
    }

    /**
     * The key of an entry.
     *
     * @param region the region's part of the key, from {@link KeyText#region}
     * @param idText the identifier's part, from {@link KeyText#id}; alone decides the partition. Null makes a key that is not cached but can be
     *     locked
     * @param id what Hibernate wants back as the key's identifier
     */
    public EntryKey entryKey(String region, @Nullable String idText, Object id) {
        return idText == null ? key(region, "?", id, false) : key(region, idText, id, true);
    }

    private EntryKey key(String region, String idText, Object id, boolean cacheable) {
        int partition = Math.floorMod(mix(idText.hashCode()), partitions());
        String name = region + ':' + idText;
        int stripe = mix(name.hashCode()) >>> 1 & STRIPES - 1;
        return new EntryKey(partition, stripe, name, (prefixes[partition] + name).getBytes(UTF_8), id, cacheable);
    }

    /**
     * The key of a table. All tables are in one partition, so that one look tells whether a query's results still count.
     *
     * @param region tells the tables of two caches in one namespace apart; from {@link KeyText#region}
     */
    public TableKey tableKey(String region, String table) {
        return new TableKey(TABLE_PARTITION, region + ':' + KeyText.table(table));
    }

    /** The partition of all tables. */
    public int tablePartition() {
        return TABLE_PARTITION;
    }

    /** The region of an entry, as {@link KeyText#region(String)} gives it; null for a key that is no entry of this cache. */
    public @Nullable String regionOf(String key) {
        String begin = namespace + ":{";
        int tagEnd = key.startsWith(begin) ? key.indexOf("}:", begin.length()) : -1;
        boolean isEntry = tagEnd >= 0 && key.indexOf(':', tagEnd + 2) >= 0;
        return isEntry ? KeyText.regionOf(key.substring(tagEnd + 2)) : null;
    }

    /**
     * Spreads {@link String#hashCode}, which Java specifies and which follows consecutive numbers closely, over all bits: the finalizer of
     * MurmurHash3 (Austin Appleby, public domain).
     */
    private static int mix(int hash) {
        int h = hash;
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
