// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.it;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows of {@link CallsIT} and of docs/calls.md. */
final class Calls {

    private Calls() {}

    static Map<String, List<CallRow>> sections() {
        Map<String, List<CallRow>> sections = new LinkedHashMap<>();
        sections.put("Reading", ReadCalls.rows());
        sections.put("Changing", WriteCalls.rows());
        sections.put("Changing natural ids", NaturalIdCalls.rows());
        sections.put("Changing collections", CollectionCalls.rows());
        sections.put("Statements", StatementCalls.rows());
        sections.put("Queries", QueryCalls.rows());
        sections.put("Stateless sessions", StatelessCalls.rows());
        sections.put("Evictions", EvictionCalls.rows());
        return sections;
    }

    static Stream<CallRow> rows() {
        return sections().values().stream().flatMap(Collection::stream);
    }
}
