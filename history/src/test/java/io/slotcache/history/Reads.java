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
import io.slotcache.history.domain.Register;
import io.slotcache.history.domain.VersionedRow;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Random reads within a session, written to the journal. Absent rows are not: absence is never cached. */
final class Reads {

    private static final Kind[] KINDS = Kind.values();

    private final Journal journal;
    private final SplittableRandom random;
    private final boolean hot;

    Reads(Journal journal, SplittableRandom random, boolean hot) {
        this.journal = journal;
        this.random = random;
        this.hot = hot;
    }

    void one(Session session, long begin) {
        Kind kind = KINDS[random.nextInt(KINDS.length)];
        long id = kind.any(random, hot);
        switch (kind) {
            case PLAIN -> plain(session, begin, id);
            case NONSTRICT -> note(begin, kind, session.find(NonstrictRow.class, id));
            case CONSTANT -> note(begin, kind, session.find(ConstantRow.class, id));
            case VERSIONED -> note(begin, kind, session.find(VersionedRow.class, id));
            case COLLECTION -> {
                Owner owner = session.find(Owner.class, id);
                journal.read(begin, kind.key(id), owner.largest(), 0);
            }
            case CHILDREN -> children(session, begin, id);
            case CODE -> {
                Holder holder = session.byNaturalId(Holder.class)
                        .using("code", Writes.code(id))
                        .load();
                if (holder != null) {
                    journal.readHolder(begin, kind.key(id), holder.getId());
                }
            }
            case GROUP -> group(session, begin, id);
            case HALF -> {
                PairRow row = session.find(PairRow.class, PairRow.rowOf(id));
                journal.read(begin, kind.key(id), row.getN(id), row.getTag(id));
            }
        }
    }

    private void plain(Session session, long begin, long id) {
        switch (random.nextInt(8)) {
            case 0 -> {
                List<PlainRow> rows = session.findMultiple(PlainRow.class, List.of(id, (id + 1) % Kind.PLAIN.count()));
                rows.forEach(row -> note(begin, Kind.PLAIN, row));
            }
            case 1 ->
                session.createSelectionQuery("from PlainRow where id < :id", PlainRow.class)
                        .setParameter("id", id)
                        .list()
                        .forEach(row -> note(begin, Kind.PLAIN, row));
            case 2 -> {
                PlainRow row = session.find(PlainRow.class, id);
                if (row != null && random.nextInt(4) == 0) {
                    session.evict(row);
                    row = session.find(PlainRow.class, id);
                }
                note(begin, Kind.PLAIN, row);
            }
            default -> note(begin, Kind.PLAIN, session.find(PlainRow.class, id));
        }
    }

    private void children(Session session, long begin, long id) {
        session.find(Parent.class, id).getChildren().stream()
                .max(Comparator.comparingLong(Child::getN))
                .ifPresent(child -> journal.read(begin, Kind.CHILDREN.key(id), child.getN(), child.getTag()));
    }

    private void group(Session session, long begin, long group) {
        if (random.nextBoolean()) {
            Long largest = session.createSelectionQuery(
                            "select max(v.n) from VersionedRow v where v.grp = :grp", Long.class)
                    .setParameter("grp", group)
                    .setCacheable(true)
                    .getSingleResult();
            journal.read(begin, Kind.GROUP.key(group), largest, 0);
            return;
        }
        List<VersionedRow> rows = session.createSelectionQuery(
                        "from VersionedRow v where v.grp = :grp", VersionedRow.class)
                .setParameter("grp", group)
                .setCacheable(true)
                .list();
        rows.forEach(row -> note(begin, Kind.VERSIONED, row));
    }

    private void note(long begin, Kind kind, @Nullable Register row) {
        if (row != null) {
            journal.read(begin, kind.key(row.getId()), row.getN(), row.getTag());
        }
    }
}
