// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.HeldLock;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.storage.Deadline;
import io.slotcache.internal.storage.StorageRegion;
import java.util.List;
import org.hibernate.cache.spi.access.SoftLock;
import org.jspecify.annotations.Nullable;

/**
 * The soft lock of one transaction on one entry. However often the transaction changes the row, there is one lock and one unlock; each change holds
 * a ticket of it, and only what the last ticket brings may be published: after an update and a delete that is nothing.
 *
 * <p>A wide lock is for a row that several tenants may have in the cache, each in an entry of its own. All of them are in one partition, since the
 * identifier decides it, so what is locked is the region in that partition; nothing is published.
 */
final class KeyLock implements TransactionLock {

    private final CacheNode node;
    private final StorageRegion region;
    private final EntryKey key;
    private final @Nullable Stamp stamp;
    private final boolean transactional;
    private final boolean wide;
    private final PartitionLock lock;
    private int tickets;
    private int valueTicket;
    private @Nullable Frame value;
    private boolean shared;
    private boolean released;

    /** Of the row's natural id, where no transaction keeps it. */
    private @Nullable KeyLock companion;

    /** Where a natural id of the row may be that the session does not know. */
    private @Nullable StorageRegion naturalIds;

    /**
     * Asks for the lock, without waiting.
     *
     * @param transactional whether a transaction's completion releases it
     */
    KeyLock(
            CacheNode node,
            StorageRegion region,
            EntryKey key,
            @Nullable Stamp stamp,
            boolean transactional,
            boolean wide) {
        this.transactional = transactional;
        this.node = node;
        this.region = region;
        this.key = key;
        this.stamp = stamp;
        this.wide = wide;
        HeldLock held = new HeldLock(
                key.partition(),
                wide ? "R:" + region.keyText() : "l:" + key.name(),
                node.newLockId(),
                region.settings().lockTimeout().toMillis());
        lock = new PartitionLock(
                node,
                region,
                held,
                () -> wide
                        ? node.storage().lockRegion(region, held)
                        : node.storage().lock(region, key, held, stamp));
        if (transactional) {
            lock.keepAlive();
        }
    }

    EntryKey key() {
        return key;
    }

    boolean isWide() {
        return wide;
    }

    boolean isTransactional() {
        return transactional;
    }

    Ticket newTicket() {
        tickets++;
        return new Ticket(this, tickets);
    }

    /** Another session of the transaction changes the row too; which of them changes it last is not known. */
    void share() {
        shared = true;
    }

    /** Another lock that ends with this one. */
    void accompany(KeyLock lock) {
        companion = lock;
    }

    /** The session knows the row's natural id only if nobody else changes the row at the same time. */
    void guard(StorageRegion region) {
        naturalIds = region;
    }

    @Override
    public boolean isGuard() {
        return naturalIds != null;
    }

    /** The region of natural ids that are in doubt, says the last answer: somebody else has changed the row, or may have. */
    @Nullable
    StorageRegion inDoubt() {
        return lock.isClean() ? null : naturalIds;
    }

    @Override
    public void await(Deadline deadline) {
        lock.await(
                deadline,
                reason -> SlotCacheLogger.LOG.lockRequired(
                        key.name(), node.commandTimeout().toMillis(), reason));
    }

    @Override
    public boolean isOld() {
        return lock.isOld();
    }

    @Override
    public void askAgain() {
        lock.askAgain();
    }

    /** Releases the lock, publishing the last value if the transaction committed. */
    @Override
    public void release(boolean committed) {
        if (released) {
            // After a stateless session's statement the completion of its next transaction calls once more.
            return;
        }
        released = true;
        if (naturalIds != null && !transactional && !lock.isStillClean()) {
            node.storage().evictRegion(naturalIds);
        }
        boolean publish = committed && !shared && valueTicket == tickets;
        if (wide) {
            node.storage().unlockRegion(region, lock.held());
        } else {
            node.storage().unlock(region, key, lock.held(), stamp, publish ? value : null);
        }
        lock.end();
        if (companion != null) {
            companion.release(committed);
        }
    }

    /** Leaves the lock to its deadline: nobody knows whether the row has changed. */
    @Override
    public void abandon() {
        if (naturalIds != null && !transactional && !lock.isStillClean()) {
            RegionLock.take(node, List.of(naturalIds)).abandon();
        }
        lock.abandon();
        if (companion != null) {
            companion.abandon();
        }
    }

    /** One change of the row, as Hibernate carries it from {@code lockItem} to {@code unlockItem} or {@code afterUpdate}. */
    record Ticket(KeyLock lock, int number) implements SoftLock {

        /** The row as this change left it. */
        void bring(Frame value) {
            if (number > lock.valueTicket) {
                lock.valueTicket = number;
                lock.value = value;
            }
        }
    }
}
