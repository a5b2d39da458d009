// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.cache.CacheException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.LockAcquisitionException;

/** Random units of work of one thread, and what its journal says of them. */
final class UnitOfWork implements AutoCloseable {

    private static final int OF = 1000;

    private final SessionFactory factory;
    private final Journal journal;
    private final Pace pace;
    private final SplittableRandom random;
    private final Reads reads;
    private final Writes writes;
    private final int readShare;
    private final int writeShare;
    private final Map<String, Long> explained = new HashMap<>();

    /**
     * @param pace of all threads of this JVM
     * @param place of this thread among all of the run
     * @param hot few registers and many writes
     */
    UnitOfWork(SessionFactory factory, Journal journal, SplittableRandom random, Pace pace, int place, boolean hot) {
        this.factory = factory;
        this.pace = pace;
        this.journal = journal;
        this.random = random;
        reads = new Reads(journal, random, hot);
        writes = new Writes(random, place, hot);
        readShare = hot ? 550 : 880;
        writeShare = hot ? 300 : 90;
    }

    /** Does one. */
    void next() {
        try {
            int dice = random.nextInt(OF);
            if (dice < readShare) {
                read();
            } else if (dice < readShare + writeShare) {
                write();
            } else if (dice < OF - 10) {
                writeStateless();
            } else {
                evict();
            }
        } catch (RuntimeException e) {
            note(e);
        }
        pace.unitDone();
    }

    private void read() {
        long begin = System.nanoTime();
        try (Session session = factory.openSession()) {
            Transaction transaction = random.nextInt(4) == 0 ? null : session.beginTransaction();
            int count = 1 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                reads.one(session, begin);
                if (random.nextInt(20) == 0) {
                    pace.letOthersDo(random.nextInt(6));
                }
            }
            if (transaction != null) {
                transaction.commit();
            }
        }
    }

    private void write() {
        List<Write> written = new ArrayList<>();
        try (Session session = factory.openSession()) {
            Transaction transaction = session.beginTransaction();
            boolean committing = false;
            try {
                written = writes.some(session);
                pauseSometimes();
                if (random.nextInt(8) == 0) {
                    session.flush();
                    rollBack(transaction, written);
                    return;
                }
                session.flush();
                committing = true;
                written.stream().filter(UnitOfWork::isOfNaturalId).forEach(journal::committing);
                transaction.commit();
                committed(written);
                writes.superseded().forEach(journal::rolledBack);
            } finally {
                if (!committing && transaction.isActive()) {
                    rollBack(transaction, List.of());
                }
            }
        }
    }

    private void writeStateless() {
        try (StatelessSession session = factory.openStatelessSession()) {
            Transaction transaction = session.beginTransaction();
            boolean committing = false;
            try {
                List<Write> written = writes.oneStateless(session);
                pauseSometimes();
                if (random.nextInt(8) == 0) {
                    rollBack(transaction, written);
                    return;
                }
                committing = true;
                transaction.commit();
                committed(written);
            } finally {
                if (!committing && transaction.isActive()) {
                    rollBack(transaction, List.of());
                }
            }
        }
    }

    private void committed(List<Write> written) {
        long returned = System.nanoTime();
        for (Write write : written) {
            journal.committed(returned, write);
        }
    }

    private void rollBack(Transaction transaction, List<Write> written) {
        transaction.rollback();
        for (Write write : written) {
            if (!isOfNaturalId(write)) {
                journal.rolledBack(write);
            }
        }
    }

    /** Its tag is the holder, which other writes have too. */
    private static boolean isOfNaturalId(Write write) {
        return write.key() / Kind.STRIDE == Kind.CODE.ordinal();
    }

    private void evict() {
        switch (random.nextInt(12)) {
            case 0 -> factory.getCache().evictAllRegions();
            case 1 -> factory.getCache().evictQueryRegions();
            case 2 -> factory.getCache().evictEntityData(Worker.ENTITIES[random.nextInt(Worker.ENTITIES.length)]);
            default ->
                factory.getCache().evictEntityData(io.slotcache.history.domain.PlainRow.class, (long)
                        random.nextInt(Kind.PLAIN.count()));
        }
    }

    private void pauseSometimes() {
        if (random.nextInt(6) == 0) {
            pace.letOthersDo(random.nextInt(12));
        }
    }

    /** Conflicts that the database reports, and locks that strict mode could not have, are what a user would see and try again. */
    private void note(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LockAcquisitionException
                    || cause instanceof LockTimeoutException
                    || cause instanceof PessimisticLockException
                    || cause instanceof OptimisticLockException
                    || cause instanceof ConstraintViolationException
                    || cause instanceof java.sql.SQLTransactionRollbackException
                    || isSerializationFailure(cause)
                    || isLockRequired(cause)) {
                explained.merge(cause.getClass().getSimpleName(), 1L, Long::sum);
                return;
            }
        }
        journal.unexplained(failure);
    }

    private static boolean isSerializationFailure(Throwable cause) {
        return cause instanceof java.sql.SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("40");
    }

    private static boolean isLockRequired(Throwable cause) {
        return cause instanceof CacheException
                && String.valueOf(cause.getMessage()).contains("SLOTCACHE");
    }

    @Override
    public void close() {
        explained.forEach((name, count) -> journal.count("explained-" + name, count));
        journal.close();
    }
}
