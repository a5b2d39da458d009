// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of objects that stand for one value. No attribute can have such a name: it begins with an at sign. */
final class JsonLabel {
    static final String PREFIX = "@";
    static final String SERIALIZED = PREFIX + "serialized";

    private static final Map<Integer, String> MARKERS =
            Map.of(Tag.UNFETCHED, PREFIX + "unfetched", Tag.UNKNOWN_BACK_REFERENCE, PREFIX + "unknownBackReference");

    static @Nullable String ofMarker(int tag) {
        return MARKERS.get(tag);
    }

    /** The tag that a label stands for. */
    static int tag(String label) {
        if (label.equals(SERIALIZED)) {
            return Tag.SERIALIZED;
        }
        for (Map.Entry<Integer, String> marker : MARKERS.entrySet()) {
            if (marker.getValue().equals(label)) {
                return marker.getKey();
            }
        }
        return JsonScalars.ofLabel(label).tag();
    }

    private JsonLabel() {}
}
