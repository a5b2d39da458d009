// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.EnumSet;
import java.util.Set;

/** What an operation does. The order is part of what a seed means. */
enum OperationKind {
    FIND(30, Reads::find),
    FIND_BY_ROOT(8, Reads::findByRoot),
    FIND_LOCKED(2, Reads::findLocked, In.SESSION),
    FIND_MANY(5, Reads::findMany),
    REFERENCE(5, Reads::reference, In.SESSION),
    NATURAL_ID(8, Reads::naturalId, In.SESSION),
    NATURAL_ID_REFERENCE(2, Reads::naturalIdReference, In.SESSION),
    FETCH(10, Reads::fetch, In.STATELESS_SESSION),

    CREATE(12, Writes::create, In.SESSION),
    CHANGE(18, Writes::change, In.SESSION),
    CHANGE_TWICE(3, Writes::changeTwice, In.SESSION),
    REMOVE(4, Writes::remove, In.SESSION),
    REPLACE(3, Writes::replace, In.SESSION),
    MERGE(4, Writes::merge, In.SESSION),
    MERGE_NEW(2, Writes::mergeNew, In.SESSION),
    LOCK(1, Writes::lock, In.SESSION),
    INCREMENT_VERSION(2, Writes::incrementVersion, In.SESSION),
    REFRESH(3, Writes::refresh, In.SESSION),
    FLUSH(3, Writes::flush, In.SESSION),
    DETACH(2, Writes::detach, In.SESSION),
    CLEAR(2, Writes::clear, In.SESSION),
    IN_CHILD(2, Writes::inChild, In.SESSION),

    INSERT(8, StatelessWrites::insert, In.STATELESS_SESSION),
    UPDATE(10, StatelessWrites::update, In.STATELESS_SESSION),
    DELETE(4, StatelessWrites::delete, In.STATELESS_SESSION),
    UPSERT(4, StatelessWrites::upsert, In.STATELESS_SESSION),
    UPDATE_MANY(2, StatelessWrites::updateMany, In.STATELESS_SESSION),

    QUERY(8, Queries::entities),
    QUERY_NAMES(6, Queries::names),
    QUERY_COUNT(4, Queries::count),
    QUERY_GROUPS(2, Queries::groups),
    QUERY_ATTRIBUTE(5, Queries::attribute),
    QUERY_JOIN(4, Queries::join),
    QUERY_FETCH(3, Queries::fetch),
    QUERY_ELEMENTS(4, Queries::elements),
    QUERY_PAGE(2, Queries::page),
    CRITERIA(4, Queries::criteria),
    NATIVE_ENTITIES(4, Queries::nativeEntities),
    NATIVE_NAMES(4, Queries::nativeNames),

    BULK_UPDATE(3, Statements::update),
    BULK_UPDATE_CRITERIA(2, Statements::updateByCriteria),
    BULK_NULL(2, Statements::setNull),
    BULK_DELETE(2, Statements::delete),
    BULK_INSERT(2, Statements::insert),
    BULK_INSERT_SELECT(1, Statements::insertSelect),
    NATIVE_UPDATE(2, Statements::nativeUpdate),
    NATIVE_UPDATE_ALL(1, Statements::nativeUpdateOfUnknownSpaces),
    NATIVE_DELETE(1, Statements::nativeDelete),
    NATIVE_DELETE_ELEMENTS(1, Statements::nativeDeleteOfElements),

    EVICT(2, Evictions::entity),
    EVICT_COLLECTIONS(2, Evictions::collections),
    EVICT_NATURAL_IDS(1, Evictions::naturalIds),
    EVICT_REGION(1, Evictions::region),
    EVICT_QUERIES(1, Evictions::queries),
    EVICT_ALL(1, Evictions::all);

    /** Which sessions can do it. */
    enum In {
        SESSION,
        STATELESS_SESSION
    }

    /** Runs an operation. Returns all that an application could see of it. */
    @FunctionalInterface
    interface Step {
        String run(Scene scene, Operation operation);
    }

    private static final Set<OperationKind> READS = EnumSet.range(FIND, FETCH);

    static {
        READS.addAll(EnumSet.range(QUERY, NATIVE_NAMES));
        READS.remove(FIND_LOCKED);
    }

    private final int weight;
    private final Step step;
    private final Set<In> in;

    OperationKind(int weight, Step step) {
        this(weight, step, EnumSet.allOf(In.class));
    }

    OperationKind(int weight, Step step, In in) {
        this(weight, step, EnumSet.of(in));
    }

    OperationKind(int weight, Step step, Set<In> in) {
        this.weight = weight;
        this.step = step;
        this.in = in;
    }

    /** How often it comes, in relation to the others. */
    int weight() {
        return weight;
    }

    boolean isFor(In kind) {
        return in.contains(kind);
    }

    /** Whether it changes nothing, locks nothing and needs no transaction. */
    boolean isRead() {
        return READS.contains(this);
    }

    String run(Scene scene, Operation operation) {
        return step.run(scene, operation);
    }
}
