// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.access;

import java.util.Arrays;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Versions that a lock mode increments ({@code PESSIMISTIC_FORCE_INCREMENT}, {@code OPTIMISTIC_FORCE_INCREMENT}). Hibernate tells the entity's access of such
 * a change, but not the timestamps cache: results that hold the entity would go on giving its former version. So its tables are locked here.
 */
final class ForcedVersions {

    private ForcedVersions() {}

    /** After an increment, if it was one. */
    static void lockTablesIfIncremented(SharedSessionContractImplementor session, EntityPersister root, Object id) {
        EntityEntry entry = entry(session, root, id);
        if (entry != null && entry.getLockMode() == LockMode.PESSIMISTIC_FORCE_INCREMENT) {
            lockTables(session, entry);
        }
    }

    /** Before what may be an increment. */
    static void lockTables(SharedSessionContractImplementor session, EntityPersister root, Object id) {
        EntityEntry entry = entry(session, root, id);
        if (entry != null) {
            lockTables(session, entry);
        }
    }

    private static @Nullable EntityEntry entry(
            SharedSessionContractImplementor session, EntityPersister root, Object id) {
        // A stateless session increments no version, and keeps no entries.
        if (!session.isEventSource() || !session.isTransactionInProgress()) {
            return null;
        }
        PersistenceContext context = session.getPersistenceContextInternal();
        Object entity = context.getEntity(session.generateEntityKey(id, root));
        return entity == null ? null : context.getEntry(entity);
    }

    private static void lockTables(SharedSessionContractImplementor session, EntityEntry entry) {
        if (session.getFactory().getCache().getTimestampsCache() instanceof TableAccess access) {
            access.lock(Arrays.asList(entry.getPersister().getPropertySpaces()), session);
        }
    }
}
