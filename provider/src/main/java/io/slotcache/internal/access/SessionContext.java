// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.codec.Frame;
import io.slotcache.internal.lease.Stamp;
import io.slotcache.internal.lease.Stamps;
import io.slotcache.internal.log.SlotCacheLogger;
import io.slotcache.internal.partition.EntryKey;
import io.slotcache.internal.partition.TableKey;
import io.slotcache.internal.storage.Deadline;
import io.slotcache.internal.storage.Replacement;
import io.slotcache.internal.storage.StorageRegion;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.cache.spi.CacheTransactionSynchronization;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

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
 *   <li>What a transaction loads waits for its commit: it may be what only this transaction may see, and not every write of Hibernate's shows here.
 *   <li>{@link #transactionCompleted} sends unlocks, with the new values if it committed, and the waiting puts. After an unknown outcome it sends
 *       nothing: the locks stay until their deadline.
 * </ol>
 *
 * A child session, which shares its parent's connection, shares the parent's locks and stores nothing. Used by one thread at a time, as a session is.
 */
public final class SessionContext implements CacheTransactionSynchronization {

    private final CacheNode node;
    private final SharedSessionContractImplementor session;
    private final SessionKind kind;
    private final Stamps stamps;
    private final TransactionLocks locks;
    private final WaitingPuts waitingPuts = new WaitingPuts();
    private final SessionQueries queries = new SessionQueries();
    private final Set<EntryKey> undecodable = new HashSet<>();
    private long timestamp;

    /** The lock of a stateless session's statement, or of a refresh, outside a transaction. */
    private @Nullable KeyLock statementLock;

    /** The locks of a stateless session's statement outside a transaction on the tables it changes. */
    private List<TableLock> statementTables = List.of();

    /** {@link #transactionCompleting} has run: from now on a failure does not mean a rollback. */
    private boolean committing;

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

    /** Whether this transaction has locked the entry or its region, so that the cache has nothing to say about it. */
    boolean hasLocked(StorageRegion region, EntryKey key) {
        return kind.owner().locks.covers(region, key);
    }

    /** Whether this transaction has locked one of these tables. */
    boolean hasLockedOneOf(Collection<TableKey> tables) {
        return kind.owner().locks.coversOneOf(tables);
    }

    /**
     * Locks an entry for a change of its row.
     *
     * @param wide whether several tenants may have the row in the cache
     */
    KeyLock.Ticket lock(StorageRegion region, EntryKey key, boolean wide) {
        SessionContext owner = kind.owner();
        KeyLock lock = kind.isOutsideTransaction()
                ? statementLock(region, key, wide)
                : owner.locks.get(key, () -> owner.newLock(region, key, true, wide));
        if (owner != this) {
            lock.share();
        }
        awaitInPlace(List.of(lock));
        return lock.newTicket();
    }

    private KeyLock statementLock(StorageRegion region, EntryKey key, boolean wide) {
        KeyLock lock = newLock(region, key, false, wide);
        if (!kind.isFlushing()) {
            statementLock = lock;
        }
        return lock;
    }

    /** Locks the tables that a statement changes, all together. */
    void lockTables(StorageRegion region, Collection<TableKey> tables) {
        boolean outside = kind.isOutsideTransaction();
        List<TableLock> locks = tables.stream()
                .map(table -> outside
                        ? new TableLock(node, region, table, false)
                        : kind.owner().locks.get(table, () -> new TableLock(node, region, table, true)))
                .toList();
        // Those of a statement before that failed are left to their deadline: nobody knows what became of it.
        statementTables = outside && !session.isEventSource() ? locks : List.of();
        awaitInPlace(locks);
    }

    /** Waits for locks that nobody will wait for before the commit. */
    private void awaitInPlace(List<? extends TransactionLock> locks) {
        if (!kind.completesBeforeCommit() || kind.owner().committing) {
            kind.observeCompletion();
            Deadline deadline = Deadline.after(node.commandTimeout());
            locks.forEach(lock -> lock.await(deadline));
            if (kind.owner().committing) {
                kind.owner().locks.askAgainForOld();
            }
        }
    }

    /** Locks the natural id of a row that is locked already, for as long as that. */
    void lockBeside(KeyLock.Ticket row, StorageRegion region, EntryKey key) {
        if (row.lock().isTransactional()) {
            lock(region, key, row.lock().isWide());
        } else {
            KeyLock lock = newLock(region, key, false, row.lock().isWide());
            row.lock().accompany(lock);
            lock.await(Deadline.after(node.commandTimeout()));
        }
    }

    /** Has natural ids locked too, should somebody else turn out to have changed the row: this transaction would not know which one it has now. */
    void guard(KeyLock.Ticket row, StorageRegion naturalIds) {
        row.lock().guard(naturalIds);
        SessionContext owner = kind.owner();
        if (owner.committing && row.lock().isTransactional()) {
            // Nobody will look again.
            owner.locks.lockRegion(naturalIds);
            owner.locks.askAgainForOld();
        }
    }

    /**
     * Hibernate evicts a natural id that a flush removes, before the statement and again after the commit. That must be a lock, or what is loaded in
     * between would be stored; and then the second eviction is the unlock's task.
     *
     * @param wide whether several tenants may have the natural id in the cache
     */
    void evict(StorageRegion region, EntryKey key, boolean wide) {
        SessionContext owner = kind.owner();
        if (!owner.kind.isOutsideTransaction()) {
            lock(region, key, wide);
        } else if (!owner.locks.covers(region, key)) {
            if (wide) {
                node.storage().evictRegion(region, key.partition());
            } else {
                node.storage().evict(region, key);
            }
        }
    }

    private KeyLock newLock(StorageRegion region, EntryKey key, boolean transactional, boolean wide) {
        Stamp stamp = kind.isConnectionOwn() ? stamps.get(key.partition()) : null;
        return new KeyLock(node, region, key, stamp, transactional, wide);
    }

    /** The change is over. A lock of a transaction is kept: only its completion tells what became of the row. */
    void unlock(KeyLock.Ticket ticket) {
        KeyLock lock = ticket.lock();
        if (lock.isTransactional()) {
            return;
        }
        if (kind.isConnectionOwn() && !session.isTransactionInProgress()) {
            lock.release(true);
        } else {
            lock.abandon();
        }
    }

    /**
     * A statement that changed the row has run. Of a stateless session outside a transaction Hibernate says no more than that: if the connection commits
     * by itself, the change is over, else the lock is left to its deadline. In a session that is not flushing, it was a {@code refresh}, which changes
     * nothing; that it is over Hibernate does not say at all.
     */
    void statementDone(EntryKey key) {
        KeyLock lock = statementLock;
        if (lock != null && lock.key().equals(key)) {
            statementLock = null;
            if (session.isEventSource() || kind.commitsEachStatement()) {
                lock.release(false);
            } else {
                lock.abandon();
            }
        }
    }

    /** A stateless session's statement that locked tables outside a transaction has run: {@link #statementDone} for tables. */
    void tablesDone() {
        List<TableLock> locks = statementTables;
        if (!locks.isEmpty()) {
            statementTables = List.of();
            locks.forEach(kind.commitsEachStatement() ? lock -> lock.release(true) : TableLock::abandon);
        }
    }

    /** Ties a bulk statement's lock to this session's transaction. Where there is none, a stateless session's statement has not even run yet. */
    void adopt(StatementLock lock) {
        if (kind.isOutsideTransaction()) {
            lock.take(node, !session.isEventSource() || !kind.isConnectionOwn());
        } else {
            kind.observeCompletion();
            kind.observeStatements();
            kind.owner().locks.gather(lock.regions());
        }
    }

    /** What this session is going to load takes the place of an entry that is current, but cannot be read here. */
    void replaceAtPut(EntryKey key) {
        undecodable.add(key);
    }

    /** An SQL statement is about to be prepared: what it may change must be locked by now. */
    void statementStarts() {
        locks.lockGathered();
    }

    /** Stores what was loaded or inserted: after the commit, in a transaction. Returns whether that is going to be tried. */
    boolean put(StorageRegion region, EntryKey key, Frame value, boolean replace) {
        return put(new PendingPut(region, key, value, replacement(key, replace), key.partition()));
    }

    /** Stores what a query found, as {@link #put}: unless by then this JVM has missed the lock of a table. */
    void putResults(StorageRegion region, EntryKey key, Frame results, boolean replace, int tablePartition) {
        put(new PendingPut(region, key, results, replacement(key, replace), tablePartition));
    }

    private Replacement replacement(EntryKey key, boolean replace) {
        if (undecodable.remove(key)) {
            return Replacement.OF_ANYTHING;
        }
        return replace ? Replacement.OF_CURRENT : Replacement.NONE;
    }

    private boolean put(PendingPut put) {
        if (kind.isChild() || !kind.isConnectionOwn() || hasLocked(put.region(), put.key())) {
            return false;
        }
        if (kind.isOutsideTransaction() && !committing) {
            return kind.readsCommittedRows() && send(put);
        }
        kind.observeCompletion();
        return waitingPuts.add(put);
    }

    private boolean send(PendingPut put) {
        if (put.judgedIn() != put.key().partition() && node.dirtyPartitions().isDirty(put.judgedIn())) {
            return false;
        }
        node.storage().put(put.region(), put.key(), stamps.get(put.key().partition()), put.value(), put.replacement());
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
            for (PendingPut put : waitingPuts.all()) {
                if (!locks.covers(put.region(), put.key())) {
                    send(put);
                }
            }
        }
        locks.release(committed);
    }

    /** The stamp of what this session reads from the database, null if it may not store it. */
    @Nullable
    Stamp stamp(int partition) {
        return stamps.get(partition);
    }

    SessionQueries queries() {
        return queries;
    }

    SessionKind kind() {
        return kind;
    }
}
