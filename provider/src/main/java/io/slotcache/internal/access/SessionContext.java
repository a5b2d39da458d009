// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.lease.Stamps;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.storage.Deadline;
import io.slotcache.internal.storage.StorageRegion;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A session's part in the protocol. Opening one costs no network.
 *
 * <ol>
 *   <li>At its opening the session takes the stamps of all partitions as they are known then: older than any database snapshot it will read from. What
 *       it loads is stored only if nothing was invalidated since.
 *   <li>{@link #lock} sends a lock at the statement and does not wait; {@link #transactionCompleting} waits for all of them at once, the last moment
 *       before the commit, and asks again for those older than V. Where that call does not come (no transaction, a stateless session, a child
 *       session), the lock waits in place.
 *   <li>Rows and regions locked here are misses here: the read could overtake the lock, or find what only this transaction may see.
 *   <li>Once the transaction has written anything, what it loads waits for the commit: it may be what it wrote.
 *   <li>{@link #transactionCompleted} sends unlocks, with the new values if it committed, and the waiting puts. After an unknown outcome it sends
 *       nothing: the locks stay until their deadline.
 * </ol>
 *
 * A child session, which shares its parent's connection, shares the parent's locks and stores nothing. Used by one thread at a time, as a session is.
 */
public final class SessionContext implements CacheTransactionSynchronization {

    /** Values that may wait for a commit; further ones are not stored. */
    private static final int MAX_WAITING_PUTS = 10_000;

    private final CacheNode node;
    private final SharedSessionContractImplementor session;
    private final SessionKind kind;
    private final Stamps stamps;
    private final TransactionLocks locks;
    private final List<PendingPut> waitingPuts = new ArrayList<>(0);
    private long timestamp;

    /** {@link #transactionCompleting} has run: from now on a failure does not mean a rollback. */
    private boolean committing;

    /** A stateless session on this session's connection has inserted a row, which leaves no trace here. */
    private boolean insertedUnseen;

    /** @param timestamp the region factory's, of the opening */
    public SessionContext(
            CacheNode node, SharedSessionContractImplementor session, boolean inForeignTransaction, long timestamp) {
        this.node = node;
        this.session = session;
        this.timestamp = timestamp;
        kind = new SessionKind(session, this);
        // A snapshot of the transaction that is already there may be older than what is known now.
        stamps = inForeignTransaction ? Stamps.NONE : node.storage().stamps();
        locks = new TransactionLocks(node);
    }

    static SessionContext of(SharedSessionContractImplementor session) {
        return (SessionContext) session.getCacheTransactionSynchronization();
    }

    /** A stateless session has inserted a row: what its transaction loads, in whichever session, waits for the commit. */
    public static void insertedUnseen(SharedSessionContractImplementor session) {
        of(session).kind.owner().insertedUnseen = true;
    }

    /** Whether this transaction has locked the entry or its region, so that the cache has nothing to say about it. */
    boolean hasLocked(StorageRegion region, EntryKey key) {
        return kind.owner().locks.covers(region, key);
    }

    /** Locks an entry for a change of its row. */
    KeyLock.Ticket lock(StorageRegion region, EntryKey key) {
        SessionContext owner = kind.owner();
        KeyLock lock = owner.locks.get(key, () -> owner.newLock(region, key));
        if (owner != this) {
            lock.share();
        }
        if (!kind.completesBeforeCommit() || owner.committing) {
            kind.observeCompletion();
            lock.await(Deadline.after(node.commandTimeout()));
        }
        return lock.newTicket();
    }

    private KeyLock newLock(StorageRegion region, EntryKey key) {
        Stamp stamp = kind.isConnectionOwn() ? stamps.get(key.partition()) : null;
        return new KeyLock(node, region, key, stamp, !kind.isOutsideTransaction());
    }

    /** The change is over. A lock of a transaction is kept: only its completion tells what became of the row. */
    void unlock(KeyLock.Ticket ticket) {
        KeyLock lock = ticket.lock();
        if (lock.isTransactional() || !kind.owner().locks.remove(lock)) {
            return;
        }
        if (kind.isConnectionOwn() && !session.isTransactionInProgress()) {
            lock.release(true);
        } else {
            lock.abandon();
        }
    }

    /** A statement that changed the row has run. If it committed by itself the lock is over: of a stateless session Hibernate does not say so later. */
    void statementDone(EntryKey key) {
        if (kind.commitsEachStatement()) {
            KeyLock lock = locks.find(key);
            if (lock != null && !lock.isTransactional() && locks.remove(lock)) {
                lock.release(false);
            }
        }
    }

    /** Ties a region's lock to this session's transaction, if there is one. */
    void adopt(RegionLock lock) {
        if (!kind.isOutsideTransaction()) {
            kind.observeCompletion();
            lock.ownedBy(kind.owner());
            kind.owner().locks.add(lock);
        }
    }

    /** Stores what was loaded or inserted. Returns whether that is going to be tried. */
    boolean put(StorageRegion region, EntryKey key, Frame value, boolean replace) {
        if (kind.isChild() || !kind.isConnectionOwn() || hasLocked(region, key)) {
            return false;
        }
        PendingPut put = new PendingPut(region, key, value, replace);
        if (committing) {
            return await(put);
        }
        if (kind.isOutsideTransaction()) {
            boolean committed = !kind.mayHaveWritten() || kind.isAutoCommit();
            return committed && !session.isTransactionInProgress() && send(put);
        }
        if (!insertedUnseen && !kind.mayHaveWritten()) {
            return send(put);
        }
        kind.observeCompletion();
        return await(put);
    }

    private boolean await(PendingPut put) {
        return waitingPuts.size() < MAX_WAITING_PUTS && waitingPuts.add(put);
    }

    private boolean send(PendingPut put) {
        node.storage().put(put.region(), put.key(), stamps.get(put.key().partition()), put.value(), put.replace());
        return true;
    }

    @Override
    public long getCachingTimestamp() {
        return timestamp;
    }

    @Override
    public void transactionJoined() {
        timestamp = session.getFactory().getCache().getRegionFactory().nextTimestamp();
    }

    /** Waits for this transaction's locks. Throws in strict mode if one cannot be had: then the transaction rolls back. */
    @Override
    public void transactionCompleting() {
        locks.makeSure();
        committing = true;
    }

    /** Nothing may be thrown from here: the database has committed. */
    @Override
    public void transactionCompleted(boolean successful) {
        boolean unknown = committing && !successful;
        committing = false;
        insertedUnseen = false;
        try {
            if (unknown) {
                locks.abandon();
            } else {
                complete(successful);
            }
        } catch (RuntimeException e) {
            SlotCacheLogger.LOG.completionFailed(e);
        } finally {
            waitingPuts.clear();
        }
    }

    private void complete(boolean committed) {
        if (committed) {
            for (PendingPut put : waitingPuts) {
                if (!locks.covers(put.region(), put.key())) {
                    send(put);
                }
            }
        }
        locks.release(committed);
    }

    SessionKind kind() {
        return kind;
    }
}
