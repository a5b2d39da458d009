// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import java.sql.SQLException;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.internal.LogicalConnectionProvidedImpl;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of a transaction a session gets, and whose connection it works on. Asked for at the first use of the cache: when Hibernate creates the
 * context, the session has no connection yet.
 */
final class SessionKind {

    private final SharedSessionContractImplementor session;
    private final SessionContext context;
    private @Nullable SessionContext owner;
    private boolean observed;

    SessionKind(SharedSessionContractImplementor session, SessionContext context) {
        this.session = session;
        this.context = context;
    }

    /** The context of the session that began the transaction: the parent's for a child session, else this one. */
    SessionContext owner() {
        SessionContext known = owner;
        if (known == null) {
            known = findOwner();
            owner = known;
        }
        return known;
    }

    private SessionContext findOwner() {
        Object connectionOwner = jdbc().getJdbcSessionOwner();
        return connectionOwner != session && connectionOwner instanceof SharedSessionContractImplementor parent
                ? SessionContext.of(parent)
                : context;
    }

    boolean isChild() {
        return owner() != context;
    }

    /** False for a connection that the application opened: it may have a snapshot older than the session, and commit unseen. */
    boolean isConnectionOwn() {
        return !(jdbc().getLogicalConnection() instanceof LogicalConnectionProvidedImpl);
    }

    /** No transaction that would tell this session of its end. */
    boolean isOutsideTransaction() {
        return !session.getTransactionCoordinator().isJoined();
    }

    /** Hibernate calls {@code transactionCompleting} on this session's own context, after the flush. */
    boolean completesBeforeCommit() {
        return session.isEventSource() && !isChild() && !isOutsideTransaction();
    }

    /** Whether a session's changes of rows are being sent: only then does it change any. A stateless session sends each at once. */
    boolean isFlushing() {
        return session.isEventSource()
                && session.getPersistenceContextInternal().isFlushing();
    }

    /** A stateless session without transaction or batch, on a connection that commits by itself: what a statement did is done once it has run. */
    boolean commitsEachStatement() {
        Integer batchSize = session.getJdbcBatchSize();
        return !session.isEventSource()
                && !session.isTransactionInProgress()
                && isConnectionOwn()
                && (batchSize == null || batchSize <= 1)
                && isAutoCommit();
    }

    /** Outside a transaction: whether what is read cannot be what this session has written and not committed. */
    boolean readsCommittedRows() {
        boolean hasWritten = !session.isEventSource()
                || session.asEventSource().getActionQueue().hasAfterTransactionActions();
        return !session.isTransactionInProgress() && (!hasWritten || isAutoCommit());
    }

    private boolean isAutoCommit() {
        try {
            LogicalConnectionImplementor connection = jdbc().getLogicalConnection();
            return connection.isPhysicallyConnected()
                    && connection.getPhysicalConnection().getAutoCommit();
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes sure that the owner hears of the completion: Hibernate does not tell stateless sessions' contexts. */
    void observeCompletion() {
        owner().kind().observe();
    }

    private void observe() {
        if (!observed && !session.isEventSource() && !isOutsideTransaction()) {
            observed = true;
            session.getTransactionCoordinator().addObserver(new Completion(context));
        }
    }

    private JdbcCoordinator jdbc() {
        return session.getJdbcCoordinator();
    }

    /** Passes a transaction's completion on, once flushes and unlocks are done: observers come last. */
    private record Completion(SessionContext context) implements TransactionObserver {

        @Override
        public void afterBegin() {}

        @Override
        public void beforeCompletion() {
            context.transactionCompleting();
        }

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {
            context.transactionCompleted(successful);
        }
    }
}
