// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import io.slotcache.history.domain.Child;
import io.slotcache.history.domain.ConstantRow;
import io.slotcache.history.domain.Holder;
import io.slotcache.history.domain.NonstrictRow;
import io.slotcache.history.domain.Owner;
import io.slotcache.history.domain.PairRow;
import io.slotcache.history.domain.Parent;
import io.slotcache.history.domain.PlainRow;
import io.slotcache.history.domain.VersionedRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;

/** Random writes within a transaction. */
final class Writes {

    /** How many holders a code goes around among. */
    static final int HOLDERS = 4;

    private static final Kind[] WRITTEN = {
        Kind.PLAIN, Kind.NONSTRICT, Kind.CONSTANT, Kind.VERSIONED, Kind.COLLECTION, Kind.CHILDREN, Kind.CODE, Kind.HALF
    };
    private static final int MAX_ELEMENTS = 3;

    private final SplittableRandom random;
    private final boolean hot;
    private final List<Write> superseded = new ArrayList<>();
    private long nextTag;

    Writes(SplittableRandom random, int place, boolean hot) {
        this.random = random;
        this.hot = hot;
        // Of the time too: a JVM that replaces a killed one has its place.
        nextTag = place * 1_000_000_000_000L + System.nanoTime() / 1_000_000 % 100_000 * 10_000_000L + 1;
    }

    /** The natural id of a register. */
    static String code(long id) {
        return "code-" + id;
    }

    /** The register's row in the table of numbers: groups have one for all their rows. */
    static int numberedBy(Kind kind, long id) {
        return kind == Kind.VERSIONED ? Kind.GROUP.key(group(id)) : kind.key(id);
    }

    static long group(long versionedId) {
        return versionedId % Kind.GROUP.count();
    }

    /** One to three registers, in the order of their numbers' rows, so that two transactions do not wait for each other in a circle. */
    List<Write> some(Session session) {
        superseded.clear();
        TreeMap<Integer, Choice> choices = new TreeMap<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Choice choice = choose();
            choices.put(numberedBy(choice.kind, choice.id), choice);
        }
        List<Write> written = new ArrayList<>();
        for (Choice choice : choices.values()) {
            List<Write> writes = write(session, choice);
            if (random.nextInt(5) == 0) {
                session.flush();
                if (choice.kind == Kind.PLAIN || choice.kind == Kind.VERSIONED) {
                    superseded.add(writes.get(0));
                    writes = write(session, choice);
                }
            }
            written.addAll(writes);
        }
        return written;
    }

    /** What the last transaction wrote and overwrote: nobody else may see it. */
    List<Write> superseded() {
        return superseded;
    }

    private Choice choose() {
        Kind kind = WRITTEN[random.nextInt(WRITTEN.length)];
        return new Choice(kind, kind.any(random, hot));
    }

    private List<Write> write(Session session, Choice choice) {
        if (choice.kind == Kind.HALF) {
            // Before it is this transaction's turn: the other half is then as old as that.
            session.find(PairRow.class, PairRow.rowOf(choice.id));
        }
        long n = number(session, choice);
        long id = choice.id;
        long tag = nextTag++;
        switch (choice.kind) {
            case PLAIN -> writePlain(session, id, n, tag);
            case NONSTRICT -> session.find(NonstrictRow.class, id).set(n, tag);
            case CONSTANT -> {
                ConstantRow row = session.find(ConstantRow.class, id);
                if (row == null) {
                    session.persist(new ConstantRow(id, n, tag));
                } else {
                    session.remove(row);
                }
            }
            case VERSIONED -> {
                session.find(VersionedRow.class, id).set(n, tag);
                return List.of(choice.write(n, tag), new Write(Kind.GROUP.key(group(id)), n, tag));
            }
            case COLLECTION -> {
                var numbers = session.find(Owner.class, id).getNumbers();
                numbers.add(n);
                if (numbers.size() > MAX_ELEMENTS) {
                    numbers.remove(Collections.min(numbers));
                }
            }
            case CHILDREN -> {
                Parent parent = session.find(Parent.class, id);
                parent.getChildren().add(new Child(parent, n, tag));
                if (parent.getChildren().size() > MAX_ELEMENTS) {
                    Child first = Collections.min(parent.getChildren(), Comparator.comparingLong(Child::getN));
                    parent.getChildren().remove(first);
                    // Read from a collection that is out of date, it may have left before.
                    first.leave();
                }
            }
            case CODE -> {
                return List.of(new Write(choice.kind.key(id), n, passOn(session, id, tag)));
            }
            case HALF -> session.find(PairRow.class, PairRow.rowOf(id)).set(id, n, tag);
            case GROUP -> throw new IllegalArgumentException("written with its rows");
        }
        return List.of(choice.write(n, tag));
    }

    private void writePlain(Session session, long id, long n, long tag) {
        PlainRow row = session.find(PlainRow.class, id);
        int dice = random.nextInt(10);
        if (row == null) {
            session.persist(new PlainRow(id, n, tag));
        } else if (dice == 0) {
            session.remove(row);
        } else if (dice == 1) {
            session.flush();
            session.detach(row);
            statement(session, id, n, tag);
        } else {
            row.set(n, tag);
        }
    }

    /** By HQL, or by SQL that names what it changes. */
    private void statement(SharedSessionContract session, long id, long n, long tag) {
        MutationQuery statement = random.nextBoolean()
                ? session.createMutationQuery("update PlainRow set n = :n, tag = :tag where id = :id")
                : ((NativeQuery<?>) session.createNativeMutationQuery(
                                "update PlainRow set n = :n, tag = :tag where id = :id"))
                        .addSynchronizedEntityClass(PlainRow.class);
        statement.setParameter("n", n);
        statement.setParameter("tag", tag);
        statement.setParameter("id", id);
        statement.executeUpdate();
    }

    /** Gives the code to another holder, and returns that one's identifier. */
    private long passOn(Session session, long id, long tag) {
        Holder from = session.createSelectionQuery("from Holder where code = :code", Holder.class)
                .setParameter("code", code(id))
                .getSingleResult();
        long next = id * HOLDERS + (from.getId() + 1 + random.nextInt(HOLDERS - 1)) % HOLDERS;
        from.setCode("free-" + from.getId() + "-" + tag);
        session.flush();
        session.find(Holder.class, next).setCode(code(id));
        return next;
    }

    /** A register by a stateless session. */
    List<Write> oneStateless(StatelessSession session) {
        Kind kind = random.nextBoolean() ? Kind.VERSIONED : random.nextBoolean() ? Kind.PLAIN : Kind.CONSTANT;
        Choice choice = new Choice(kind, kind.any(random, hot));
        long n = number(session, choice);
        long tag = nextTag++;
        long id = choice.id;
        switch (kind) {
            case VERSIONED -> {
                VersionedRow row = session.get(VersionedRow.class, id);
                row.set(n, tag);
                session.update(row);
                return List.of(choice.write(n, tag), new Write(Kind.GROUP.key(group(id)), n, tag));
            }
            case PLAIN -> {
                PlainRow row = session.get(PlainRow.class, id);
                if (row == null) {
                    session.insert(new PlainRow(id, n, tag));
                    session.get(PlainRow.class, id);
                } else if (random.nextInt(3) == 0) {
                    statement(session, id, n, tag);
                } else {
                    row.set(n, tag);
                    session.update(row);
                }
            }
            default -> {
                ConstantRow row = session.get(ConstantRow.class, id);
                if (row == null) {
                    session.insert(new ConstantRow(id, n, tag));
                    session.get(ConstantRow.class, id);
                } else {
                    session.delete(row);
                }
            }
        }
        return List.of(choice.write(n, tag));
    }

    private static long number(SharedSessionContract session, Choice choice) {
        return session.doReturningWork(connection -> Registers.next(connection, numberedBy(choice.kind, choice.id)));
    }

    private record Choice(Kind kind, long id) {
        Write write(long n, long tag) {
            return new Write(kind.key(id), n, tag);
        }
    }
}
