// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import io.slotcache.comparison.OperationKind.In;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Runs units of work on one subject and notes all that an application could see of them. */
final class Execution {

    private final Subject subject;
    private final List<Answer> answers = new ArrayList<>();

    Execution(Subject subject) {
        this.subject = subject;
    }

    /** The answers of all operations, and how the unit ended. */
    static List<Answer> run(Subject subject, UnitOfWork unit) {
        Execution execution = new Execution(subject);
        execution.run(unit);
        return execution.answers;
    }

    private void run(UnitOfWork unit) {
        SessionFactory factory = subject.node(unit.node());
        try (SharedSessionContract session =
                unit.in() == In.SESSION ? factory.openSession() : factory.openStatelessSession()) {
            Scene scene = new Scene(subject, (SharedSessionContractImplementor) session);
            scene.setCacheMode(unit.cacheMode());
            if (session instanceof Session stateful && !unit.flushesAtQueries()) {
                stateful.setHibernateFlushMode(FlushMode.COMMIT);
            }
            run(unit, scene);
            subject.keep(scene.seen());
        }
        if (subject.hasKnownFaults()) {
            KnownFaults.makeUpFor(unit, factory);
        }
        subject.settle();
    }

    private void run(UnitOfWork unit, Scene scene) {
        Transaction transaction = unit.transactional() ? scene.session().beginTransaction() : null;
        try {
            for (int i = 0; i < unit.operations().size(); i++) {
                if (i == unit.interruptedBefore()) {
                    run(unit.interruption());
                }
                Operation operation = unit.operations().get(i);
                answers.add(new Answer(operation, operation.kind().run(scene, operation)));
                if (subject.hasKnownFaults()) {
                    KnownFaults.makeUpFor(operation, scene);
                }
            }
            if (transaction != null) {
                end(transaction, unit.commits());
            }
        } catch (RuntimeException e) {
            answers.add(Answer.ofEnd("failed: " + kind(e)));
            if (transaction != null && transaction.isActive()) {
                transaction.rollback();
            }
        }
    }

    private void end(Transaction transaction, boolean commits) {
        if (commits) {
            transaction.commit();
            answers.add(Answer.ofEnd("committed"));
        } else {
            transaction.rollback();
            answers.add(Answer.ofEnd("rolled back"));
        }
    }

    /** The exception and its causes, by class: messages name what differs between subjects. */
    private static String kind(Throwable failure) {
        List<String> names = new ArrayList<>();
        for (Throwable t = failure; t != null && t != t.getCause(); t = t.getCause()) {
            names.add(t.getClass().getSimpleName());
        }
        return String.join(" < ", names);
    }
}
