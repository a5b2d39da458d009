// SPDX-License-Identifier: Apache-2.0
// Copyright the SlotCache authors
package io.slotcache.internal.codec;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link ValueOutput} wrote, by the same layout. It trusts nothing: whatever does not fit is an {@link UndecodableEntryException}, and
 * what is allocated is bounded by the bytes that are there. Not thread-safe.
 */
interface ValueInput {

    /** What kind of value comes next: its tag, or {@link Tag#UNTOLD} if only the mapping tells. */
    int readTag();

    /** The rest of a scalar, after its tag. */
    Object readScalar(Scalar<?> scalar);

    /** The rest of a serialized value, after its tag. */
    byte[] readSerialized();

    String readText();

    /** The index of a name. */
    int readOneOf(List<String> names);

    /** @param leastBytes how many bytes an element takes at least */
    <T extends @Nullable Object> List<T> readList(int leastBytes, Supplier<T> element);

    void startObject();

    /** Whatever comes next must have this name. */
    void name(String name);

    void endObject();

    /** Nothing may be left. */
    void expectEnd();
}
