// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slotcache.internal.lease.Keeper;
import io.slotcache.internal.lease.Lease;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.partition.TableKey;
import io.slotcache.internal.redis.RedisLink;
import io.slotcache.internal.redis.RedisLink.Master;
import io.slotcache.internal.redis.RedisLink.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the tables of a query, however many, in one pipeline: the control hash first, then the lease. In this order a lease of the same term proves
 * that no other master had been promoted when the hash was read; in the other, the hash could be a successor's that lost the last locks.
 */
final class TableReads {

    /** Fields that are not one table's: the term, the region's and the whole cache's locks and evictions. */
    private static final int COMMON_FIELDS = 5;

    private final RedisLink link;
    private final KeySpace keys;
    private final Keeper keeper;
    private final ReadFailures failures;
    private final Duration timeout;

    TableReads(RedisLink link, KeySpace keys, Keeper keeper, ReadFailures failures, Duration timeout) {
        this.link = link;
        this.keys = keys;
        this.keeper = keeper;
        this.failures = failures;
        this.timeout = timeout;
    }

    @Nullable
    TableState read(StorageRegion region, Collection<TableKey> tables) {
        int partition = keys.tablePartition();
        Master master = link.master(keys.slot(partition));
        // A table that this JVM failed to lock may have changed all the same.
        if (master == null || keeper.dirtyPartitions().isDirty(partition) || failures.areExpected(partition)) {
            return null;
        }
        try {
            Pipeline pipeline = link.pipeline(master);
            CompletableFuture<List<@Nullable Object>> control =
                    pipeline.hmget(keys.controlKey(partition), fields(region, tables));
            CompletableFuture<byte @Nullable []> lease = pipeline.get(keys.leaseKey(partition));
            Deadline deadline = Deadline.after(timeout);
            deadline.await(pipeline.execute());
            return state(partition, deadline.await(control), Lease.parse(deadline.await(lease)));
        } catch (RedisFailure e) {
            failures.noAnswer(partition, region.name(), e);
        } catch (RuntimeException e) {
            // A client that is being closed, or somebody else's bytes in the control hash: no reason to fail a query.
            failures.broken(region.name(), e);
        }
        return null;
    }

    private static String[] fields(StorageRegion region, Collection<TableKey> tables) {
        List<String> fields = new ArrayList<>(COMMON_FIELDS + 2 * tables.size());
        fields.add("t");
        fields.add("R:" + region.keyText());
        fields.add("R:*");
        fields.add("G:" + region.keyText());
        fields.add("G:*");
        for (TableKey table : tables) {
            fields.add("l:" + table.name());
            fields.add("o:" + table.name());
        }
        return fields.toArray(String[]::new);
    }

    private @Nullable TableState state(int partition, List<@Nullable Object> fields, @Nullable Lease lease) {
        if (lease == null || !keeper.watch().isAlive(partition, lease)) {
            keeper.wake(partition);
            return null;
        }
        if (!keeper.isProven(partition) || !lease.term().equals(text(fields.get(0)))) {
            return null;
        }
        // Sessions that open from here on may store what they find.
        keeper.advance(partition, lease.stamp());
        boolean locked = fields.get(1) != null || fields.get(2) != null;
        long sequence = Math.max(number(fields.get(3)), number(fields.get(4)));
        for (int i = COMMON_FIELDS; i < fields.size(); i += 2) {
            locked |= fields.get(i) != null;
            sequence = Math.max(sequence, number(fields.get(i + 1)));
        }
        return new TableState(lease.term(), sequence, locked);
    }

    private static String text(@Nullable Object field) {
        return field == null ? "" : new String((byte[]) field, US_ASCII);
    }

    private static long number(@Nullable Object field) {
        return field == null ? 0 : Long.parseLong(text(field));
    }
}
