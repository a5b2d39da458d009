// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import io.slotcache.internal.partition.EntryKey;
import org.hibernate.engine.OptimisticLockStyle;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Locks cached natural ids where Hibernate changes a row without telling their access. It tells of what a session's flush changes, as far as the
 * session knows. Two things are missing:
 *
 * <ol>
 *   <li>A StatelessSession tells of nothing. So the natural id that the row has is read before the statement, and locked with the row.
 *   <li>What a session knows may be old. Another transaction can have given the row another natural id, and this one's statement, unless it is bound to
 *       the row's version, changes that one, or deletes the row with it, unheard of. Both have locked the row, and a lock is clean only as long as nobody
 *       else does. So a lock that is not clean just before the commit, when all statements have run, has the whole region of the natural ids locked.
 * </ol>
 */
final class NaturalIdGuard {

    private final String rootEntity;

    NaturalIdGuard(String rootEntity) {
        this.rootEntity = rootEntity;
    }

    /** The row is locked, and the statement is going to run. */
    void rowLocked(SharedSessionContractImplementor session, EntryKey row, KeyLock.Ticket lock) {
        EntityPersister root = session.getFactory().getMappingMetamodel().getEntityDescriptor(rootEntity);
        if (!(root.getNaturalIdCacheAccessStrategy() instanceof NaturalIdAccess access)) {
            return;
        }
        if (!session.isEventSource()) {
            lockCurrent(session, access, root, row, lock);
        }
        if (!failsIfOld(root)) {
            SessionContext.of(session).guard(lock, access.storageRegion());
        }
    }

    private static void lockCurrent(
            SharedSessionContractImplementor session,
            NaturalIdAccess access,
            EntityPersister root,
            EntryKey row,
            KeyLock.Ticket lock) {
        Object naturalId = root.getNaturalIdentifierSnapshot(row.id(), session);
        // Null for a row that is not there yet.
        if (naturalId != null) {
            SessionContext.of(session)
                    .lockBeside(lock, access.storageRegion(), access.entryKey(naturalId, root, session));
        }
    }

    /** Whether no statement of a session that knows an old natural id would find its row. */
    private static boolean failsIfOld(EntityPersister root) {
        if (!root.getNaturalIdMapping().isMutable()) {
            return true;
        }
        if (!root.isVersioned() || root.optimisticLockStyle() != OptimisticLockStyle.VERSION) {
            return false;
        }
        boolean[] raisesVersion = root.getPropertyVersionability();
        for (int property : root.getNaturalIdentifierProperties()) {
            if (!raisesVersion[property]) {
                return false;
            }
        }
        return true;
    }
}
