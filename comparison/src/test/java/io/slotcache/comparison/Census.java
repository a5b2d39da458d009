// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.CacheMode;

/** Reads all there is, by every way that the cache knows: what is stale anywhere shows now. */
final class Census {

    /** Of its reads, which other units do too: makes plain queries of the default region, and rows with all that they refer to. */
    static final int DICE = 2;

    private static final Set<OperationKind> QUERIES = EnumSet.range(OperationKind.QUERY, OperationKind.NATIVE_NAMES);

    private Census() {}

    /** For each species the queries, the natural ids and the rows, each in a session that knows nothing yet. */
    static List<UnitOfWork> of(List<Species> cast, int node) {
        List<UnitOfWork> units = new ArrayList<>();
        for (Species species : cast) {
            units.add(unit(node, queries(species)));
            if (species.hasNaturalId()) {
                units.add(unit(node, naturalIds(species)));
            }
            units.add(unit(node, rows(species)));
        }
        return units;
    }

    private static List<Operation> queries(Species species) {
        return QUERIES.stream()
                .map(kind -> new Operation(kind, species, 1, DICE))
                .toList();
    }

    private static List<Operation> naturalIds(Species species) {
        List<Operation> operations = new ArrayList<>();
        for (int dice = 0; dice < 12; dice++) {
            operations.add(new Operation(OperationKind.NATURAL_ID, species, 1 + dice % Species.ROWS, dice));
        }
        return operations;
    }

    private static List<Operation> rows(Species species) {
        List<Operation> operations = new ArrayList<>();
        for (int row = 1; row <= Species.ROWS; row++) {
            operations.add(new Operation(OperationKind.FIND_BY_ROOT, species, row, DICE));
        }
        return operations;
    }

    private static UnitOfWork unit(int node, List<Operation> operations) {
        return new UnitOfWork(node, OperationKind.In.SESSION, CacheMode.NORMAL, true, true, true, operations, -1, null);
    }
}
