// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.storage;

import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.HeldLock;
import io.slotcache.internal.lease.LeaseTiming;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.KeySpace;
import io.slotcache.internal.partition.TableKey;
import io.slotcache.internal.script.Script;
import io.slotcache.internal.script.ScriptCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scripts' keys and arguments, in the order their headers give. */
final class ScriptCalls {

    private static final byte[] NOTHING = {};
    private static final Stamp NO_STAMP = new Stamp("", 0);

    private final KeySpace keys;
    private final LeaseTiming timing;

    ScriptCalls(KeySpace keys, LeaseTiming timing) {
        this.keys = keys;
        this.timing = timing;
    }

    ScriptCall put(StorageRegion region, EntryKey key, Stamp stamp, Frame value, Replacement replacement) {
        return entryCall(
                Script.PUT,
                key,
                key.name(),
                region.keyText(),
                key.stripe(),
                stamp.term(),
                stamp.sequence(),
                region.settings().timeToLive().toMillis(),
                value.head(region.settings().hasMaxIdle()),
                value.tail(key.bytes()),
                replacement.ordinal(),
                maxIdleMillis(region));
    }

    /** Zero for none. */
    private static long maxIdleMillis(StorageRegion region) {
        return region.settings().hasMaxIdle() ? region.settings().maxIdle().toMillis() : 0;
    }

    ScriptCall touch(StorageRegion region, EntryKey key) {
        return entryCall(Script.TOUCH, key, maxIdleMillis(region));
    }

    ScriptCall lock(StorageRegion region, EntryKey key, HeldLock lock, @Nullable Stamp stamp) {
        Stamp stampOrNone = stamp == null ? NO_STAMP : stamp;
        return entryCall(
                Script.LOCK,
                key,
                key.name(),
                region.keyText(),
                key.stripe(),
                lock.id(),
                lock.timeoutMillis(),
                stampOrNone.term(),
                stampOrNone.sequence(),
                timing.contact(),
                timing.provenAfter());
    }

    ScriptCall unlock(StorageRegion region, EntryKey key, HeldLock lock, @Nullable Stamp stamp, @Nullable Frame value) {
        Stamp stampOrNone = stamp == null ? NO_STAMP : stamp;
        return entryCall(
                Script.UNLOCK,
                key,
                key.name(),
                region.keyText(),
                key.stripe(),
                lock.id(),
                stampOrNone.term(),
                stampOrNone.sequence(),
                value == null ? 0 : region.settings().timeToLive().toMillis(),
                value == null ? NOTHING : value.head(region.settings().hasMaxIdle()),
                value == null ? NOTHING : value.tail(key.bytes()),
                maxIdleMillis(region));
    }

    ScriptCall evict(EntryKey key) {
        return entryCall(Script.EVICT, key, key.name(), key.stripe(), timing.contact(), timing.provenAfter());
    }

    ScriptCall evictRegion(StorageRegion region, int partition) {
        return partitionCall(Script.EVICT_REGION, partition, region.keyText(), timing.contact(), timing.provenAfter());
    }

    ScriptCall lockRegion(StorageRegion region, HeldLock lock) {
        return partitionCall(
                Script.LOCK_REGION,
                lock.partition(),
                region.keyText(),
                lock.id(),
                lock.timeoutMillis(),
                timing.contact(),
                timing.provenAfter());
    }

    ScriptCall unlockRegion(StorageRegion region, HeldLock lock) {
        return partitionCall(Script.UNLOCK_REGION, lock.partition(), region.keyText(), lock.id());
    }

    ScriptCall lockTable(TableKey table, HeldLock lock) {
        return partitionCall(
                Script.LOCK_TABLE,
                table.partition(),
                table.name(),
                lock.id(),
                lock.timeoutMillis(),
                timing.contact(),
                timing.provenAfter());
    }

    ScriptCall unlockTable(TableKey table, HeldLock lock) {
        return partitionCall(Script.UNLOCK_TABLE, table.partition(), table.name(), lock.id());
    }

    private ScriptCall entryCall(Script script, EntryKey key, Object... arguments) {
        int p = key.partition();
        return new ScriptCall(
                script, p, List.of(keys.controlKey(p), keys.leaseKey(p), key.bytes()), List.of(arguments));
    }

    private ScriptCall partitionCall(Script script, int partition, Object... arguments) {
        return new ScriptCall(
                script, partition, List.of(keys.controlKey(partition), keys.leaseKey(partition)), List.of(arguments));
    }
}
