// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.EnumSet;
import java.util.Set;
import org.hibernate.CacheMode;
import org.hibernate.SessionFactory;

/**
 * What Hibernate 7.4.5 gets wrong with the access classes of its own that its JCache provider uses, and what makes up for it, so that everything else can
 * be compared. SlotCache has to get these right by itself.
 *
 * <ol>
 *   <li>{@code AbstractReadWriteAccess.removeAll} does nothing, and {@code BulkOperationCleanupAction} clears the regions after the completion only: until
 *       then the statement's own session reads the old state from the cache.
 *   <li>The clearing may come before the {@code afterInsert} or {@code afterUpdate} of a row that the session wrote before its statement: that puts back a
 *       state which the statement has changed, or a row which it has deleted.
 *   <li>A StatelessSession tells no one of its tables, neither for single rows nor for statements: cached queries go on giving the old results.
 *   <li>Its statements clear their regions before the commit, so others can put the old state back; and what it reads of its own uncommitted rows goes into
 *       the cache at once, and stays there after a rollback.
 *   <li>Nobody tells the timestamps cache of a version that a lock mode increments: cached queries go on giving the former one.
 * </ol>
 *
 * <p>So after such an operation its session goes without the cache, and after its unit all is evicted.
 */
final class KnownFaults {

    private static final Set<OperationKind> STATEMENTS =
            EnumSet.range(OperationKind.BULK_UPDATE, OperationKind.NATIVE_DELETE_ELEMENTS);

    private static final Set<OperationKind> INCREMENTS =
            EnumSet.of(OperationKind.LOCK, OperationKind.INCREMENT_VERSION);

    private static final Set<OperationKind> STATELESS_WRITES =
            EnumSet.range(OperationKind.INSERT, OperationKind.UPDATE_MANY);

    private KnownFaults() {}

    private static boolean concern(Operation operation) {
        return STATEMENTS.contains(operation.kind())
                || STATELESS_WRITES.contains(operation.kind())
                || INCREMENTS.contains(operation.kind());
    }

    static void makeUpFor(Operation operation, Scene scene) {
        if (concern(operation)) {
            scene.setCacheMode(CacheMode.IGNORE);
        }
    }

    static void makeUpFor(UnitOfWork unit, SessionFactory factory) {
        if (unit.operations().stream().anyMatch(KnownFaults::concern)) {
            factory.getCache().evictAllRegions();
            factory.getCache().evictQueryRegions();
        }
    }
}
