// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.comparison;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a subject answers otherwise than without a cache.
 *
 * @param step the number of the unit that ran last
 * @param unit the unit whose answers differ, that one or one of the census after it; null if the tables do
 */
record Difference(int step, @Nullable UnitOfWork unit, Subject subject, List<Answer> right, List<Answer> wrong) {

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("after unit " + step + ", " + (unit == null ? "rows of tables" : unit));
        for (int i = 0; i < Math.max(right.size(), wrong.size()); i++) {
            String rightLine = i < right.size() ? right.get(i).toString() : "nothing";
            String wrongLine = i < wrong.size() ? wrong.get(i).toString() : "nothing";
            if (rightLine.equals(wrongLine)) {
                lines.add("  same  " + rightLine);
            } else {
                lines.add("  without a cache  " + rightLine);
                lines.add("  " + subject + "  " + wrongLine);
            }
        }
        return String.join("\n", lines);
    }
}
