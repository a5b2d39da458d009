// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.history;

import java.util.List;

/**
 * A read of what it should not have been.
 *
 * @param text what was read
 * @param sessionBegin when the session that read it began
 * @param committed when the commit that it overlooks had returned; -1 if it is of a write that was rolled back
 * @param committer index of the JVM whose commit that was
 */
record Violation(String text, long sessionBegin, long committed, int committer) {

    /** How long the latest of these cuts that the commit came after was over when the session began; very long if none explains it. */
    long nanosAfter(List<Cut> cuts) {
        if (committed < 0 || committer != Cut.INDEX) {
            return Long.MAX_VALUE;
        }
        return cuts.stream()
                .filter(cut -> cut.begin() <= committed)
                .mapToLong(cut -> sessionBegin - cut.end())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public String toString() {
        return text;
    }
}
